import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { projectRoot } from '../../scripts/realCli.ts';
import { connectSampleOrg, type ConnectedOrg } from './connectedOrg.ts';
import { canTrace, traced, tracedCalls } from './tracedWrites.ts';

const PLUGIN = join(projectRoot, 'bin', 'run.js');
const BROWSER = join(projectRoot, 'test', 'endToEnd', 'openUrl.js');
/** Not the sf CLI's, so that the test works beside a login of it. */
const PORT = 27_175;

/** Shapes of what must never be written: access tokens, refresh tokens and codes of the stand-in, and PKCE's verifier. */
const SECRETS = /!AQ\.[0-9a-f]{10}|5Aep[0-9a-f]{10}|aPrx[0-9a-f]{10}|code_verifier/;

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

describe('a login for one use, through the command line', () => {
  let org: ConnectedOrg;
  let project: string;
  let environment: NodeJS.ProcessEnv;
  let trace: string;

  before(async function () {
    this.timeout(120_000);
    org = await connectSampleOrg();
    project = join(org.folder, 'project');
    mkdirSync(project);
    const packageDirectories = [{ path: '.', default: true }];
    writeFileSync(
      join(project, 'sfdx-project.json'),
      JSON.stringify({ packageDirectories, oauthLocalPort: String(PORT) })
    );
    // Another connected app than the sf CLI's, which knows one port only; and nothing else is left of the login.
    const file = join(org.environment['HOME'] ?? '', '.sfdx', `${org.standin.adminUsername}.json`);
    const { accessToken: _gone, ...kept } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...kept, clientId: 'own-app' }));
    const temporary = join(org.folder, 'tmp');
    mkdirSync(temporary);
    environment = {
      ...org.environment,
      BROWSER,
      TMPDIR: temporary,
      // Everything that could write a log does.
      SF_DISABLE_LOG_FILE: 'false',
      SF_LOG_LEVEL: 'trace',
      CI: '',
      // Files are written by calls, which can be watched.
      UV_USE_IO_URING: '0',
    };
  });

  after(() => org.dispose());

  beforeEach(() => {
    trace = mkdtempSync(join(org.folder, 'trace-'));
    org.standin.forgetRequests();
  });

  afterEach(() => rmSync(trace, { recursive: true }));

  const start = (args: string, more: NodeJS.ProcessEnv, isTraced: boolean): { pid: number; ended: Promise<Ended> } => {
    const command = [process.execPath, PLUGIN, ...args.split(' ')];
    const [program = '', ...rest] = isTraced ? traced(trace, command) : command;
    const child = spawn(program, rest, {
      cwd: project,
      env: { ...environment, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
    const ended = Promise.all([closed, stdout, stderr]).then(([code, out, err]) => ({
      code,
      stdout: out,
      stderr: err,
    }));
    return { pid: child.pid ?? 0, ended };
  };

  const alive = (): number => org.standin.control.liveSessions(org.standin.adminUsername);

  /** All that lies in the folders that a program may write to, as one text. */
  const contents = (): string =>
    readdirSync(org.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(trace))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');

  const expectClean = ({ stdout, stderr }: Ended, isTraced: boolean): void => {
    // Their halves too: a log may cut what it writes.
    const secrets = org.standin.control.secrets().flatMap((secret) => [secret.slice(16, 40), secret.slice(-24)]);
    const isSecret = (said: string): boolean => SECRETS.test(said) || secrets.some((secret) => said.includes(secret));
    expect(secrets).to.have.lengthOf.above(4);
    expect([stdout, stderr].filter(isSecret)).to.deep.equal([]);
    expect(isSecret(contents()), 'a secret in a file').to.equal(false);
    if (!isTraced) return;
    const calls = tracedCalls(trace);
    // The watch works: the run's own rows went by.
    expect(calls.filter(({ call }) => call.includes('write')).length).to.be.above(50);
    // A ring that the kernel polls by itself would take writes that are no calls; Node has one only when told to.
    expect(calls.filter(({ text: line }) => line.includes('IORING_SETUP_SQPOLL'))).to.deep.equal([]);
    expect(calls.filter(({ text: line }) => isSecret(line)).map(({ text: line }) => line.slice(0, 200))).to.deep.equal(
      []
    );
  };

  const isTraced = canTrace();

  it(`writes no token anywhere${isTraced ? ', not even for a moment' : ' (no strace here: files are looked at afterwards)'}`, async function () {
    this.timeout(180_000);
    const before = alive();

    const ended = await start('elements sync --target-org sample --reauthenticate --json', {}, isTraced).ended;

    expect(ended.code, ended.stdout + ended.stderr).to.equal(0);
    expect(org.standin.calls()).to.include({ authorize: 1, token: 1, revoke: 1 });
    expect(alive()).to.equal(before);
    expectClean(ended, isTraced);
  });

  it('writes no token from the environment either', async function () {
    this.timeout(180_000);
    const token = org.standin.accessToken();

    const more = { SF_ACCESS_TOKEN: token };
    const ended = await start('elements sync --target-org sample --json', more, isTraced).ended;

    expect(ended.code, ended.stdout + ended.stderr).to.equal(0);
    expect(org.standin.calls()).not.to.have.property('revoke');
    expect(org.standin.control.isLive(token)).to.equal(true);
    expectClean(ended, isTraced);
    const { result } = JSON.parse(ended.stdout) as { result: { username: string } };
    expect(result.username).to.equal(org.standin.adminUsername);
  });

  it('takes a token instead of an alias, and shows it nowhere', async () => {
    const token = org.standin.accessToken();

    const ended = await start(`elements sync --target-org ${token} --json`, {}, false).ended;

    expect(ended.code, ended.stdout + ended.stderr).to.equal(0);
    expectClean(ended, false);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`revokes the token when it is ended by ${signal}`, async () => {
      const before = alive();
      org.standin.control.setDelay('listMetadata', 400);
      const { pid, ended } = start('elements sync --target-org sample --reauthenticate --json', {}, false);
      while (org.standin.calls()['describeMetadata'] === undefined) await new Promise((go) => setTimeout(go, 20));

      process.kill(pid, signal);
      const { code, stdout, stderr } = await ended;
      org.standin.control.setDelay('listMetadata', 0);

      expect(code, stdout + stderr).to.equal(130);
      expect(org.standin.calls()).to.include({ revoke: 1 });
      expect(alive()).to.equal(before);
    });
  }

  for (const [command, moment, operation] of [
    ['sync', 'while the token is on its way', 'token'],
    ['sync', 'before it is known whose the token is', 'userinfo'],
    ['sync', 'while the session is opened', 'versions'],
    ['org check', 'in the middle of the checks', 'limits'],
    ['org connect', 'in the middle of the checks', 'limits'],
  ] as const) {
    it(`revokes the token of "${command}" that is ended ${moment}`, async () => {
      const before = alive();
      org.standin.control.setDelay(operation, 1000);
      const { pid, ended } = start(`elements ${command} --target-org sample --reauthenticate --json`, {}, false);
      while (org.standin.calls()[operation] === undefined) await new Promise((go) => setTimeout(go, 20));

      process.kill(pid, 'SIGINT');
      const { code, stdout, stderr } = await ended;
      org.standin.control.setDelay(operation, 0);

      expect(code, stdout + stderr).to.equal(130);
      expect(org.standin.calls()).to.include({ token: 1, revoke: 1 });
      expect(alive()).to.equal(before);
    });
  }

  it('needs a browser where nobody is there', async () => {
    const missing = { BROWSER: join(org.folder, 'no-browser'), PATH: join(org.folder, 'nothing') };

    const { code, stdout } = await start('elements sync --target-org sample --reauthenticate --json', missing, false)
      .ended;

    expect(code).to.equal(1);
    expect(JSON.parse(stdout)).to.include({ name: 'BrowserUnavailableError' });
  });
});

describe('watching system calls', () => {
  it('sees a secret that is in a file for a moment', function () {
    if (!canTrace()) return this.skip();
    const folder = mkdtempSync(join(projectRoot, '.sf', 'trace-'));
    try {
      const program = `const fs = require('fs'); const p = process.argv[1];
        const secret = 'x!AQ.0123456789ab';
        fs.writeFileSync(p, secret); fs.truncateSync(p); fs.unlinkSync(p);
        fs.promises.writeFile(p, [secret]).then(() => fs.promises.unlink(p)).then(() => { fs.mkdirSync(p + secret); fs.rmdirSync(p + secret); });`;
      const [strace = '', ...args] = traced(folder, [process.execPath, '-e', program, join(folder, 'moment')]);
      // The text of this program holds the secret as well, and would be kept with what is compiled.
      spawnSync(strace, args, { env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' } });

      const found = tracedCalls(folder).filter(({ text: line }) => SECRETS.test(line));

      expect(found.map(({ call }) => call))
        .to.include.members(['write', 'mkdir'])
        .and.have.lengthOf(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
