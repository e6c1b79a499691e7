import { expect } from 'chai';
import fc from 'fast-check';
import { searchEntry, searchedTexts, searchText } from '../../src/store/search/searchEntry.ts';
import { hasWords, searchQuery } from '../../src/store/search/searchQuery.ts';
import { addTokens } from '../../src/store/search/tokens.ts';

const tokensOf = (text: string): string[] => {
  const tokens = new Set<string>();
  addTokens(text, (token) => void tokens.add(token));
  return [...tokens];
};

const found = (fields: Parameters<typeof searchEntry>[0], query: string): boolean =>
  hasWords(searchQuery(query), { ...searchEntry(fields), searchText: searchText(fields) });

describe('tokens of a text', () => {
  const EXAMPLES: ReadonlyArray<readonly [string, ...string[]]> = [
    ['AccountTriggerHandler', 'accounttriggerhandler', 'triggerhandler', 'handler'],
    ['npe01__Primary_Contact__c', 'npe01', '01', 'primary', 'contact', 'c'],
    ['XMLParser', 'xmlparser', 'parser'],
    ['Q4Report', 'q4report', '4report', 'report'],
    ['a.B-c', 'a', 'b', 'c'],
    ['ÜberGröße', 'übergröße', 'größe'],
    ['ΟΔΟΣ οδός', 'οδοσ', 'οδόσ'],
    ['顧客一覧', '顧客一覧', '客一覧', '一覧', '覧'],
    [
      '一二三四五六七八九',
      '一二三四五六七八',
      '二三四五六七八九',
      '三四五六七八九',
      '四五六七八九',
      '五六七八九',
      '六七八九',
      '七八九',
      '八九',
      '九',
    ],
    ['顧客Account2', '顧客', '客', 'account2', '2'],
    ['%_"\u0000 \ud800', ...[]],
  ];
  for (const [text, ...tokens] of EXAMPLES) {
    it(`are ${tokens.join(', ') || 'none'} for ${text}`, () => {
      expect(tokensOf(text)).to.deep.equal(tokens);
    });
  }

  it('are the same whether a text has other characters than ASCII or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abzABZ019_- .') }), (text) => {
        expect(tokensOf(`${text} é`)).to.deep.equal([...tokensOf(text).filter((token) => token !== 'é'), 'é']);
      })
    );
  });

  it('find a component by its name, its label, and the beginning of each of their words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'grapheme' }),
        (fullName, label) => {
          expect(found({ fullName, label }, fullName)).to.equal(true);
          expect(found({ fullName, label }, label)).to.equal(true);
          for (const token of tokensOf(fullName)) {
            const start = [...token].slice(0, 3).join('');
            expect(found({ fullName, label }, start)).to.equal(true);
          }
        }
      )
    );
  });

  it('are bounded in descriptions, never in names', () => {
    const text = Array.from({ length: 3_000 }, (_, at) => `w${'x'.repeat(at % 7)}y${at}`).join(' ');

    expect(found({ fullName: 'A', label: `${text} last` }, 'last')).to.equal(true);
    expect(found({ fullName: 'A', description: `${text} last` }, 'last')).to.equal(false);
  });
});

describe('the texts of attributes that are searched', () => {
  it('are help texts and formulas, wherever they stand', () => {
    expect(
      searchedTexts({
        helpText: 'help',
        label: 'no',
        deep: [{ formula: ['a', 'b'], other: { exitCriteriaFormula: 'c' } }],
        entryFormula: 7,
      })
    ).to.equal('help\na\nb\nc');
    expect(searchedTexts({ label: 'no' })).to.equal(null);
  });
});
