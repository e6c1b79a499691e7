import { expect } from 'chai';
import fc from 'fast-check';
import { parseSoql } from './parseSoql.ts';
import type { Condition } from './queryShape.ts';

/** A condition as text together with the tree that it stands for. */
type Written = { readonly text: string; readonly tree: Condition };

const comparison = fc
  .record({
    field: fc.constantFrom('Name', 'Profile.Name', 'IsActive__c'),
    value: fc.stringMatching(/^[ a-zA-Z0-9'"\\()%-]{0,8}$/),
  })
  .map(({ field, value }): Written => ({
    text: `${field} = '${value.replace(/[\\']/g, '\\$&')}'`,
    tree: {
      kind: 'comparison',
      operand: { kind: 'path', path: field },
      operator: '=',
      values: [{ kind: 'string', value }],
    },
  }));

/** A part of a longer condition: whatever is joined or negated stands in parentheses. */
function asPart({ text, tree }: Written): string {
  return tree.kind === 'comparison' ? text : `(${text})`;
}

const { condition } = fc.letrec<{ condition: Written; joined: Written; negated: Written }>((tie) => ({
  condition: fc.oneof({ depthSize: 'small' }, comparison, tie('joined'), tie('negated')),
  joined: fc
    .record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    })
    .map(({ kind, parts }): Written => ({
      text: parts.map(asPart).join(` ${kind.toUpperCase()} `),
      tree: { kind, parts: parts.map(({ tree }) => tree) },
    })),
  negated: tie('condition').map((part): Written => ({
    text: `NOT ${asPart(part)}`,
    tree: { kind: 'not', part: part.tree },
  })),
}));

describe('reading SOQL', () => {
  it('gives any nesting of conditions back as the tree that was written', () => {
    fc.assert(
      fc.property(condition, ({ text, tree }) => {
        expect(parseSoql(`SELECT Id FROM User WHERE ${text}`).where).to.deep.equal(tree);
      }),
      { numRuns: 200 }
    );
  });

  it('undoes escapes in text, and leaves those of LIKE to the pattern', () => {
    const values = (where: string): unknown => {
      const condition_ = parseSoql(`SELECT Id FROM User WHERE ${where}`).where;
      return condition_?.kind === 'comparison' ? condition_.values : undefined;
    };

    expect(values(String.raw`Name = 'it\'s\n\\here'`)).to.deep.equal([{ kind: 'string', value: "it's\n\\here" }]);
    expect(values(String.raw`Name LIKE '50\%'`)).to.deep.equal([{ kind: 'string', value: String.raw`50\%` }]);
  });

  it('takes aliases and the name of the object off paths', () => {
    const { items, orderBy, groupBy } = parseSoql(
      'SELECT u.Name, User.Profile.Name, COUNT(u.Id) FROM User u GROUP BY u.Name, u.Profile.Name ORDER BY u.Name DESC'
    );

    const paths = items.map((item) => (item.kind === 'operand' ? item.operand.path : undefined));
    expect(paths).to.deep.equal(['Name', 'Profile.Name', 'Id']);
    expect(groupBy).to.deep.equal(['Name', 'Profile.Name']);
    expect(orderBy).to.deep.equal([{ operand: { kind: 'path', path: 'Name' }, descending: true, nullsLast: false }]);
  });

  it('reads child and semi-join queries, lists and windows', () => {
    const query = parseSoql(
      `SELECT Id, (SELECT Id FROM Account.Contacts WHERE Name != null LIMIT 1), FIELDS(CUSTOM) FROM Account
       USING SCOPE mine WHERE Id NOT IN (SELECT AccountId FROM Case WHERE CreatedDate > LAST_N_DAYS:3)
       ORDER BY Name ASC NULLS LAST, Id LIMIT 5 OFFSET 2 FOR VIEW`
    );

    expect(query.items.map((item) => (item.kind === 'children' ? item.query.from : item.kind))).to.deep.equal([
      'operand',
      'Contacts',
      'fields',
    ]);
    expect(query).to.include({ from: 'Account', limit: 5, offset: 2 });
    expect(query.where).to.deep.include({ operator: 'NOT IN', values: [] });
    expect(query.where)
      .to.have.nested.property('query.where.values')
      .that.deep.equals([{ kind: 'dateLiteral', value: 'LAST_N_DAYS:3' }]);
  });

  const refused = [
    '',
    'SELECT FROM User',
    'SELECT Id User',
    'SELECT Id FROM User WHERE Name = "x"',
    "SELECT Id FROM User WHERE (Name = 'x'",
    "SELECT Id FROM User WHERE Name = 'x')",
    "SELECT Id FROM User WHERE NOT NOT Name = 'x'",
    "SELECT Id FROM User WHERE NOT Name = 'x' AND Name = 'y'",
    'SELECT Id FROM User WHERE Name = :name',
    'SELECT Id FROM User GROUP BY ROLLUP(Name)',
  ];
  for (const soql of refused) {
    it(`refuses <${soql}>`, () => {
      expect(() => parseSoql(soql))
        .to.throw()
        .with.property('errorCode', 'MALFORMED_QUERY');
    });
  }
});
