// `npm run demo`: connects the sample org, changes it, syncs again and looks things up, in a home of its own.
// `npm run demo -- elements …`: any command of the plugin in the home that the demo left.
import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { editDemoOrg, editsTold, startDemoOrg } from './demoOrg.ts';
import { projectRoot } from './realCli.ts';
import { saveLogin, scratchHome, type ScratchHome } from './scratchHome.ts';
import type { StandinProcess } from './standinProcess.ts';

const folder = join(projectRoot, '.demo');
const finished = join(folder, 'finished');
const database = join(folder, 'elements.db');
const ALIAS = 'sample';

const bold = (text: string): string => styleText('bold', text);
const dim = (text: string): string => styleText('dim', text);
const say = (text = ''): void => console.log(text);

const demoHome = (): ScratchHome => {
  const home = scratchHome(join(folder, 'home'));
  return {
    ...home,
    environment: {
      ...home.environment,
      SF_ELEMENTS_BACKEND: `sqlite:${database}`,
      SF_TARGET_ORG: ALIAS,
      // The stand-in speaks http, which @salesforce/core warns of at each call.
      NODE_NO_WARNINGS: '1',
    },
  };
};

const plugin = (args: readonly string[], home: ScratchHome, cwd = projectRoot): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'run.js'), ...args], {
      cwd,
      env: home.environment,
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });

const show = async (args: readonly string[], home: ScratchHome): Promise<void> => {
  say(`${dim('$')} ${bold(`sf ${args.join(' ')}`)}`);
  const code = await plugin(args, home);
  if (code !== 0) throw new Error(`"sf ${args.join(' ')}" ended with ${code}.`);
  say();
};

const withOrg = async <T>(home: ScratchHome, use: (org: StandinProcess) => Promise<T>): Promise<T> => {
  const org = await startDemoOrg();
  try {
    await saveLogin(home, { ...org, alias: ALIAS });
    return await use(org);
  } finally {
    await org.stop();
  }
};

const TRY_NEXT: ReadonlyArray<readonly [string, string]> = [
  ['model list --type Flow', 'every flow of the org'],
  ['model search deposit', 'whatever speaks of deposits'],
  ['model display ApexClass:RentalService', 'one component in full'],
  ['sync', 'another sync; the stand-in org is started for it'],
  ['sync history', 'the runs so far'],
  ['org display', 'the connection'],
  ['--help', 'everything it can do'],
];

const demo = async (): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  const home = demoHome();
  say(bold('sf elements, shown on a sample org'));
  say('Pedalwerk rents out bicycles. Its Salesforce org is played by a server on this machine; nothing leaves it.');
  say();
  await withOrg(home, async (org) => {
    say('1. An admin connects the org, which builds its model:');
    await show(['elements', 'org', 'connect', '--target-org', ALIAS], home);
    say('2. Somebody works on the org:');
    await editDemoOrg(org);
    for (const told of editsTold) say(`   ${told}`);
    say('   … and the next sync finds just that:');
    await show(['elements', 'sync', '--target-org', ALIAS], home);
  });
  say('3. From here on the org is not needed. What does it know about deposits, and about the new field?');
  await show(['elements', 'model', 'search', 'deposit'], home);
  await show(['elements', 'model', 'display', 'CustomField:Rental__c.Loyalty_Tier__c'], home);
  say('What happened, as the model remembers it:');
  await show(['elements', 'sync', 'history'], home);
  writeFileSync(finished, '');

  say(bold('Done.'));
  say('The org was connected, changed and synced again. Its model is one SQLite file, .demo/elements.db. Try next:');
  say();
  const commands = TRY_NEXT.map(([command, why]) => [`npm run demo -- elements ${command}`, why] as const);
  const width = Math.max(...commands.map(([command]) => command.length));
  for (const [command, why] of commands) say(`  ${bold(command.padEnd(width))}  ${dim(why)}`);
  say();
  say(`With your own org, through the real sf CLI: ${bold('npm run sf -- org login web --alias dev')}, then`);
  say(bold('npm run sf -- elements org connect --target-org dev'));
};

/** Commands that talk to the org; all others answer from the store. */
const needsOrg = (args: readonly string[]): boolean =>
  !args.includes('--help') &&
  [/^elements org (connect|check)\b/, /^elements sync(?! history\b)(\s|$)/].some((command) =>
    command.test(args.join(' '))
  );

const passOn = async (args: readonly string[]): Promise<number> => {
  if (!existsSync(finished)) {
    say('Run "npm run demo" first: it makes the org and the model that this command would work on.');
    return 1;
  }
  const home = demoHome();
  const cwd = process.env['INIT_CWD'] ?? projectRoot;
  if (!needsOrg(args)) return plugin(args, home, cwd);
  return withOrg(home, async (org) => {
    await editDemoOrg(org);
    return plugin(args, home, cwd);
  });
};

const args = process.argv.slice(2);
try {
  if (args.length === 0) await demo();
  else process.exitCode = await passOn(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
