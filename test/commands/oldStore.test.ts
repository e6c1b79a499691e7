import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import ModelSearch from '../../src/commands/elements/model/search.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import ScheduleList from '../../src/commands/elements/schedule/list.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { systemPolicyPath } from '../../src/policy/policyLocation.ts';
import { makeVersionOneFile } from '../store/versionOne/file.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

/** What the commands answered about that file before schema 5, with what differs each time in capitals. */
const BEFORE = join(import.meta.dirname, 'oldStore.json');

const ORGS = ['admin@one.example', 'admin@two.example'];

describe('a store file of an earlier version', () => {
  let line: CommandLine;
  before(() => {
    line = commandLine();
    makeVersionOneFile(join(line.folder, 'old.db'));
  });
  after(() => line.remove());

  it("gives every command's result as it was", async () => {
    const backend = ['--backend', `sqlite:${join(line.folder, 'old.db')}`];
    const answers: Record<string, unknown> = {};
    const ask = async <T>(command: Parameters<CommandLine['run']>[0], args: readonly string[]): Promise<T> => {
      const { result, error } = await line.run(command, ['--json', ...args, ...backend]);
      answers[[command.name, ...args].join(' ')] = error === undefined ? result : { error: error.name };
      return result as T;
    };
    await ask(OrgList, []);
    await ask(PolicyDisplay, []);
    await ask(PolicyAudit, []);
    await ask(ScheduleList, []);
    for (const org of ORGS) {
      await ask(OrgDisplay, ['-o', org]);
      await ask(SyncHistory, ['-o', org]);
      await ask(PolicyDisplay, ['-o', org]);
      await ask(ModelSearch, ['-o', org, 'a']);
      const listed = await ask<Array<{ type: string; fullName: string }>>(ModelList, ['-o', org]);
      for (const { type, fullName } of listed) await ask(ModelDisplay, ['-o', org, `${type}:${fullName}`]);
    }

    const text = [
      [line.folder, 'DATA'],
      [line.logins.home, 'HOME'],
      [systemPolicyPath(process.platform), 'SYSTEM'],
      [new Date().toISOString().slice(0, 10), 'TODAY'],
    ]
      .reduce((written, [part = '', word = '']) => written.replaceAll(part, word), JSON.stringify(answers, null, 2))
      .replaceAll(/-[0-9a-f]{32}\.json/g, '-HASH.json');
    expect(JSON.parse(text)).to.deep.equal(JSON.parse(readFileSync(BEFORE, 'utf8')));
  });
});
