import { expect } from 'chai';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import ModelSearch from '../../src/commands/elements/model/search.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import ScheduleList from '../../src/commands/elements/schedule/list.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import Sync from '../../src/commands/elements/sync.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

/** A link, a cleared screen, a colour, a line of its own, a turn of direction, a C1 sequence, hidden text. */
const HOSTILE =
  '\u001b]8;;http://evil.example/\u0007click\u001b]8;;\u0007\u001b[2J\u001b[31mRED\r\nSuccess: lifted\u202Egpj\u009b31m\u001b[8mhid ';

const plain = (table: string, columns: readonly string[]): Column[] =>
  columns.map((column) => [table, column, HOSTILE] as const);

type Column = readonly [table: string, column: string, text: string];

/** What may hold any text; words of ours and dates are another matter. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  'the record of an org': [
    ...plain('org', ['alias', 'name', 'edition', 'namespace', 'instance_url', 'time_zone']),
    ['org', 'schedule', JSON.stringify({ time: HOSTILE, timezone: HOSTILE })],
  ],
  'the records of syncs': [
    ...plain('run', ['actor', 'username', 'api_version']),
    ['run', 'warnings', JSON.stringify([HOSTILE])],
    ['run', 'types', JSON.stringify([{ type: HOSTILE, state: 'failed', components: 1, problem: HOSTILE }])],
    ['run', 'error', JSON.stringify({ name: HOSTILE, message: HOSTILE })],
    ['run', 'api_calls', JSON.stringify({ [HOSTILE]: 1 })],
  ],
  'the audit records': [
    ...plain('audit', ['actor', 'origin', 'action']),
    ['audit', 'detail', JSON.stringify({ org: HOSTILE, [HOSTILE]: HOSTILE, reason: HOSTILE })],
  ],
};

describe('a text in a store that moves, colours or hides', () => {
  let line: CommandLine;
  let standin: Standin;
  let org: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    org = standin.adminUsername;
    line = commandLine();
    await line.logins.saveSession(standin);
    await line.run(OrgConnect, ['-o', org]);
    await line.run(PolicySet, ['manual-sync-only=off', '-o', org, '--no-prompt']);
  });
  after(async () => {
    await standin.stop();
    line.remove();
  });

  /** Puts texts into columns of every row, as somebody with a program of their own; gives back how to take them out. */
  const plant = (columns: readonly Column[]): (() => void) => {
    const database = new DatabaseSync(join(line.folder, 'elements', 'elements.db'));
    const undo = columns.flatMap(([table, column, text]) => {
      const rows = database.prepare(`SELECT rowid AS id, ${column} AS value FROM ${table}`).all();
      const write = database.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`);
      for (const { id } of rows) write.run(text, id!);
      return rows.map(
        ({ id, value }) =>
          () =>
            write.run(value!, id!)
      );
    });
    return () => {
      for (const one of undo) one();
      database.close();
    };
  };

  const COMMANDS = [
    [OrgList, []],
    [OrgDisplay, ['-o', 'ORG']],
    [OrgCheck, ['-o', 'ORG']],
    [OrgUpdate, ['-o', 'ORG', '--mode', 'default']],
    [OrgConnect, ['-o', 'ORG', '--no-sync']],
    [PolicyDisplay, ['-o', 'ORG']],
    [PolicyAudit, []],
    [PolicySet, ['manual-sync-only=off', '-o', 'ORG', '--no-prompt']],
    [ScheduleList, []],
    [ScheduleRun, []],
    [Sync, ['-o', 'ORG']],
    [SyncHistory, ['-o', 'ORG']],
    [ModelList, ['-o', 'ORG', '--limit', '1']],
    [ModelSearch, ['OrderService', '-o', 'ORG']],
    [ModelDisplay, ['ApexClass:OrderService', '-o', 'ORG']],
  ] as const;

  for (const [where, columns] of Object.entries(COLUMNS)) {
    for (const [command, args] of COMMANDS) {
      it(`reaches no screen from ${where} by ${command.name}`, async () => {
        const heal = plant(columns);
        try {
          const given = args.map((arg) => (arg === 'ORG' ? org : arg));
          const { output, error } = await line.run<unknown>(command, given);
          const said = `${output}${error?.message ?? ''}${(error?.actions ?? []).join(' ')}`;
          // Colours of our own stay; those of the text, and all else that moves, go.
          expect(said).to.not.match(/\u001b\[(?:31mRED|2J|8m)|\u001b\]|[\u0007\r\u0080-\u009f\u202e]/);
          expect(said).to.not.match(/^\W*Success: lifted/m);
          expect(error?.name ?? '').to.not.match(/TypeError|RangeError|MissingMessage/);
        } finally {
          heal();
        }
      });
    }
  }
});

describe('a path that holds lines and colours', () => {
  const NAME = 'a\u001b[31mRED\nSuccess: lifted';
  let line: CommandLine;
  let standin: Standin;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    line = commandLine();
    await line.logins.saveSession(standin);
  });
  after(async () => {
    await standin.stop();
    line.remove();
  });

  const isOneLine = (text: string): void => {
    expect(text).to.not.match(/\u001b\[31mRED|^\W*Success: lifted/m);
    expect(text).to.contain('Success: lifted');
  };

  it('stays on its line where an org is connected', async () => {
    const backend = `sqlite:${join(line.folder, `${NAME}.db`)}`;

    const { output, error } = await line.run(OrgConnect, [
      ...['-o', standin.adminUsername, '--no-sync', '--backend', backend],
    ]);

    expect(error).to.equal(undefined);
    isOneLine(output);
  });

  it('stays on its line where a corporate policy is set, or refused for its folder', async () => {
    const folder = join(line.folder, NAME);
    mkdirSync(folder);
    const environment = { SF_ELEMENTS_CORPORATE_POLICY: join(folder, 'policy.json') };
    const set = async () => line.run(PolicySet, ['manual-sync-only=off', '--corporate', '--no-prompt'], environment);

    const { output, error } = await set();
    chmodSync(folder, 0o777);
    const { error: refused } = await set();

    expect(error).to.equal(undefined);
    isOneLine(output);
    expect(refused).to.include({ name: 'PolicyFileError' });
    isOneLine((refused?.actions ?? []).join(' '));
  });
});
