import { styleText } from 'node:util';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { Check } from '../../connections/preflight/facts.ts';
import { viewMessage } from '../../messages.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { printable } from '../../redact.ts';
import { checkTable, nextSteps, notAsked } from '../../view/checkTable.ts';
import { formatCount, shorten } from '../../view/format.ts';
import type { OrgDetail } from '../../view/orgConnection.ts';
import { typeTable } from '../../view/syncSummary.ts';
import { drawTable } from '../../view/drawTable.ts';
import { columnWidths, type Table } from '../../view/table.ts';

/** What showing a result needs of a command. All of it is silent with `--json`, except that warnings are collected. */
export type Screen = Pick<SfCommand<unknown>, 'log' | 'warn' | 'table' | 'logSuccess' | 'jsonEnabled'>;

export const showTable = (screen: Screen, table: Table): void => {
  const available = terminalWidth();
  const widths = available === undefined ? undefined : columnWidths(table, available);
  if (table.data.length > FEW_ROWS && table.title === undefined && !isStyled()) {
    const heading = (text: string): string => styleText(['bold', 'blue'], text);
    return screen.log(`${drawTable(table, widths, heading).join('\n')}\n`);
  }
  screen.table({
    data: [...table.data],
    columns: table.columns.map((column, at) => ({ ...column, ...omitUndefined({ width: widths?.[at] }) })),
    overflow: 'wrap',
    ...omitUndefined({ title: table.title }),
  });
};

/** More than these take the table library longer to lay out than any question takes. */
const FEW_ROWS = 20;

/** A person has told the sf CLI, or the table library, how tables are to look; they look in the environment by themselves. */
const isStyled = (): boolean =>
  Object.keys(process.env).some((name) =>
    /^(?:CI|SF_NO_TABLE_STYLE|SF_TABLE_.*|OCLIF_TABLE_(?!COLUMN_OVERRIDE).*)$/.test(name)
  );

/** Undefined where a table is not drawn in a terminal; the variable is the table library's own. */
const terminalWidth = (): number | undefined =>
  Number.parseInt(process.env['OCLIF_TABLE_COLUMN_OVERRIDE'] ?? '', 10) || process.stdout.columns || undefined;

/** Warnings that are shown of a model; a terminal is no place for thousands. */
const SHOWN_WARNINGS = 100;

/** What the last published sync had to say, which later syncs do not say again. */
export const showPublished = (screen: Screen, { published }: OrgDetail): void => {
  if (published === undefined) return;
  const { types, warnings } = published;
  const table = typeTable({ types }, { title: viewMessage('published.types') });
  if (table !== undefined) showTable(screen, table);
  if (warnings.length === 0) return;
  screen.log(viewMessage('published.warnings'));
  for (const warning of warnings.slice(0, SHOWN_WARNINGS)) {
    screen.log(`  - ${shorten(printable(warning), LONGEST_WARNING)}`);
  }
  const more = warnings.length - SHOWN_WARNINGS;
  if (more > 0) screen.log(`  ${viewMessage('published.more', [formatCount(more)])}`);
};

/** A warning says what it is about in a line or two; more than this is what somebody else wrote into it. */
export const LONGEST_WARNING = 1_000;

/** The checks as a table, and below it what there is to do. */
export const showChecks = (screen: Screen, org: string, checks: readonly Check[]): void => {
  const reason = notAsked(checks);
  if (reason === undefined) showTable(screen, checkTable(printable(org), checks));
  else screen.log(viewMessage('checks.notAsked', [printable(org), printable(reason)]));
  const steps = nextSteps(checks);
  if (steps.length === 0) return;
  screen.log(viewMessage('checks.next'));
  for (const step of steps) screen.log(`  - ${printable(step)}`);
};

/** Files that were written for a person to deploy, and what that person does next. */
export type Generated = { files: string[]; steps: string[] };

export const showGenerated = (screen: Screen, { files, steps }: Generated): void => {
  screen.logSuccess(viewMessage('generated'));
  for (const file of files) screen.log(`  ${printable(file)}`);
  screen.log();
  screen.log(viewMessage('generated.next'));
  steps.forEach((step, index) => screen.log(`  ${String(index + 1)}. ${printable(step)}`));
};
