import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../scripts/realCli.ts';
import { saveLogin, scratchHome } from '../../scripts/scratchHome.ts';
import { connectSampleOrg, type ConnectedOrg } from './connectedOrg.ts';
import type { Envelope } from './pluginProcess.ts';

const PLUGIN = join(projectRoot, 'bin', 'run.js');
/** Two people of one group, whose folder the store lies in. */
const [ADA, BOB, TEAM] = [64_001, 64_002, 64_100];

type Person = 'ada' | 'bob';
type Said = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
type Ended = Envelope & { readonly code: number | null };

describe('a store in a folder of a team, each with an account of their own (only where this is root)', function () {
  this.timeout(300_000);
  let org: ConnectedOrg;
  let started: ConnectedOrg | undefined;
  let etc: string;
  let store: string;
  let folder: string;

  before(async function () {
    if (process.getuid?.() !== 0 || spawnSync('unshare', ['--mount', 'setpriv', '--reuid', '0', 'true']).status !== 0) {
      return this.skip();
    }
    org = started = await connectSampleOrg();
    chmodSync(org.folder, 0o755);
    etc = join(org.folder, 'etc');
    mkdirSync(etc);
    for (const name of ['hosts', 'passwd', 'group', 'nsswitch.conf', 'resolv.conf']) {
      if (existsSync(join('/etc', name))) copyFileSync(join('/etc', name), join(etc, name));
    }
    for (const [name, id] of [
      ['ada', ADA],
      ['bob', BOB],
    ] as const) {
      const home = scratchHome(join(org.folder, name));
      appendFileSync(join(etc, 'passwd'), `${name}:x:${String(id)}:${String(id)}::${home.folder}:/bin/sh\n`);
      await saveLogin(home, {
        url: org.standin.url,
        alias: 'sample',
        orgId: org.standin.org.orgId,
        username: org.standin.adminUsername,
        accessToken: org.standin.accessToken(),
      });
      spawnSync('chown', ['-R', `${String(id)}:${String(id)}`, home.folder]);
    }
    folder = join(org.folder, 'team');
    store = join(folder, 'elements.db');
    mkdirSync(folder);
    chownSync(folder, ADA, TEAM);
    chmodSync(folder, 0o2770);
  });
  after(() => started?.dispose());

  /** Somebody at the shell: a home by the password database, and no variable of the tests. */
  const as = async (name: Person, command: readonly string[]): Promise<Said> => {
    const id = { ada: ADA, bob: BOB }[name];
    const { environment } = scratchHome(join(org.folder, name));
    const become = ['setpriv', '--reuid', String(id), '--regid', String(id), `--groups=${String(TEAM)}`];
    const script = 'umask 002; mount --bind "$0" /etc && exec "$@"';
    const child = spawn('unshare', ['--mount', 'sh', '-c', script, etc, ...become, ...command], {
      env: {
        ...environment,
        NODE_OPTIONS: '',
        SF_ELEMENTS_BACKEND: `sqlite:${store}`,
        SF_TARGET_ORG: 'sample',
        NODE_NO_WARNINGS: '1',
      },
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
    return { code, stdout, stderr };
  };

  const sf = async (name: Person, args: string): Promise<Ended> => {
    const { code, stdout, stderr } = await as(name, [
      process.execPath,
      PLUGIN,
      'elements',
      ...args.split(' '),
      '--json',
    ]);
    if (!stdout.startsWith('{')) throw new Error(`${args}: ${stderr}`);
    return { ...(JSON.parse(stdout) as Envelope), code };
  };

  const end = async (name: Person, args: string): Promise<unknown[]> => {
    const ended = await sf(name, args);
    return [ended.code, ended.name];
  };

  const weaknesses = async (name: Person): Promise<string[]> => {
    const { result } = await sf(name, 'policy audit');
    return (result as { weaknesses: Array<{ kind: string }> }).weaknesses.map(({ kind }) => kind);
  };

  it('is managed by its owner, until root or that owner confirms another one', async () => {
    expect(await end('ada', 'org connect --no-sync --target-org sample')).to.deep.equal([0, undefined]);
    expect(await end('ada', 'policy set manual-sync-only=on --target-org sample --no-prompt')).to.deep.equal([
      0,
      undefined,
    ]);
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(store + suffix)) chmodSync(store + suffix, 0o660);
    spawnSync('chgrp', [String(TEAM), store]);
    // Bob is an editor: he sees the store, and may not set a policy.
    expect(await end('bob', 'org list')).to.deep.equal([0, undefined]);
    expect(await end('bob', 'policy set manual-sync-only=off --target-org sample')).to.deep.equal([77, 'RoleError']);

    // He puts a file of his own in its place, in which he turned the policy off.
    const turnOff =
      'const { DatabaseSync } = require("node:sqlite"); const d = new DatabaseSync(process.argv[1]);' +
      'd.exec(`UPDATE org SET policies = \'{"manual-sync-only":false}\'`); d.close()';
    const replace = `cp "$0" "$0.mine" && "$1" -e "$2" "$0.mine" && mv "$0.mine" "$0"`;
    const replaced = await as('bob', ['sh', '-c', replace, store, process.execPath, turnOff]);
    expect(replaced.code, replaced.stderr).to.equal(0);

    org.standin.forgetRequests();
    const refused = await sf('bob', 'policy set manual-sync-only=off --target-org sample');
    expect([refused.code, refused.name]).to.deep.equal([77, 'RoleError']);
    expect(refused.message).to.contain(
      `was a file of user ada (${String(ADA)}), and is the file ${store} of user bob (${String(BOB)}) now`
    );
    for (const name of ['ada', 'bob'] as const) {
      expect(await weaknesses(name), name).to.include('owner changed');
      // What she and he know of the policy is not lifted by what that file says.
      expect(await end(name, 'sync --target-org sample'), name).to.deep.equal([77, 'ManualSyncOnlyError']);
    }
    expect(org.standin.requests()).to.deep.equal([]);

    expect(refused.message).to.contain(`sf elements policy audit --accept-owner --backend sqlite:${store}`);
    const { result: audited } = await sf('bob', 'policy audit');
    expect((audited as { roles: string[] }).roles).to.deep.equal(['editor']);

    expect(await end('bob', 'policy audit --accept-owner')).to.deep.equal([77, 'RoleError']);
    expect(await end('bob', 'policy audit --accept-owner --owner bob --no-prompt')).to.deep.equal([77, 'RoleError']);
    const { result: after } = await sf('bob', 'policy audit');
    const { records } = after as { records: Array<{ action: string; actor: string }> };
    expect(records.map(({ action }) => action)).to.include('confirm an owner refused');
    // She says what she looked at: without it, or with another user, nothing is confirmed.
    expect((await sf('ada', 'policy audit --accept-owner')).name).to.equal('OwnerNeededError');
    expect((await sf('ada', 'policy audit --accept-owner --no-prompt')).name).to.equal('OwnerNeededError');
    expect((await sf('ada', 'policy audit --accept-owner --owner ada --no-prompt')).name).to.equal('OtherOwnerError');
    expect(await weaknesses('ada')).to.include('owner changed');
    expect((await sf('ada', 'policy audit --accept-owner --owner bob --no-prompt')).name).to.equal(undefined);
    expect(await weaknesses('ada')).not.to.include('owner changed');
    expect(await weaknesses('bob')).not.to.include('owner changed');
    expect(await end('bob', 'policy set manual-sync-only=off --target-org sample')).to.deep.equal([0, undefined]);
  });
});
