import { Ux } from '@salesforce/sf-plugins-core';
import { expect } from 'chai';
import { stripVTControlCharacters } from 'node:util';
import { drawTable } from '../../src/view/drawTable.ts';
import { columnWidths } from '../../src/view/table.ts';

const COLUMNS = [
  { key: 'name', name: 'Full Name' },
  { key: 'text', name: 'Label' },
];

const DATA: ReadonlyArray<Record<string, string>> = [
  { name: 'Account.Credit_Limit__c', text: 'How much the customer may owe at once' },
  { name: 'A', text: '' },
  { name: 'Contact.npe01__Primary_Contact__c', text: 'one two three four five six seven eight nine ten eleven' },
];

/** As the sf CLI draws it, without colours. */
const drawnByCli = (widths: readonly number[] | undefined): string =>
  new Ux({ jsonEnabled: false }).makeTable({
    data: [...DATA],
    columns: COLUMNS.map((column, at) => ({ ...column, ...(widths?.[at] !== undefined && { width: widths[at] }) })),
    overflow: 'wrap',
  });

describe('a large table', () => {
  for (const available of [undefined, 120, 70]) {
    it(`looks as the sf CLI draws it: ${available ?? 'any'} wide`, () => {
      const widths = available === undefined ? undefined : columnWidths({ columns: COLUMNS, data: DATA }, available);
      const drawn = drawTable({ columns: COLUMNS, data: DATA }, widths, (text) => text).join('\n');

      expect(drawn).to.equal(stripVTControlCharacters(drawnByCli(widths)).trimEnd());
    });
  }

  it('breaks a name that is wider than its column behind one of its parts', () => {
    const drawn = drawTable({ columns: COLUMNS, data: DATA }, [28, 28], (text) => text);

    expect(drawn).to.include('│ Contact.npe01__Primary_    │ one two three four five    │');
    expect(drawn).to.include('│ Contact__c                 │ six seven eight nine ten   │');
  });

  it('breaks a word that is wider than its column, and counts wide characters', () => {
    const data = [{ name: 'abcdefghij', text: '顧客番号' }];

    expect(drawTable({ columns: COLUMNS, data }, [6, 8], (text) => text.toUpperCase())).to.deep.equal([
      '┌──────┬────────┐',
      '│ FULL │ LABEL  │',
      '│ NAME │        │',
      '├──────┼────────┤',
      '│ abcd │ 顧客番 │',
      '│ efgh │ 号     │',
      '│ ij   │        │',
      '└──────┴────────┘',
    ]);
  });
});
