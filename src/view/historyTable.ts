import { printable } from '../printable.ts';
import { formatCount, formatDuration, formatTime } from './format.ts';
import type { SyncResult } from './syncResult.ts';
import { countsText } from './syncSummary.ts';
import { tableOf, type Table } from './table.ts';

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
      state: run.state,
      time: run.durationMs === undefined ? '' : formatDuration(run.durationMs),
      components: run.backends.length === 0 ? '' : formatCount(run.components.total),
      counts: run.backends.length === 0 ? '' : countsText(run.components),
      calls: formatCount(run.apiCalls.total),
      by: printable(`${run.actor} (${run.trigger})`),
      error: run.error === undefined ? '' : printable(run.error.message),
    }))
  );
