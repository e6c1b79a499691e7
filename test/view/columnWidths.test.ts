import { expect } from 'chai';
import fc from 'fast-check';
import { columnWidths, displayWidth, tableOf } from '../../src/view/table.ts';

/** What a table of these cells takes, borders and padding left out. */
const table = (...rows: ReadonlyArray<readonly string[]>) => ({
  columns: (rows[0] ?? []).map((name, at) => ({ key: `c${at}`, name })),
  data: rows.slice(1).map((row) => Object.fromEntries(row.map((cell, at) => [`c${at}`, cell]))),
});

describe('the widths of columns', () => {
  it('are left alone where the table fits', () => {
    expect(columnWidths(table(['Org', 'Name'], ['dev', 'Acme']), 80)).to.equal(undefined);
  });

  it('measure a cell of several lines by its longest', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
    expect(columnWidths(table(['Name', 'Value'], ['lines', lines]), 40)).to.equal(undefined);
  });

  it('take from the wide columns and leave the narrow ones', () => {
    const detail = 'one two three four five six seven eight nine ten';
    expect(columnWidths(table(['Org', 'Detail'], ['dev', detail]), 30)).to.deep.equal([5, 22]);
  });

  it('keep words whole where there is room for the longest ones', () => {
    const widths = columnWidths(table(['When', 'What'], ['2026-03-01 14:05', 'admin@acme.example wrote it']), 37);
    expect(widths).to.deep.equal([14, 20]);
  });

  it('break words rather than the table', () => {
    const widths = columnWidths(table(['A', 'B'], ['x'.repeat(50), 'y'.repeat(40)]), 40) ?? [];
    expect(widths).to.deep.equal([18, 18]);
  });

  it('measure what a terminal draws, not what a text is made of', () => {
    for (const [text, width] of [
      ['abc', 3],
      ['Käufer', 6],
      ['Ka\u0308ufer', 6],
      ['顧客', 4],
      ['ｱｲｳ', 3],
      ['ＡＢ', 4],
      ['한국', 4],
      ['👍', 2],
      ['👩🏽\u200D🚀', 2],
      ['❤\uFE0F', 2],
      ['می\u200Cخواهم', 7],
    ] as const) {
      expect(displayWidth(text), text).to.equal(width);
    }
    expect(columnWidths(table(['A', 'B'], ['顧客'.repeat(10), 'x']), 48)).to.equal(undefined);
    expect(columnWidths(table(['A', 'B'], ['顧客'.repeat(10), 'x']), 47)).to.deep.equal([41, 3]);
  });

  it('fill a terminal and never more, whatever is in the table', () => {
    const cells = fc.array(fc.array(fc.string({ maxLength: 40 }), { minLength: 4, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(cells, fc.integer({ min: 30, max: 200 }), (rows, available) => {
        const widths = columnWidths(table(['Name', 'Label', 'Type', 'Why'], ...rows), available);
        const drawn = (widths ?? []).reduce((total, width) => total + width, 0) + 5;
        expect(drawn).to.be.at.most(available);
        expect(widths === undefined || drawn > available - 5).to.equal(true);
      })
    );
  });
});

describe('the cells of a table', () => {
  const cell = (text: string, longest?: number): string | undefined =>
    tableOf([{ key: 'a', name: 'A' }], [{ a: text }], longest === undefined ? {} : { longest }).data[0]?.['a'];

  it('are cut where a longer one would make the table unreadable', () => {
    expect(cell('x'.repeat(200))).to.have.lengthOf(200);
    expect(cell('x'.repeat(201))).to.equal(`${'x'.repeat(199)}…`);
  });

  it('are cut line by line', () => {
    expect(cell('one two three\nfour\nfive six seven', 8)).to.equal('one two…\nfour\nfive si…');
  });

  it('are never cut inside of what is one character to the eye', () => {
    expect(cell('ab👩🏽\u200D🚀cdefghijk', 8)).to.equal('ab…');
    expect(cell(`a${'\u0301'.repeat(50)}`, 8)).to.equal(`a${'\u0301'.repeat(6)}…`);
  });
});
