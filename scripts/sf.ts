// `npm run sf -- elements …`: the real sf CLI with this plugin linked, apart from any sf CLI of the machine.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { linkPlugin } from './linkedPlugin.ts';
import { cliEnvironment, ensureRealCli, privateFolder, sfPath } from './realCli.ts';

const home = join(privateFolder, 'home');
const environment = cliEnvironment(home);
mkdirSync(home, { recursive: true });
await ensureRealCli((line) => process.stderr.write(`${line}\n`));
await linkPlugin(environment);
// The folder in which the person typed the command, not the one that npm changed to.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [sfPath, ...process.argv.slice(2)], {
  cwd,
  env: environment,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
