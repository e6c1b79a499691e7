import type { SfCommand } from '@salesforce/sf-plugins-core';
import { columnWidths } from '../view/columnWidths.ts';
import type { Table } from '../view/table.ts';

/** What showing a result needs of a command. All of it is silent with `--json`, except that warnings are collected. */
export type Screen = Pick<SfCommand<unknown>, 'log' | 'warn' | 'table' | 'logSuccess' | 'jsonEnabled'>;

export const showTable = (screen: Screen, table: Table): void => {
  const available = terminalWidth();
  const widths = available === undefined ? undefined : columnWidths(table, available);
  screen.table({
    data: [...table.data],
    columns: table.columns.map((column, at) => ({ ...column, ...(widths === undefined ? {} : { width: widths[at] }) })),
    overflow: 'wrap',
    ...(table.title === undefined ? {} : { title: table.title }),
  });
};

/** Undefined where a table is not drawn in a terminal; the variable is the table library's own. */
const terminalWidth = (): number | undefined =>
  Number.parseInt(process.env['OCLIF_TABLE_COLUMN_OVERRIDE'] ?? '', 10) || process.stdout.columns || undefined;
