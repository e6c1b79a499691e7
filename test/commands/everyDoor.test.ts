import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import BackendPrune from '../../src/commands/elements/backend/prune.ts';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import ModelSearch from '../../src/commands/elements/model/search.ts';
import ModelTypes from '../../src/commands/elements/model/types.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgGenerateMarker from '../../src/commands/elements/org/generate/marker.ts';
import OrgGenerateUser from '../../src/commands/elements/org/generate/user.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import ScheduleList from '../../src/commands/elements/schedule/list.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { xmlOf } from '../specialCases/startCaseRig.ts';
import { ALL_UNSEEN, NAME_UNSEEN, rawIn } from '../unseen.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

/** A name that a listing can say: XML forbids the rest. */
const LAYOUT = `Odd ${NAME_UNSEEN.replaceAll(/a[\u0007\ufffd\ufffe]/g, '')}`;

/** As a metadata file may hold it: raw but for what is XML's own. */
const IN_XML = ALL_UNSEEN.toWellFormed();

const COMMANDS = new URL('../../src/commands/elements/', import.meta.url);

/** A class of commands and what a person types behind it. */
type Try = readonly [command: Parameters<CommandLine['run']>[0], ...args: readonly string[]];

describe('names and texts that hold what is not seen', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;
  const tried = new Set<unknown>();

  before(async () => {
    line = commandLine();
    project = tinyProject({
      'force-app/main/default/objects/Line__c/fields/Odd__c.field-meta.xml': xmlOf(
        'CustomField',
        `<fullName>Odd__c</fullName><label>L${IN_XML}</label><description>D${IN_XML}</description><inlineHelpText>H${IN_XML}</inlineHelpText><type>Text</type><length>9</length>`
      ),
      [`force-app/main/default/layouts/Account-${encodeURIComponent(LAYOUT)}.layout-meta.xml`]: xmlOf(
        'Layout',
        '<layoutSections/>'
      ),
    });
    standin = await startStandin({ project: project.path });
    standin.org.name = `Org ${ALL_UNSEEN}`;
    for (const user of standin.org.users) user.name = `Person ${ALL_UNSEEN}`;
    await line.logins.saveRenewable(standin);
    org = standin.adminUsername;
  });

  after(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  const inStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  /** Runs a command for a person and with `--json`; what it wrote, each time without a raw character. */
  const run = async ([command, ...args]: Try, environment: NodeJS.ProcessEnv = {}) => {
    tried.add(command);
    const shown = await line.run(command, args, environment);
    const json = await line.run(command, [...args, '--json'], environment);
    expect(rawIn(shown.output), `${command.name} for a person`).to.deep.equal([]);
    expect(rawIn(json.output), `${command.name} as JSON`).to.deep.equal([]);
    const start = json.output.indexOf('{');
    return {
      shown: shown.output,
      json: JSON.parse(json.output.slice(start)) as { result?: unknown; message?: string },
    };
  };

  it('come out of a connection and of syncs as escapes', async () => {
    await run([OrgCheck, '-o', org]);
    const { shown } = await run([OrgConnect, '-o', org, '--schedule', '00:00', '--timezone', 'UTC']);
    expect(shown).to.include('up to date');
    await inStore(async (store) => {
      for (const record of await store.orgs()) {
        await store.saveOrg({ ...record, alias: `Alias ${ALL_UNSEEN}`, edition: `Edition ${ALL_UNSEEN}` });
      }
    });
    await run([Sync, '-o', org]);
    await run([SyncHistory, '-o', org]);
  });

  it('come out of the model as the very same text, in JSON', async () => {
    const key = ['-o', org] as const;
    const listed = await run([ModelList, ...key, '-t', 'CustomField']);
    const field = await run([ModelDisplay, 'CustomField:Line__c.Odd__c', ...key]);
    const marked = IN_XML.replaceAll(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

    expect(field.json.result).to.include({ label: `L${marked}`, description: `D${marked}` });
    expect(field.shown).to.include('\\u{202E}').and.to.include('\\u{200B}').and.to.include('\\u{E0041}');
    expect(JSON.stringify(listed.json.result)).to.include(JSON.stringify(`L${marked}`));
    const found = (await run([ModelSearch, 'Odd', ...key])).json.result as ReadonlyArray<{
      fullName: string;
      type: string;
    }>;
    const layout = found.find(({ type }) => type === 'Layout');
    expect(layout?.fullName).to.equal(`Account-${LAYOUT}`);
    await run([ModelDisplay, `Layout:${layout?.fullName ?? ''}`, ...key]);
    await run([ModelTypes]);
  });

  it('come out of the commands about orgs as escapes', async () => {
    expect((await run([OrgList])).shown).to.include('\\u{202E}');
    expect((await run([OrgDisplay, '-o', org])).shown).to.include('\\u{202E}');
    await run([OrgUpdate, '-o', org, '--link-target', 'classic']);
    await run([ScheduleList]);
    await run([BackendPrune, '--keep', '0', '--dry-run']);
    await run([OrgGenerateUser, '-d', join(line.folder, NAME_UNSEEN)]);
    await run([OrgGenerateMarker, '-d', join(line.folder, NAME_UNSEEN)]);
  });

  it('come out of policies and their audit as escapes', async () => {
    const gone = { SF_ELEMENTS_CORPORATE_POLICY: join(line.folder, NAME_UNSEEN, 'gone.json') };

    for (const [command, ...args] of [
      [PolicyDisplay, '-o', org],
      [PolicyAudit],
      [PolicySet, NAME_UNSEEN, '-o', org],
      [PolicySet, 'manual-sync-only=on', '-o', org, '--no-prompt'],
      [PolicySet, 'manual-sync-only=on', '--corporate', '--no-prompt'],
      [PolicyEnforce, '-o', org],
      [Sync, '-o', org],
      [ScheduleRun],
      [PolicySet, 'manual-sync-only=off', '-o', org],
    ] satisfies Try[]) {
      await run([command, ...args], gone);
    }
    await run([PolicyAudit]);
  });

  it('come out of errors as escapes: in what was typed, in what Salesforce answers', async () => {
    await line.logins.saveRenewable(standin);
    for (const attempt of [
      [Sync, '-o', NAME_UNSEEN],
      [OrgDisplay, '-o', NAME_UNSEEN],
      [ModelDisplay, NAME_UNSEEN, '-o', org],
      [ModelDisplay, `Layout:${NAME_UNSEEN}`, '-o', org],
      [ModelList, '-o', org, '-t', NAME_UNSEEN],
      [ModelList, '-o', org, `--${NAME_UNSEEN}`],
      [ModelSearch, NAME_UNSEEN, '-o', org],
      [OrgList, '--backend', `sqlite:${NAME_UNSEEN}/x/y`],
      [OrgList, '--backend', NAME_UNSEEN],
      [OrgUpdate, '-o', org, '--schedule', NAME_UNSEEN],
    ] satisfies Try[]) {
      await run(attempt);
    }
    for (const operation of ['query', 'listMetadata', 'describeMetadata', 'retrieve', 'userinfo']) {
      standin.control.fail(operation, { code: 'ODD', message: `Fault ${ALL_UNSEEN}` }, { times: Infinity });
      await run([Sync, '-o', org]);
      await run([OrgCheck, '-o', org]);
      standin.control.heal();
    }
    await run([SyncHistory, '-o', org]);
    await run([ScheduleRun]);
    await run([OrgDisconnect, '-o', org]);
  });

  it('were looked for in every command', () => {
    const files = readdirSync(COMMANDS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

    expect(tried.size).to.equal(files.length);
  });
});
