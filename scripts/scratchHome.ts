import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cliEnvironment, projectRoot } from './realCli.ts';

export type ScratchHome = {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
};

/** A home folder apart from the person's own, for logins and stores that nobody will miss. */
export const scratchHome = (folder: string): ScratchHome => {
  mkdirSync(folder, { recursive: true });
  return { folder, environment: cliEnvironment(folder) };
};

export type Login = {
  readonly username: string;
  readonly orgId: string;
  readonly accessToken: string;
  /** Makes it a login that renews itself. */
  readonly refreshToken?: string;
  readonly url: string;
  readonly alias: string;
};

/** Puts a login into the home as the sf CLI would, in place of an earlier one of the same user. */
export const saveLogin = async (home: ScratchHome, login: Login): Promise<void> => {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'saveLogin.ts')], {
    env: home.environment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(JSON.stringify(login));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The login could not be saved.\n${Buffer.concat(errors).toString()}`);
};
