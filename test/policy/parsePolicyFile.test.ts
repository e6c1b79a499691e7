import { expect } from 'chai';
import { parsePolicyFile } from '../../src/policy/policyForm.ts';

describe('parsePolicyFile', () => {
  const understood: ReadonlyArray<readonly [text: string, values: object]> = [
    ['{"version":1,"policies":{"manual-sync-only":"on"}}', { 'manual-sync-only': true }],
    [
      '{"version":1,"policies":{"manual-sync-only":"off","access-token-sync":true}}',
      { 'manual-sync-only': false, 'access-token-sync': true },
    ],
    ['{"manual-sync-only":"on"}', { 'manual-sync-only': true }],
    ['{"manual-sync-only":false}', { 'manual-sync-only': false }],
    ['\uFEFF{ "manual-sync-only" : "on" }\r\n', { 'manual-sync-only': true }],
    ['{"version":1,"policies":{}}', {}],
    ['{"$schema":"./policy.json","version":1,"policies":{"access-token-sync":"off"}}', { 'access-token-sync': false }],
    ['{"$schema":"./policy.json","manual-sync-only":true}', { 'manual-sync-only': true }],
  ];
  for (const [text, values] of understood) {
    it(`understands ${text.trim()}`, () => {
      expect(parsePolicyFile(text)).to.deep.equal({ values });
    });
  }

  const misunderstood: ReadonlyArray<readonly [what: string, text: string]> = [
    ['nothing', ''],
    ['blanks', ' \n\t'],
    ['an object without members', '{}'],
    ['nothing but a schema', '{"$schema":"./policy.json"}'],
    ['a schema that is no text', '{"$schema":1,"manual-sync-only":"off"}'],
    ['text that is not JSON', 'manual-sync-only=off'],
    ['cut off JSON', '{"manual-sync-only":"off"'],
    ['a list', '[{"manual-sync-only":"off"}]'],
    ['null', 'null'],
    ['another version', '{"version":2,"policies":{"manual-sync-only":"off"}}'],
    ['a version as text', '{"version":"1","policies":{"manual-sync-only":"off"}}'],
    ['policies without a version', '{"policies":{"manual-sync-only":"off"}}'],
    ['a version without policies', '{"version":1}'],
    ['both forms at once', '{"version":1,"manual-sync-only":"off"}'],
    ['an unknown policy', '{"manual-sync-only":"off","manuel-sync-only":"on"}'],
    ['an unknown member', '{"version":1,"policies":{"manual-sync-only":"off"},"until":"2030"}'],
    ['an unknown value', '{"manual-sync-only":"OFF"}'],
    ['a number', '{"manual-sync-only":0}'],
    ['null as value', '{"manual-sync-only":null}'],
    ['a name said twice', '{"manual-sync-only":"on","manual-sync-only":"off"}'],
    ['a name said twice in escapes', '{"manual-sync-only":"on","manual\\u002dsync-only":"off"}'],
    ['policies said twice', '{"version":1,"policies":{"manual-sync-only":"on"},"policies":{}}'],
    ['a prototype', '{"__proto__":{"manual-sync-only":"on"},"manual-sync-only":"off"}'],
  ];
  for (const [what, text] of misunderstood) {
    it(`has a problem with ${what}`, () => {
      expect(parsePolicyFile(text)).to.have.property('problem').that.is.a('string').and.is.not.empty;
    });
  }

  it('names what is misspelt, and what may stand there', () => {
    const problemOf = (policies: object): string =>
      parsePolicyFile(JSON.stringify({ version: 1, policies })).problem ?? '';
    expect(problemOf({ 'manual-sync-onyl': 'on' }))
      .to.contain('"manual-sync-onyl"')
      .and.to.contain('manual-sync-only');
    expect(problemOf({ 'manual-sync-only': 'onn' })).to.contain('policies.manual-sync-only: write "on" or "off"');
  });

  it('shows no secret of a file that is no policy', () => {
    const statement = parsePolicyFile('{"token 00D5g0000012345EAA!planted":"on"}');
    expect(statement.problem).not.to.contain('planted');
  });
});
