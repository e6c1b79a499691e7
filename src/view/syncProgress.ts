import type { MultiStageOutput as Output } from '@oclif/multi-stage-output';
import type { Reporter, SyncFigures, SyncStage } from '../engine/reporter.ts';
import { viewMessage } from '../messages.ts';
import { printable } from '../redact.ts';
import { formatCount, shorten } from './format.ts';

/**
 * A reporter that shows a person where a sync is, from `start` on.
 * One of `stop` and `error` must be called in every path.
 */
export type SyncProgress = {
  readonly reporter: Reporter;
  start(): void;
  stop(): void;
  error(): void;
  /** This try failed and another one follows: the next `start` shows it from the beginning. */
  again(): void;
};

/** The display is drawn again and again, and on one line. */
const LONGEST_NAME = 60;

type Data = SyncFigures & Record<string, unknown>;

/** In the order of a sync; the type makes sure that none is missing. */
const STAGES = Object.keys({
  Check: 0,
  List: 0,
  Plan: 0,
  Retrieve: 0,
  Query: 0,
  Confirm: 0,
  Build: 0,
  Publish: 0,
} satisfies Record<SyncStage, 0>) as SyncStage[];

type Block = {
  type: 'dynamic-key-value' | 'static-key-value';
  label: string;
  get(data?: SyncFigures): string | undefined;
};

/** Live stages in a terminal, plain lines where `CI` is set, nothing with `--json`. */
export const syncProgress = async (options: {
  readonly orgName: string;
  readonly jsonEnabled: boolean;
}): Promise<SyncProgress> => {
  const { MultiStageOutput } = await import('@oclif/multi-stage-output');
  const title = viewMessage('progress.title', [shorten(printable(options.orgName), LONGEST_NAME)]);
  // Made by `start`: it draws itself as soon as it is there.
  let output: Output<Data> | undefined;
  return {
    reporter: {
      stage: (stage) => output?.goto(stageLabel(stage)),
      figures: (figures) => output?.updateData(figures),
    },
    start: () => {
      if (output !== undefined) return;
      output = new MultiStageOutput<Data>({
        title,
        jsonEnabled: options.jsonEnabled,
        stages: STAGES.map(stageLabel),
        stageSpecificBlock: stageBlocks().map(([stage, block]) => ({ ...block, stage: stageLabel(stage) })),
        postStagesBlock: [figure('progress.apiCalls', (data) => counted(data.apiCalls))],
        data: { apiCalls: 0 },
      });
      output.goto(stageLabel('Check'));
    },
    stop: () => output?.stop(),
    error: () => output?.error(),
    again: () => {
      output?.error();
      output = undefined;
    },
  };
};

const stageLabel = (stage: SyncStage): string => viewMessage(`stage.${stage}`);

const stageBlocks = (): ReadonlyArray<readonly [stage: SyncStage, block: Block]> => [
  ['List', figure('progress.listed', (data) => counted(data.listed))],
  ['Retrieve', figure('progress.retrieved', retrievedText)],
  ['Publish', figure('progress.changes', changesText)],
];

const figure = (key: string, get: (data: SyncFigures) => string | undefined): Block => ({
  type: 'dynamic-key-value',
  label: viewMessage(key),
  get: (data) => (data === undefined ? undefined : get(data)),
});

const counted = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : formatCount(count);

const retrievedText = ({ retrieved, toRetrieve }: SyncFigures): string | undefined =>
  retrieved === undefined || toRetrieve === undefined
    ? undefined
    : viewMessage('progress.of', [formatCount(retrieved), formatCount(toRetrieve)]);

const changesText = ({ added, updated, renamed, deleted }: SyncFigures): string | undefined =>
  added === undefined && updated === undefined && deleted === undefined
    ? undefined
    : viewMessage(
        'progress.counts',
        [added, updated, renamed, deleted].map((count) => formatCount(count ?? 0))
      );
