import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ensureRealCli, projectRoot, sfPath } from '../../scripts/realCli.ts';
import { scratchHome, type ScratchHome } from '../../scripts/scratchHome.ts';
import { startStandin, type StandinProcess } from '../../scripts/standinProcess.ts';
import { packPlugin } from './packPlugin.ts';
import { result, run, type Finished } from './pluginProcess.ts';

type SyncResult = { state: string; components: { total: number; added: number; unchanged: number } };

const must = (finished: Finished): void => {
  expect(finished.code, `${finished.stdout}\n${finished.stderr}`).to.equal(0);
};

describe('the real sf CLI', () => {
  let standin: StandinProcess;
  let folder: string;
  let project: string;
  let home: ScratchHome;

  before(async () => {
    await ensureRealCli((line) => console.log(line));
    folder = await mkdtemp(join(tmpdir(), 'elements-real-cli-'));
    project = join(folder, 'project');
    await mkdir(join(project, 'force-app'), { recursive: true });
    await writeFile(
      join(project, 'sfdx-project.json'),
      JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' })
    );
    standin = await startStandin('test/sample-org');
    home = scratchHome(join(folder, 'home'));
  });

  after(async () => {
    await standin.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const sf = (args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    run(args, { path: sfPath, cwd: project, environment: { ...home.environment, ...more } });

  const sfResult = <T>(args: readonly string[]): Promise<T> =>
    result<T>(args, { path: sfPath, cwd: project, environment: home.environment });

  const usernameOf = async (alias: string): Promise<string> =>
    (await sfResult<{ username: string }>(['org', 'display', '--target-org', alias])).username;

  describe('without the plugin', () => {
    it('logs in to the stand-in with an access token', async () => {
      const login = ['org', 'login', 'access-token', '--instance-url', standin.url, '--no-prompt', '--alias', 'token'];

      must(await sf(login, { SF_ACCESS_TOKEN: standin.accessToken }));

      expect(await usernameOf('token')).to.equal(standin.username);
    });

    it('logs in with a JWT and any key', async () => {
      const key = join(folder, 'server.key');
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
      await writeFile(key, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
      const who = ['--client-id', 'any', '--jwt-key-file', key, '--username', standin.username];

      must(await sf(['org', 'login', 'jwt', ...who, '--instance-url', standin.url, '--alias', 'jwt']));

      expect(await usernameOf('jwt')).to.equal(standin.username);
    });

    it('logs in through the browser', async () => {
      const browser = join(projectRoot, 'test', 'endToEnd', 'openUrl.js');

      must(await sf(['org', 'login', 'web', '--instance-url', standin.url, '--alias', 'web'], { BROWSER: browser }));

      expect(await usernameOf('web')).to.equal(standin.username);
    });

    it('retrieves metadata as source', async () => {
      const types = ['ApexClass', 'CustomObject', 'Flow', 'Layout', 'PermissionSet'];

      must(await sf(['project', 'retrieve', 'start', '--target-org', 'web', '--metadata', ...types]));

      const retrieved = await readdir(join(project, 'force-app', 'main', 'default'));
      expect(retrieved).to.include.members(['classes', 'flows', 'layouts', 'objects', 'permissionsets']);
    });
  });

  const connectsSyncsAndSearches = (): void => {
    let total: number;

    it('connects an org, which syncs it', async () => {
      const connected = await sfResult<{ username: string; sync: SyncResult }>([
        'elements',
        'org',
        'connect',
        '--target-org',
        'web',
      ]);

      expect(connected.username).to.equal(standin.username);
      expect(connected.sync.state).to.equal('succeeded');
      expect(connected.sync.components.added).to.be.greaterThan(200);
      total = connected.sync.components.total;
    });

    it('syncs again without finding a change', async () => {
      const { state, components } = await sfResult<SyncResult>(['elements', 'sync', '--target-org', 'web']);

      expect(state).to.equal('succeeded');
      expect(components).to.include({ total, added: 0, updated: 0, renamed: 0, deleted: 0, unchanged: total });
    });

    it('finds a component of the org', async () => {
      const search = ['elements', 'model', 'search', 'Rental__c', '--target-org', 'web'];

      const found = await sfResult<Array<{ type: string; fullName: string }>>(search);

      expect(found.map(({ type, fullName }) => `${type}:${fullName}`)).to.include('CustomObject:Rental__c');
    });
  };

  describe('with the plugin linked', () => {
    before(async () => {
      must(await sf(['plugins', 'link', projectRoot, '--no-install']));
    });

    connectsSyncsAndSearches();
  });

  describe('with the plugin installed from its tarball', () => {
    before(async () => {
      const tarball = `file:${await packPlugin(join(folder, 'packed'))}`;
      // The logins stay, the plugins and stores are new.
      const data = join(folder, 'data');
      home = { ...home, environment: { ...home.environment, SF_DATA_DIR: data } };
      const config = home.environment['SF_CONFIG_DIR'] ?? '';
      await mkdir(config, { recursive: true });
      await writeFile(join(config, 'unsignedPluginAllowList.json'), JSON.stringify([tarball]));
      must(await sf(['plugins', 'install', tarball]));
    });

    connectsSyncsAndSearches();
  });
});
