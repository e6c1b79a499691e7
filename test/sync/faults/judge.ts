import type { SyncOutcome } from '../../../src/engine/outcome.ts';
import { EXIT } from '../../../src/errors.ts';
import { differences, inventions, type ModelState } from './modelState.ts';

/** One run of the matrix's cell: a sync under a fault, and a sync after it. */
export type Trial = {
  readonly faulty: SyncOutcome;
  readonly good: SyncOutcome;
  /** The model before the fault, after it, and after the good sync. */
  readonly before: ModelState;
  readonly after: ModelState;
  readonly healed: ModelState;
  /** What a sync from scratch finds in the org, and what it warns of. */
  readonly truth: ModelState;
  readonly usualWarnings: readonly string[];
  /** The fault is an answer by which the org says what it does not give. */
  readonly isSaid: boolean;
  /** The call is the one that says whether the org holds the marker: where that can't be read, the policy is in force. */
  readonly isMarker: boolean;
};

/** The exit code of `sf elements sync`, and of each due sync: as the commands have it. */
export const exitCodeOf = (outcome: SyncOutcome): number => {
  if (outcome.kind !== 'published') return outcome.error.exitCode;
  return outcome.run.state === 'partial' ? EXIT.partial : 0;
};

/** `succeeded`, `partial`, or the name of the error that ended it. */
export const outcomeText = (outcome: SyncOutcome): string =>
  outcome.kind === 'published' ? outcome.run.state : outcome.error.name;

/** What is wrong with a trial, a line each; empty when all is as it must be. */
export const judge = (trial: Trial): readonly string[] => [
  ...wrongAfterFault(trial).map((line) => `after the fault: ${line}`),
  ...wrongAfterHealing(trial).map((line) => `after the next sync: ${line}`),
];

const wrongAfterFault = ({ faulty, before, after, truth, isSaid, isMarker }: Trial): readonly string[] => {
  if (faulty.kind !== 'published') {
    const hasFailed = faulty.kind === 'failed' && faulty.error.exitCode === EXIT.failed;
    const isRefused = isMarker && faulty.kind === 'refused' && faulty.error.exitCode === EXIT.refused;
    return [
      ...(hasFailed || isRefused ? [] : ['not failed in the usual way']),
      ...(faulty.error.name === 'InternalError' ? [`an error without a name: ${faulty.error.message}`] : []),
      ...differences(after, before).map((line) => `the sync failed, and yet ${line}`),
    ];
  }
  const { run } = faulty;
  const invented = inventions(after, before, truth);
  if (run.state === 'partial')
    return [...invented, ...(saysNothing(faulty) ? ['it does not say why it is partial'] : [])];
  const unsaid = differences(after, truth).filter((line) => !invented.some((other) => other.includes(line)));
  // A run that succeeded has the truth, but for what it counts as unavailable, or warns of, because the org says so.
  const isCounted = isSaid && ((run.components?.unavailable ?? 0) > 0 || run.warnings.length > 0);
  return [...invented, ...(isCounted ? [] : unsaid.map((line) => `it succeeded, and yet ${line}`))];
};

type Published = Extract<SyncOutcome, { kind: 'published' }>;

const saysNothing = ({ run }: Published): boolean =>
  run.warnings.length === 0 && run.types.every(({ problem }) => problem === undefined);

const wrongAfterHealing = ({ good, healed, truth, usualWarnings }: Trial): readonly string[] => [
  ...(outcomeText(good) === 'succeeded' ? [] : [`it ended ${outcomeText(good)}`]),
  ...differences(healed, truth),
  ...[...healed.missing].map(([name, reason]) => `${name} is still marked: ${reason}`),
  ...(good.kind === 'published' ? good.run.warnings.filter((warning) => !usualWarnings.includes(warning)) : []),
];
