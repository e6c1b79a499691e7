import { printable } from '../printable.ts';
import type { ComponentCounts, OrgRecord } from '../store/records.ts';
import { NO_COMPONENTS } from '../view/syncResult.ts';
import { countsText, syncSummary, typeTable } from '../view/syncSummary.ts';
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
  const types = typeTable(result);
  if (result.state !== 'partial') screen.logSuccess(succeededText(name, result.components));
  else screen.warn(viewMessage(types === undefined ? 'synced.partialWarned' : 'synced.partial', [name]));
  screen.log();
  for (const line of syncSummary(result)) screen.log(line);
  if (types !== undefined) showTable(screen, types);
  screen.log(viewMessage('synced.next', [name]));
};

/** What the org can't give makes no sync partial; that it is not in the model is said all the same. */
const succeededText = (name: string, { notFetched, unavailable }: ComponentCounts): string =>
  notFetched + unavailable === 0
    ? viewMessage('synced.succeeded', [name])
    : viewMessage('synced.except', [name, countsText({ ...NO_COMPONENTS, notFetched, unavailable })]);

const showWarnings = (screen: Screen, warnings: readonly string[]): void => {
  const shown = screen.jsonEnabled() ? warnings : warnings.slice(0, SHOWN_WARNINGS);
  for (const warning of shown) screen.warn(printable(warning));
  if (shown.length < warnings.length)
    screen.warn(viewMessage('warnings.more', [String(warnings.length - shown.length)]));
};
