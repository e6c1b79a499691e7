import { expect } from 'chai';
import type { TypeOutcome } from '../../src/store/records.ts';
import { newsOf } from '../../src/view/syncNews.ts';
import { NO_COMPONENTS } from '../../src/view/syncResult.ts';

type Said = Parameters<typeof newsOf>[0];

const run = (changes: Partial<Said> = {}): Said => ({ state: 'succeeded', warnings: [], types: [], ...changes });

const type = (name: string, state: TypeOutcome['state'], problem?: string): TypeOutcome => ({
  type: name,
  state,
  components: 3,
  ...(problem === undefined ? {} : { problem }),
});

const warned = (now: string, before: string): boolean =>
  newsOf(run({ warnings: [now] }), run({ warnings: [before] })).warnings.length > 0;

describe('the news of a sync', () => {
  it('are all that it has to say where there was none before', () => {
    const types = [type('Role', 'unavailable', 'it takes a permission'), type('Bot', 'not supported')];

    expect(newsOf(run({ warnings: ['a'], types }), undefined)).to.deep.equal({ warnings: ['a'], types, losses: true });
  });

  for (const [what, now, before, isNews] of [
    ['the same sentence', 'Role:CEO was listed twice.', 'Role:CEO was listed twice.', false],
    ['another component', 'Role:CFO was listed twice.', 'Role:CEO was listed twice.', true],
    ['another component by a figure in its name', 'Role:R2 was listed twice.', 'Role:R1 was listed twice.', true],
    ['another version', 'X is of 2.1.', 'X is of 2.0.', true],
    [
      'more of the same',
      '4 components of Role were listed more than once, for example Role:A; x.',
      '3 components of Role were listed more than once, for example Role:B; x.',
      true,
    ],
    [
      'fewer of the same',
      '3 components of Role were listed more than once, for example Role:A; x.',
      '4 components of Role were listed more than once, for example Role:B; x.',
      false,
    ],
    [
      'another example',
      '5 were not fetched, for example Role:A: no answer.',
      '5 were not fetched, for example Role:B: no answer.',
      false,
    ],
    [
      'another reason',
      '5 were not fetched, for example Role:A: no answer.',
      '5 were not fetched, for example Role:A: no rights.',
      true,
    ],
    [
      'a greater share',
      '72,000 of the 100,000 calls are used (72 %).',
      '71,000 of the 100,000 calls are used (71 %).',
      true,
    ],
    [
      'a smaller share',
      '71,000 of the 100,000 calls are used (71 %).',
      '72,000 of the 100,000 calls are used (72 %).',
      false,
    ],
  ] as const) {
    it(`${isNews ? 'are' : 'are not'} ${what}`, () => {
      expect(warned(now, before)).to.equal(isNews);
    });
  }

  it('are a type whose state or problem changed, and no other', () => {
    const before = [type('A', 'unavailable', 'x'), type('B', 'complete', '1 is not given'), type('C', 'complete', 'y')];
    const now = [type('A', 'complete', 'x'), type('B', 'complete', '2 are not given'), type('C', 'complete', 'y')];

    expect(newsOf(run({ types: now }), run({ types: before })).types.map((each) => each.type)).to.deep.equal([
      'A',
      'B',
    ]);
  });

  it('are the types that are not supported, all of them when there is another one', () => {
    const [a, b] = [type('A', 'not supported'), type('B', 'not supported')];

    expect(newsOf(run({ types: [a] }), run({ types: [a] })).types).to.deep.equal([]);
    expect(newsOf(run({ types: [a, b] }), run({ types: [a] })).types).to.deep.equal([a, b]);
    expect(newsOf(run({ types: [a] }), run({ types: [a, b] })).types).to.deep.equal([]);
  });

  it('are all of a partial run, every time', () => {
    const partial = run({ state: 'partial', warnings: ['a'], types: [type('A', 'failed', 'x')] });

    expect(newsOf(partial, partial)).to.deep.include({ warnings: ['a'], types: partial.types });
  });

  it('are components that can not be read when there are more of them', () => {
    const lost = (unavailable: number): Said => run({ components: { ...NO_COMPONENTS, total: 9, unavailable } });

    expect(
      [newsOf(lost(2), lost(1)), newsOf(lost(2), lost(2)), newsOf(lost(1), lost(2))].map(({ losses }) => losses)
    ).to.deep.equal([true, false, false]);
  });
});
