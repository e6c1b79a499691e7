import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { Table } from '../view/table.ts';

/** What showing a result needs of a command. All of it is silent with `--json`, except that warnings are collected. */
export type Screen = Pick<SfCommand<unknown>, 'log' | 'warn' | 'table' | 'logSuccess' | 'jsonEnabled'>;

export const showTable = (screen: Screen, table: Table): void =>
  screen.table({
    data: [...table.data],
    columns: [...table.columns],
    overflow: 'wrap',
    ...(table.title === undefined ? {} : { title: table.title }),
  });
