import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { projectRoot } from '../../scripts/realCli.ts';
import { piecesLeft } from '../secrets/piecesLeft.ts';
import { connectSampleOrg, type ConnectedOrg } from './connectedOrg.ts';
import { run, type Finished } from './pluginProcess.ts';

const PORT = 27_177;
const ALWAYS = { times: Number.POSITIVE_INFINITY };

/** A text that stands nowhere by itself, one for each place. */
const planted = (place: string): string => `planted0${place}7x9Q`;

const SECRETS = [
  'Policy',
  'PolicyQuery',
  'PolicySignature',
  'PolicyPath',
  'Proxy',
  'Backend',
  'PgPassword',
  'Sink',
  'ClientSecret',
  'Url',
  'Query',
  'Cookie',
  'Frontdoor',
  'Location',
  'Json',
  'Token',
].map(planted);

describe('secrets that stand wherever they can', function () {
  this.timeout(180_000);
  let org: ConnectedOrg;
  let environment: NodeJS.ProcessEnv;
  let token: string;
  const ended: Array<Finished & { readonly args: string }> = [];

  before(async () => {
    org = await connectSampleOrg();
    token = org.standin.accessToken();
    writeFileSync(
      join(org.folder, 'sfdx-project.json'),
      JSON.stringify({ packageDirectories: [{ path: '.', default: true }], oauthLocalPort: String(PORT) })
    );
    const file = join(org.environment['HOME'] ?? '', '.sfdx', `${org.standin.adminUsername}.json`);
    const login = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...login, clientId: 'own-app', clientSecret: planted('ClientSecret') }));
    environment = {
      ...org.environment,
      BROWSER: join(projectRoot, 'test', 'endToEnd', 'openUrl.js'),
      PGPASSWORD: planted('PgPassword'),
      SF_ELEMENTS_SINK_TOKEN: planted('Sink'),
      SF_ACCESS_TOKEN: token,
      SF_DISABLE_LOG_FILE: 'false',
      SF_LOG_LEVEL: 'trace',
      CI: '',
    };
  });
  after(() => org.dispose());

  /** What an unkind server, or a proxy before it, says of the request that it got. */
  const echo = (): string =>
    `Refused by proxy.example: {"access_token":"${planted('Json')}","sessionId":"${token}"} ` +
    `<sessionId>${token}</sessionId> https://me:${planted('Url')}@proxy.example/?access_token=${planted('Query')} ` +
    `https://x.example/secur/frontdoor.jsp?sid=${planted('Frontdoor')} for Bearer ${token} with ${token} and ` +
    `Set-Cookie: sid=${planted('Cookie')}; Authorization: Bearer ${token}`;

  const start = async (args: string, more: NodeJS.ProcessEnv = {}): Promise<number | null> => {
    const finished = await run(args.split(' '), { environment: { ...environment, ...more }, cwd: org.folder });
    ended.push({ args, ...finished });
    return finished.code;
  };
  const json = (args: string, more?: NodeJS.ProcessEnv): Promise<number | null> => start(`${args} --json`, more);
  const both = async (args: string, more?: NodeJS.ProcessEnv): Promise<Array<number | null>> => [
    await start(args, more),
    await json(args, more),
  ];

  const said = (text: string): boolean => ended.some(({ stdout, stderr }) => (stdout + stderr).includes(text));

  /** All that lies where the program may write, except logins, which the sf CLI keeps for itself; the store unpacked. */
  const files = (): Array<readonly [path: string, text: string]> =>
    readdirSync(org.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.sfdx'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'latin1') + (path.endsWith('.db') ? unpacked(path) : '')]);

  const expectClean = (): void => {
    const secrets = [...SECRETS, token, ...org.standin.control.secrets()].flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').slice(4, -4),
      secret.slice(-20),
    ]);
    const found = (text: string): string[] => secrets.filter((secret) => text.includes(secret));
    const seen = [
      ...ended.flatMap(({ args, stdout, stderr }) => found(stdout + stderr).map((secret) => `${args}: ${secret}`)),
      ...files().flatMap(([path, text]) => found(text).map((secret) => `${path}: ${secret}`)),
    ];
    expect(seen).to.deep.equal([]);
    for (const { args, stdout, stderr } of ended) {
      const pieces = org.standin.control.secrets().flatMap((secret) => piecesLeft(stdout + stderr, secret));
      expect(pieces, args).to.deep.equal([]);
    }
    // The watch works: what surrounds the secrets came through, and there are logs.
    expect(said('Refused by proxy.example')).to.equal(true);
    expect(files().some(([path, text]) => path.endsWith('.log') && text.length > 0)).to.equal(true);
  };

  it('are not in what a sync that fails or is partial says, keeps and logs', async () => {
    const { control } = org.standin;
    const elsewhere = {
      kind: 'answer',
      status: 302,
      contentType: 'text/html',
      body: echo(),
      headers: { location: `https://x.example/?sid=${planted('Location')}` },
    } as const;

    control.fail('query', { code: 'MALFORMED_QUERY', message: echo() }, ALWAYS);
    const codes = await both('elements sync');
    control.heal();
    // A sync would wait for a better answer.
    control.plan('query', elsewhere, ALWAYS);
    codes.push(await json('elements org check'));
    control.heal();
    // Each of these costs a part, and is written down with the run.
    control.fail('listMetadata', { code: 'INVALID_TYPE', message: echo() }, { ...ALWAYS, match: 'ApexClass' });
    control.fail('toolingQuery', { code: 'MALFORMED_QUERY', message: echo() }, ALWAYS);
    const member = 'CustomObject:Account';
    control.plan('retrieve', { kind: 'leaveOut', member, problem: echo() }, ALWAYS);
    // And in forms that no pattern knows.
    const repeated = { kind: 'echo', code: 'INVALID_TYPE' } as const;
    control.plan('listMetadata', { ...repeated, form: 'hex entities' }, { ...ALWAYS, match: 'Layout' });
    control.plan('listMetadata', { ...repeated, form: 'base64 two further' }, { ...ALWAYS, match: 'Flow' });
    control.plan('listMetadata', { ...repeated, form: 'spaced' }, { ...ALWAYS, match: 'Profile' });
    codes.push(...(await both('elements sync')));
    control.heal();
    codes.push(...(await both('elements org display --target-org sample')));

    expect(codes.slice(0, 3)).to.deep.equal([1, 1, 1]);
    expect(codes.slice(3)).not.to.include(1);
    expect(said('Refused: ')).to.equal(true);
    expectClean();
  });

  it('are not in what other commands say, keep and log', async () => {
    const { control } = org.standin;
    const policy =
      `https://me:${planted('Policy')}@127.0.0.1:9/${planted('PolicyPath')}/p.json` +
      `?token=${planted('PolicyQuery')}&sig=${planted('PolicySignature')}`;
    const named = { SF_ELEMENTS_CORPORATE_POLICY: policy, HTTPS_PROXY: `http://me:${planted('Proxy')}@127.0.0.1:9` };
    const backend = `https://me:${planted('Backend')}@sink.example/?token=${planted('Token')}`;

    control.fail('query', { code: 'MALFORMED_QUERY', message: echo() }, ALWAYS);
    const failed = [await json('elements org check'), ...(await both('elements org connect --target-org sample'))];
    control.heal();
    control.fail('token', { code: 'invalid_grant', message: echo() }, ALWAYS);
    failed.push(await json('elements sync --reauthenticate'));
    control.heal();
    control.plan('token', { kind: 'echo', code: 'invalid_grant', form: 'base64 one further' }, ALWAYS);
    failed.push(...(await both('elements sync --reauthenticate')));
    control.heal();
    control.plan('query', { kind: 'echo', code: 'MALFORMED_QUERY', form: 'percent-encoded twice' }, ALWAYS);
    failed.push(...(await both('elements org check')));
    control.heal();
    const refused = await both('elements sync', { ...named, SF_ACCESS_TOKEN: '' });
    const usage = [
      ...(await both(`elements model list --backend postgres://me:${planted('Backend')}@db.example/model`)),
      await json('elements org list', { SF_ELEMENTS_BACKEND: backend }),
    ];
    const shown = [
      ...(await both('elements policy display', named)),
      // A new one: the first was revoked as soon as a token endpoint's answer held it.
      await json(`elements sync --target-org ${org.standin.accessToken()}`),
      await json('elements sync history'),
    ];
    // Last, because it shows what was written down of the others.
    const audited = await both('elements policy audit', named);

    expect([failed, refused, usage, shown, audited]).to.deep.equal([
      [1, 1, 1, 1, 1, 1, 1, 1],
      [77, 77],
      [2, 2, 2],
      [0, 0, 0, 0],
      [1, 1],
    ]);
    expect(said('https://127.0.0.1:9 (URL #')).to.equal(true);
    expectClean();
  });
});

/** Every text and every inflated blob of a store. */
const unpacked = (path: string): string => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as Array<{
      name: string;
    }>;
    return tables
      .flatMap(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all())
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? inflated(value) : String(value)))
      .join('\n');
  } finally {
    database.close();
  }
};

const inflated = (bytes: Uint8Array): string => {
  try {
    return inflateRawSync(bytes).toString('latin1');
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
};
