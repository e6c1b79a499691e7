import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { ConfigAggregator, type SfError } from '@salesforce/core';
import sinon from 'sinon';
import { forgetLiveSecrets } from '../../src/secrets/liveSecrets.ts';
import { checkResult } from '../checkResult.ts';
// Also where mocha was started without its configuration.
import '../ownAccount.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

/** What a person's own shell must not say while these tests run. */
const UNSET = ['CI', 'SF_ELEMENTS_BACKEND', 'SF_ELEMENTS_CORPORATE_POLICY', 'SF_CONTENT_TYPE', 'SF_DATA_DIR'];

/** Without a terminal, progress asks a program for the size of the screen each time that it draws. */
const SCREEN = { COLUMNS: '80', LINES: '24' };

/** How a command ended: with a result or with an error, and what it wrote. */
export type Ended<T> = {
  readonly result: T;
  readonly error?: SfError;
  readonly exitCode: number;
  readonly output: string;
};

/** A command class as far as it is used here: the static `run` gives what the command's own `run` gives. */
type CommandClass<T> = {
  readonly name: string;
  new (argv: string[], config: Config): { run(): Promise<T> };
  run(argv: string[], config: Config): Promise<unknown>;
};

/** Commands run in this process, in a scratch home and with a data folder of their own. */
export type CommandLine = {
  readonly folder: string;
  readonly logins: ScratchLogins;
  /** `environment` holds for this command alone; `read` sees what it writes, while it runs. */
  run<T>(
    command: CommandClass<T>,
    args: readonly string[],
    environment?: NodeJS.ProcessEnv,
    read?: (text: string) => void
  ): Promise<Ended<T>>;
  remove(): void;
};

export const commandLine = (): CommandLine => {
  const logins = scratchLogins();
  const folder = mkdtempSync(join(tmpdir(), 'elements-commands-'));
  const unset = Object.fromEntries(UNSET.map((name) => [name, undefined]));
  const account = join(logins.home, 'account');
  mkdirSync(account);
  const before = setEnvironment({ ...unset, ...SCREEN, SF_DATA_DIR: folder, TEST_ACCOUNT_HOME: account });
  return {
    folder,
    logins,
    run: async (command, args, environment = {}, read = () => undefined) => {
      const replaced = setEnvironment(environment);
      try {
        return await runQuietly(command, args, read);
      } finally {
        setEnvironment(replaced);
      }
    },
    remove: () => {
      setEnvironment(before);
      logins.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const runQuietly = async <T>(
  command: CommandClass<T>,
  args: readonly string[],
  read: (text: string) => void
): Promise<Ended<T>> => {
  await ConfigAggregator.clearInstance();
  // Each command is a process of its own, and knows nothing of the logins of the one before.
  forgetLiveSecrets();
  const config = await Config.load({ root: PROJECT_ROOT });
  const listeners = process.listeners('SIGINT');
  let output = '';
  const collect = (chunk: unknown): boolean => {
    output += String(chunk);
    read(String(chunk));
    return true;
  };
  const writes = [sinon.stub(process.stdout, 'write'), sinon.stub(process.stderr, 'write')];
  for (const write of writes) write.callsFake(collect);
  let ended: Ended<T>;
  try {
    const result = (await command.run([...args], config)) as T;
    ended = { result, exitCode: Number(process.exitCode ?? 0), output };
  } catch (error) {
    ended = { result: undefined as T, error: error as SfError, exitCode: Number(process.exitCode ?? 0), output };
  } finally {
    for (const write of writes) write.restore();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const) dropNew(signal, listeners);
    // Setting it is how a command says its exit code; here it would be mocha's.
    process.exitCode = undefined;
  }
  if (ended.error === undefined) checkResult(idOf(command), ended.result);
  return ended;
};

/** Classes are named as their commands. */
const idOf = ({ name }: { readonly name: string }): string =>
  `elements ${name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}`;

/** Every command that runs adds listeners for signals, which its process usually takes along. */
const dropNew = (signal: NodeJS.Signals, known: readonly unknown[]): void => {
  for (const listener of process.listeners(signal)) if (!known.includes(listener)) process.off(signal, listener);
};

/** Sets variables, unsets those that are undefined, and returns what was there before. */
const setEnvironment = (values: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  return before;
};
