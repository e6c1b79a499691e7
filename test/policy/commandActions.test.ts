import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { treatmentOf, COMMAND_ACTIONS } from '../../src/policy/actions.ts';

const COMMANDS = join(import.meta.dirname, '..', '..', 'src', 'commands');

/** Ids as people type them, from the files that hold the commands. */
const commandIds = (): string[] =>
  readdirSync(COMMANDS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replace(/\.ts$/, '').split(/[\\/]/).join(' '));

describe('how the policy treats the commands', () => {
  it('is said for each command, and for none that does not exist', () => {
    expect(commandIds()).to.have.length.greaterThan(5);
    expect(Object.keys(COMMAND_ACTIONS).sort()).to.deep.equal(commandIds().sort());
  });

  it('names at least one action that has a treatment', () => {
    for (const actions of Object.values(COMMAND_ACTIONS)) {
      expect(actions).to.have.length.greaterThan(0);
      expect(actions.map((action) => treatmentOf(action).roles.length)).to.not.include(0);
    }
  });
});
