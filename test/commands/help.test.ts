import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Config, type Command } from '@oclif/core';
import { expect } from 'chai';
import configMeta from '../../src/configMeta.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'src', 'commands');

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const load = async (file: string): Promise<typeof Command> =>
  ((await import(join(FOLDER, file))) as { default: typeof Command }).default;

describe('every command', () => {
  for (const file of files) {
    const id = file.replace(/\.ts$/, '').replaceAll('/', ' ');

    it(`explains itself: ${id}`, async () => {
      const command = await load(file);
      expect(command.summary).to.match(/\.$/);
      expect(command.description).to.be.a('string').with.length.greaterThan(40);
      expect(command.examples, 'examples').to.have.length.greaterThan(1);
      for (const [name, flag] of Object.entries(command.flags)) expect(flag.summary, name).to.be.a('string');
    });

    it(`shows examples that it would accept: ${id}`, async () => {
      const command = await load(file);
      const known = new Set([...Object.keys(command.flags), 'json']);
      for (const [name, flag] of Object.entries(command.flags)) {
        if (flag.type === 'boolean' && flag.allowNo) known.add(`no-${name}`);
      }
      const used = String(command.examples).matchAll(/ --([a-z-]+)/g);
      expect([...used].map((match) => match[1]).filter((flag) => !known.has(flag ?? ''))).to.deep.equal([]);
    });
  }
});

describe('the configuration variables', () => {
  it('are registered where package.json says, and refuse what is no value', async () => {
    const config = await Config.load({ root: ROOT });
    expect(config.pjson.oclif).to.include({ configMeta: './lib/configMeta' });
    expect(configMeta.map(({ key }) => key)).to.deep.equal(['elements-backend', 'elements-corporate-policy']);
    for (const { input } of configMeta) {
      expect(input.validator('sqlite:x.db')).to.equal(true);
      // `sf config unset` asks with undefined.
      expect(input.validator(undefined)).to.equal(true);
      expect(input.validator('')).to.equal(false);
    }
  });
});
