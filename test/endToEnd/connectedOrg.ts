import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/realCli.ts';
import { saveLogin, scratchHome } from '../../scripts/scratchHome.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { result, runJson, startPlugin, type Envelope } from './pluginProcess.ts';

export type ListedComponent = { readonly type: string; readonly fullName: string; readonly contentHash?: string };

export type HistoricRun = {
  readonly runId: string;
  readonly state: string;
  readonly error?: { readonly name: string };
};

/** The sample org in a stand-in, a login to it under the alias `sample`, and the plugin as a process in a scratch home. */
export type ConnectedOrg = {
  readonly standin: Standin;
  readonly folder: string;
  readonly database: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A command with `--json`, whatever its end. */
  json<T = unknown>(args: string, environment?: NodeJS.ProcessEnv): Promise<Envelope<T> & { code: number | null }>;
  /** The result of a command that must succeed. */
  ok<T = unknown>(args: string): Promise<T>;
  start(args: string): ReturnType<typeof startPlugin>;
  /** A new login of the administrator, in place of the old one. */
  login(login?: { url?: string; alias?: string; refreshToken?: string }): Promise<void>;
  list(): Promise<ListedComponent[]>;
  history(): Promise<HistoricRun[]>;
  dispose(): Promise<void>;
};

/** Starts all of it and connects, so that there is a model to be harmed. */
export const connectSampleOrg = async (): Promise<ConnectedOrg> => {
  const folder = await mkdtemp(join(tmpdir(), 'elements-end-to-end-'));
  const standin = await startStandin({ project: join(projectRoot, 'test', 'sample-org') });
  const home = scratchHome(join(folder, 'home'));
  const database = join(folder, 'elements.db');
  const environment = {
    ...home.environment,
    SF_ELEMENTS_BACKEND: `sqlite:${database}`,
    SF_TARGET_ORG: 'sample',
    NODE_NO_WARNINGS: '1',
  };
  const ok = <T>(args: string): Promise<T> => result<T>(args.split(' '), { environment, cwd: folder });
  const login: ConnectedOrg['login'] = ({ url = standin.url, alias = 'sample', refreshToken } = {}) =>
    saveLogin(home, {
      url,
      alias,
      orgId: standin.org.orgId,
      username: standin.adminUsername,
      accessToken: standin.accessToken(),
      ...(refreshToken === undefined ? {} : { refreshToken }),
    });
  await login();
  await ok('elements org connect --target-org sample');
  return {
    standin,
    folder,
    database,
    environment,
    ok,
    login,
    json: (args, more = {}) => runJson(args.split(' '), { environment: { ...environment, ...more }, cwd: folder }),
    start: (args) => startPlugin(args.split(' '), environment),
    list: () => ok('elements model list'),
    history: () => ok('elements sync history'),
    dispose: async () => {
      await standin.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};
