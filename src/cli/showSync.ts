import { printable } from '../printable.ts';
import type { OrgRecord } from '../store/records.ts';
import { syncSummary, typeTable } from '../view/syncSummary.ts';
import { viewMessage } from '../view/viewMessage.ts';
import type { FinishedSync } from './runSync.ts';
import { showTable, type Screen } from './screen.ts';

/** A terminal is no place for a thousand warnings; `--json` has them all. */
const SHOWN_WARNINGS = 10;

/** The summary of a finished sync, its warnings, and what to do next. */
export const showSync = (screen: Screen, org: OrgRecord, { result, warnings }: FinishedSync): void => {
  const name = printable(org.alias ?? org.username);
  showWarnings(screen, warnings);
  screen.log();
  if (result.state === 'partial') screen.warn(viewMessage('synced.partial', [name]));
  else screen.logSuccess(viewMessage('synced.succeeded', [name]));
  screen.log();
  for (const line of syncSummary(result)) screen.log(line);
  const types = typeTable(result);
  if (types !== undefined) showTable(screen, types);
  screen.log(viewMessage('synced.next', [name]));
};

const showWarnings = (screen: Screen, warnings: readonly string[]): void => {
  const shown = screen.jsonEnabled() ? warnings : warnings.slice(0, SHOWN_WARNINGS);
  for (const warning of shown) screen.warn(printable(warning));
  if (shown.length < warnings.length)
    screen.warn(viewMessage('warnings.more', [String(warnings.length - shown.length)]));
};
