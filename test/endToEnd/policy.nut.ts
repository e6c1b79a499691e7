import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../scripts/realCli.ts';
import { connectSampleOrg, type ConnectedOrg } from './connectedOrg.ts';
import type { Envelope } from './pluginProcess.ts';

const PLUGIN = join(projectRoot, 'bin', 'run.js');
const SYSTEM_FILE = '/etc/sf-elements/policy.json';

type Ended = Envelope & { readonly code: number | null };

describe('policies through the real command line', () => {
  let org: ConnectedOrg;
  before(async () => {
    org = await connectSampleOrg();
  });
  after(() => org.dispose());

  it('are set, shown, audited and enforced with --json and exit codes', async () => {
    const file = join(org.folder, 'named.json');
    writeFileSync(file, '{"version":1,"policies":{}}');
    const environment = { SF_ELEMENTS_CORPORATE_POLICY: file };
    const codes: Array<readonly [string, number | null, string | undefined]> = [];
    const run = async (args: string): Promise<Ended> => {
      const ended = await org.json(args, environment);
      codes.push([args.split(' ').slice(1, 3).join(' '), ended.code, ended.name]);
      return ended;
    };

    const set = await run('elements policy set manual-sync-only=on --corporate');
    const shown = await run('elements policy display --target-org sample');
    await run('elements sync');
    await run('elements policy audit');
    await run('elements policy enforce');
    await run('elements policy enforce --no-prompt');
    await run('elements policy audit');
    await run('elements policy set manual-sync-only=off --target-org sample');
    await run('elements policy set manual-sync-only=off --corporate');

    expect(codes).to.deep.equal([
      ['policy set', 0, undefined],
      ['policy display', 0, undefined],
      ['sync', 77, 'ManualSyncOnlyError'],
      ['policy audit', 1, undefined],
      ['policy enforce', 2, 'NoPromptNeededError'],
      ['policy enforce', 0, undefined],
      ['policy audit', 0, undefined],
      ['policy set', 77, 'CorporatePolicyError'],
      ['policy set', 0, undefined],
    ]);
    expect(set.warnings?.join(' ')).to.contain('policy enforce');
    expect((shown.result as unknown[])[0]).to.include({ name: 'manual-sync-only', corporate: true, effective: true });
    await org.login();
  });

  describe('by the system-wide file, in a world of its own', function () {
    let etc: string;

    /** Runs the plugin where `/etc` is a folder of the test. */
    const inWorld = (args: string, environment: NodeJS.ProcessEnv = {}, user: readonly string[] = []): Ended => {
      const script = 'mount --bind "$0" /etc && exec "$@"';
      const command = ['sh', '-c', script, etc, ...user, process.execPath, PLUGIN, ...args.split(' '), '--json'];
      const { status, stdout, stderr } = spawnSync('unshare', ['--mount', ...command], {
        env: { ...org.environment, ...environment },
        cwd: org.folder,
        encoding: 'utf8',
        timeout: 60_000,
      });
      if (!stdout.startsWith('{')) throw new Error(`${args}: ${stderr}`);
      return { ...(JSON.parse(stdout) as Envelope), code: status };
    };

    before(function () {
      if (process.getuid?.() !== 0 || spawnSync('unshare', ['--mount', 'true']).status !== 0) this.skip();
      etc = join(org.folder, 'etc');
      mkdirSync(etc);
      for (const name of ['hosts', 'passwd', 'group', 'nsswitch.conf', 'resolv.conf']) {
        if (existsSync(join('/etc', name))) copyFileSync(join('/etc', name), join(etc, name));
      }
    });

    it('is written where no other file is named, and holds whatever a user sets', () => {
      expect(inWorld('elements policy set manual-sync-only=on --corporate').code).to.equal(0);
      const written = join(etc, SYSTEM_FILE.slice('/etc/'.length));
      expect(JSON.parse(readFileSync(written, 'utf8'))).to.have.nested.property('policies.manual-sync-only', 'on');

      const mine = join(org.folder, 'mine.json');
      writeFileSync(mine, '{"manual-sync-only":"off","access-token-sync":"on"}');
      const other = `sqlite:${join(org.folder, 'other.db')}`;
      const attempts: ReadonlyArray<readonly [string, NodeJS.ProcessEnv]> = [
        ['elements sync', { SF_ELEMENTS_CORPORATE_POLICY: mine, ProgramData: org.folder, ALLUSERSPROFILE: org.folder }],
        ['elements sync', { SF_ELEMENTS_CORPORATE_POLICY: '', HTTPS_PROXY: 'http://127.0.0.1:9' }],
        [`elements sync --target-org copy --backend ${other}`, { XDG_CONFIG_HOME: org.folder, APPDATA: org.folder }],
        [`elements org check --target-org copy --backend ${other}`, { SF_DATA_DIR: join(org.folder, 'elsewhere') }],
      ];
      org.standin.forgetRequests();
      // An alias and a store that nobody else knows, and that say nothing of any policy.
      const aliases = join(org.environment['HOME'] ?? '', '.sfdx', 'alias.json');
      const { orgs } = JSON.parse(readFileSync(aliases, 'utf8')) as { orgs: Record<string, string> };
      writeFileSync(aliases, JSON.stringify({ orgs: { ...orgs, copy: org.standin.adminUsername } }));
      const connected = inWorld(`elements org connect --target-org copy --backend ${other}`);
      expect(connected.code).to.equal(0);
      expect(connected.result).to.have.nested.property('policy.manualSyncOnly.decidedBy', 'corporate');
      expect(connected.result).not.to.have.property('sync');
      for (const [args, environment] of attempts) {
        const { code, name } = inWorld(args, environment);
        expect([code, name], JSON.stringify(environment)).to.deep.equal([77, 'ManualSyncOnlyError']);
      }
      expect(org.standin.requests(), 'what reached the org').to.deep.equal([]);
    });

    it('can be read, and nothing be written, by who may only read the store', () => {
      chmodSync(org.folder, 0o755);
      chmodSync(org.database, 0o644);
      const home = join(org.folder, 'viewer');
      mkdirSync(home);
      spawnSync('chown', ['65534', home]);
      const viewer = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
      const environment = { HOME: home, USERPROFILE: home, SF_DATA_DIR: join(home, 'data'), XDG_DATA_HOME: home };
      const as = (args: string): Ended => inWorld(args, environment, viewer);

      const list = as('elements org list');
      expect([list.code, (list.result as unknown[]).length]).to.deep.equal([0, 1]);
      const key = (list.result as Array<{ key: string }>)[0]?.key ?? '';
      expect(as(`elements model list --target-org ${key} --limit 1`).code).to.equal(0);
      for (const args of [
        `elements org update --target-org ${key} --link-target classic`,
        'elements policy set manual-sync-only=off --corporate',
        `elements sync --target-org ${key}`,
      ]) {
        const { code, name } = as(args);
        expect([code, name], args).to.deep.equal([77, 'RoleError']);
      }
    });
  });
});
