import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { resultSchemas } from '../scripts/resultSchemas.ts';
import { checkResult, commandOf } from './checkResult.ts';

const SCHEMAS = new URL('../schemas/', import.meta.url);
const COMMANDS = new URL('../src/commands/', import.meta.url);

const published = (file: string): string => readFileSync(new URL(file, SCHEMAS), 'utf8');

describe('the published schemas of results', () => {
  let generated: ReadonlyMap<string, string>;

  before(async () => {
    generated = await resultSchemas();
  });

  it('are one for each command, and no others', () => {
    const commands = readdirSync(COMMANDS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, '.json').split(/[\\/]/).join('-'));

    const files = readdirSync(SCHEMAS).filter((file) => file !== 'policy.json');

    expect(commands).to.have.length.greaterThan(5);
    expect(files.sort(), 'write them anew with "npm run docs"').to.deep.equal(commands.sort());
  });

  it('are what the commands promise now', () => {
    for (const [file, schema] of generated) {
      expect(published(file), 'write them anew with "npm run docs"').to.equal(schema);
    }
  });

  it('leave room for members that may be added', () => {
    for (const [file, schema] of generated) expect(schema, file).to.not.contain('"additionalProperties": false');
  });

  it('say that times are ISO 8601, and that what is optional is absent rather than null', () => {
    const ajv = new Ajv({ formats: { 'date-time': (text: string) => text.endsWith('Z') } });
    const validate = ajv.compile(JSON.parse(published('elements-schedule-list.json')) as object);
    const org = { key: 'k', orgId: '00D', username: 'u', isDue: false, schedule: { state: 'off' } };
    const scheduled = (nextRun: unknown) => [{ ...org, schedule: { state: 'active', nextRun } }];

    expect(validate([org])).to.be.true;
    expect(validate([{ ...org, more: 1 }])).to.be.true;
    expect(validate(scheduled('2026-01-31T02:30:00.000Z'))).to.be.true;
    expect(validate(scheduled('31 January'))).to.be.false;
    expect(validate([{ ...org, alias: null }])).to.be.false;
  });
});

describe('the check of results in tests', () => {
  it('finds the command at the beginning of a command line', () => {
    expect(commandOf(['elements', 'sync', 'history', '--limit', '1'])).to.equal('elements sync history');
    expect(commandOf(['elements', 'sync', '--strict'])).to.equal('elements sync');
    expect(commandOf(['org', 'list'])).to.be.undefined;
  });

  it('fails for what is missing, what is more, and what is of another kind', () => {
    const check = { name: 'n', state: 'passed', required: true, message: 'm' };

    checkResult('elements org check', { checks: [check, { ...check, lost: undefined }] });
    expect(() => checkResult('elements org check', {})).to.throw("must have required property 'checks'");
    expect(() => checkResult('elements org check', { checks: [{ ...check, more: 1 }] })).to.throw(
      'additional properties'
    );
    expect(() => checkResult('elements org check', { checks: [{ ...check, lost: null }] })).to.throw('must be array');
  });
});
