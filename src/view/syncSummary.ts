import { viewMessage } from '../messages.ts';
import { printable } from '../redact.ts';
import type { ComponentCounts, TypeOutcome } from '../store/records.ts';
import { formatCount, formatDuration, formatTime } from './format.ts';
import type { SyncResult } from './syncResult.ts';
import { tableOf, type Table } from './table.ts';

/** What a person wants to know after a sync, line by line. */
export const syncSummary = (result: SyncResult): string[] => [
  viewMessage('summary.components', [formatCount(result.components.total), countsText(result.components)]),
  ...(result.references === undefined
    ? []
    : [viewMessage('summary.edges', [formatCount(result.references), formatCount(result.grants ?? 0)])]),
  ...notSupportedLine(result),
  viewMessage('summary.apiCalls', [formatCount(result.apiCalls.total), callsText(result.apiCalls.byOperation)]),
  ...(result.durationMs === undefined ? [] : [viewMessage('summary.time', [formatDuration(result.durationMs)])]),
];

/** Types named of those that are not supported: a line or two of a terminal. */
const NAMED_TYPES = 5;

const notSupportedLine = ({ types, username }: SyncResult): string[] => {
  const names = types.filter(({ state }) => state === 'not supported').map(({ type }) => printable(type));
  if (names.length === 0) return [];
  const count =
    names.length === 1
      ? viewMessage('summary.notSupported.one')
      : viewMessage('summary.notSupported.several', [formatCount(names.length)]);
  const [named, more] = [names.slice(0, NAMED_TYPES).join(', '), names.length - NAMED_TYPES];
  const text = more > 0 ? viewMessage('summary.more', [named, formatCount(more), printable(username)]) : named;
  return [viewMessage('summary.notSupported', [count, text])];
};

/** Counts that are not zero, in a fixed order. */
export const countsText = (counts: ComponentCounts): string => {
  const named: ReadonlyArray<readonly [name: string, count: number]> = [
    ['added', counts.added],
    ['updated', counts.updated],
    ['renamed', counts.renamed],
    ['deleted', counts.deleted],
    ['re-read', counts.reread],
    ['unchanged', counts.unchanged],
    ['not fetched', counts.notFetched],
    ['unavailable', counts.unavailable],
  ];
  return (
    named
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${formatCount(count)} ${name}`)
      .join(', ') || '–'
  );
};

/** The types with something to say: those that failed, and those that this org or user can't give. */
export const typeTable = (
  { types }: { readonly types: readonly TypeOutcome[] },
  options: { readonly title?: string } = {}
): Table | undefined => {
  const rows = types.filter(
    (outcome) => outcome.problem !== undefined || outcome.state === 'partial' || outcome.state === 'failed'
  );
  if (rows.length === 0) return undefined;
  return tableOf(
    [
      { key: 'type', name: 'Type' },
      { key: 'state', name: 'State' },
      { key: 'components', name: 'Components' },
      { key: 'problem', name: 'Why' },
    ],
    rows.map((outcome) => ({
      type: printable(outcome.type),
      state: printable(outcome.state),
      components: formatCount(outcome.components),
      problem: printable(outcome.problem ?? ''),
    })),
    options
  );
};

/** What most calls were for, so that the line fits a terminal; `--json` names every operation. */
const NAMED_OPERATIONS = 3;

const callsText = (byOperation: SyncResult['apiCalls']['byOperation']): string => {
  const operations = Object.entries(byOperation).sort(([, a], [, b]) => b - a);
  const others = operations.slice(NAMED_OPERATIONS).reduce((total, [, calls]) => total + calls, 0);
  const named = operations.slice(0, NAMED_OPERATIONS);
  return (
    [...named, ...(others > 0 ? [[viewMessage('summary.otherCalls'), others] as const] : [])]
      .map(([operation, calls]) => `${printable(operation)} ${formatCount(calls)}`)
      .join(', ') || '–'
  );
};

export const historyTable = (runs: readonly SyncResult[]): Table =>
  tableOf(
    [
      { key: 'started', name: 'Started' },
      { key: 'state', name: 'State' },
      { key: 'time', name: 'Took' },
      { key: 'components', name: 'Components' },
      { key: 'counts', name: 'Changes' },
      { key: 'calls', name: 'API Calls' },
      { key: 'by', name: 'By' },
      { key: 'error', name: 'Error' },
    ],
    runs.map((run) => ({
      started: formatTime(run.startedAt),
      state: printable(run.state),
      time: run.durationMs === undefined ? '' : formatDuration(run.durationMs),
      components: run.backends.length === 0 ? '' : formatCount(run.components.total),
      counts: run.backends.length === 0 ? '' : countsText(run.components),
      calls: formatCount(run.apiCalls.total),
      by: printable(`${run.actor} (${run.trigger})`),
      error: run.error === undefined ? '' : printable(run.error.message),
    }))
  );
