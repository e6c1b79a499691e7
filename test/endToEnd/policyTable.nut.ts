import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../scripts/realCli.ts';
import { scratchHome } from '../../scripts/scratchHome.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { coverPairs } from '../policy/table/coverPairs.ts';
import { expectedOutcome } from '../policy/table/expectedOutcome.ts';
import { FACTORS, corporateText, nameOf, orgPolicies, type PolicyCase } from '../policy/table/policyCase.ts';
import { startTableOrg, type TableOrg } from '../policy/table/tableOrg.ts';
import type { Envelope } from './pluginProcess.ts';

const PLUGIN = join(projectRoot, 'bin', 'run.js');
const BROWSER = join(projectRoot, 'test', 'endToEnd', 'openUrl.js');
/** Not the sf CLI's; rows that run at the same time come back to different ones. */
const FIRST_PORT = 27_200;
const AT_ONCE = 2;
/** User ids: who owns the stores, and somebody else. */
const [OWNER, OTHER] = [65_533, 65_534];

/** What a token alone can't do stands in the whole table already. */
const SOME = {
  ...FACTORS,
  login: ['web', 'key', 'session', 'token all permit', 'browser'],
  store: ['by environment'],
} as const;

const canBecomeOthers = (): boolean =>
  process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'setpriv', '--reuid', '0', 'true']).status === 0;

describe('rows of the table in which every two values meet, each in a world of its own', function () {
  this.timeout(600_000);
  const rows: readonly PolicyCase[] = coverPairs(SOME, 1);
  let table: TableOrg;
  let started: TableOrg | undefined;

  before(async function () {
    if (!canBecomeOthers()) return this.skip();
    started = await startTableOrg(FIRST_PORT);
    table = started;
    chmodSync(table.line.folder, 0o755);
    // The key of a login by key lies here.
    chmodSync(table.line.logins.home, 0o755);
  });
  after(() => started?.stop());

  type World = { readonly folder: string; readonly database: string; readonly environment: NodeJS.ProcessEnv };

  /** `/etc`, home, project and store of one row. A system-wide file that is a link to nothing is named and missing. */
  const makeWorld = async (row: PolicyCase, index: number, token: string | undefined): Promise<World> => {
    const folder = join(table.line.folder, `row${String(index)}`);
    const [etc, store, project] = ['etc', 'store', 'project'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const path of [join(etc, 'sf-elements'), store, project]) mkdirSync(path, { recursive: true });
    for (const name of ['hosts', 'passwd', 'group', 'nsswitch.conf', 'resolv.conf']) {
      if (existsSync(join('/etc', name))) copyFileSync(join('/etc', name), join(etc, name));
    }
    // oclif asks the operating system for the user's shell where SHELL is not set, and ends where there is no such user.
    appendFileSync(join(etc, 'passwd'), `owner:x:${String(OWNER)}:${String(OWNER)}::/nowhere:/bin/sh\n`);
    const policy = join(etc, 'sf-elements', 'policy.json');
    const said = corporateText(row);
    if (said !== undefined) writeFileSync(policy, said);
    if (row.corporate === 'missing') symlinkSync('/nowhere/policy.json', policy);
    const home = scratchHome(join(folder, 'home'));
    cpSync(join(table.line.logins.home, '.sfdx'), join(home.folder, '.sfdx'), { recursive: true });
    writeFileSync(join(home.folder, '.sfdx', `${table.standin.adminUsername}.json`), table.stored(row.login));
    const packageDirectories = [{ path: '.', default: true }];
    const oauthLocalPort = String(FIRST_PORT + index);
    writeFileSync(join(project, 'sfdx-project.json'), JSON.stringify({ packageDirectories, oauthLocalPort }));
    const database = join(store, 'elements.db');
    copyFileSync(await table.databaseWith(orgPolicies(row)), database);
    chmodSync(database, row.role === 'editor' ? 0o666 : 0o644);
    chmodSync(store, row.role === 'editor' ? 0o777 : 0o755);
    const user = String(row.role === 'manager' ? OWNER : OTHER);
    spawnSync('chown', ['-R', String(OWNER), store]);
    spawnSync('chown', ['-R', user, home.folder]);
    return {
      folder,
      database,
      environment: {
        ...home.environment,
        SF_ELEMENTS_BACKEND: `sqlite:${database}`,
        CI: row.trigger === 'pipeline' ? 'true' : '',
        BROWSER,
        NODE_NO_WARNINGS: '1',
        ...(token === undefined ? {} : { SF_ACCESS_TOKEN: token }),
      },
    };
  };

  const run = async (row: PolicyCase, { folder, environment }: World): Promise<Envelope & { code: number | null }> => {
    const browser = row.login === 'browser' ? ['--reauthenticate'] : [];
    const command =
      row.trigger === 'scheduled'
        ? ['elements', 'schedule', 'run', ...browser]
        : ['elements', 'sync', '-o', table.standin.adminUsername, ...browser];
    const user = String(row.role === 'manager' ? OWNER : OTHER);
    const become = ['setpriv', '--reuid', user, '--regid', user, '--clear-groups'];
    const script = 'mount --bind "$0" /etc && exec "$@"';
    const args = ['--mount', 'sh', '-c', script, join(folder, 'etc'), ...become, process.execPath, PLUGIN, ...command];
    const child = spawn('unshare', [...args, '--json'], {
      cwd: join(folder, 'project'),
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 200_000,
    });
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
    if (!stdout.startsWith('{')) throw new Error(`${nameOf(row)}: ${stderr}`);
    return { ...(JSON.parse(stdout) as Envelope), code };
  };

  /** One row's end beside what it must be. */
  const play = async (row: PolicyCase, index: number): Promise<readonly [seen: object, right: object]> => {
    const token = row.login.startsWith('token') ? table.standin.accessToken() : undefined;
    const world = await makeWorld(row, index, token);
    const { code, name } = await run(row, world);
    const store = await openSqliteStore(world.database);
    const [record] = await store.orgs();
    const [runs, audits] = [await store.runs(record?.key ?? ''), await store.audits()];
    await store.close();
    const expected = expectedOutcome(row);
    const isScheduled = row.trigger === 'scheduled';
    const isRefused = expected.is === 'refused';
    const refusals = audits.filter(({ action }) => action === 'sync refused');
    const states: Record<string, string[]> = { synced: ['succeeded'], failed: ['failed'] };
    return [
      {
        code,
        name: isRefused ? name : undefined,
        runs: runs.map(({ state }) => state),
        refusals: refusals.map(({ detail }) => [detail['trigger'], detail['error']]),
        isTokenLive: token !== undefined && table.standin.control.isLive(token),
      },
      {
        code: expected.exitCode,
        name: isRefused && !isScheduled ? expected.error : undefined,
        runs: states[expected.is] ?? [],
        refusals: isRefused && expected.audited ? [[row.trigger, expected.error]] : [],
        isTokenLive: token !== undefined && !(expected.is === 'synced' && expected.revoked),
      },
    ];
  };

  it(`end as the rules say: ${String(rows.length)} rows (only where this is root: users and a folder /etc of their own)`, async () => {
    const wrong: object[] = [];
    const left = rows.map((row, index) => [row, index] as const);
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [seen, right] = await play(...next);
        if (JSON.stringify(seen) !== JSON.stringify(right)) wrong.push({ row: nameOf(next[0]), seen, right });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(wrong).to.deep.equal([]);
  });
});
