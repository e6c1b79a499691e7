import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGuard, policyFor, whoDecides } from '../../src/policy/createGuard.ts';
import { settingsOnly } from '../../src/policy/findWeaknesses.ts';
import { readPolicies, type CorporatePlaces, type PolicyReading } from '../../src/policy/readPolicies.ts';
import { namedPolicyFiles, parsePolicyLocation, readPolicySetting } from '../../src/policy/policyLocation.ts';
import { hideSent } from '../../src/secrets/liveSecrets.ts';
import { printable } from '../../src/redact.ts';

const ON = '{"version":1,"policies":{"manual-sync-only":"on"}}';
const OFF = '{"version":1,"policies":{"manual-sync-only":"off"}}';

describe('readCorporatePolicy', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const places = (changes: Partial<CorporatePlaces> = {}): CorporatePlaces => ({
    systemFile: join(folder, 'etc', 'policy.json'),
    environment: {},
    workingFolder: folder,
    configFiles: [],
    stores: [],
    known: async () => Promise.resolve([]),
    fetch: async () => Promise.reject(new Error('nothing should be fetched')),
    ...changes,
  });

  const corporate = async (asked: CorporatePlaces): Promise<readonly PolicyReading[]> =>
    (await readPolicies(asked)).corporate;

  const problems = async (changes: Partial<CorporatePlaces>): Promise<Array<string | undefined>> =>
    (await corporate(places(changes))).map((reading) => reading.statement.problem);

  it('finds nothing where nothing is named', async () => {
    expect(await corporate(places({ environment: { SF_ELEMENTS_CORPORATE_POLICY: ' ' } }))).to.deep.equal([]);
  });

  it('reads the system-wide file', async () => {
    await mkdir(join(folder, 'etc'));
    await writeFile(join(folder, 'etc', 'policy.json'), ON);
    expect(await corporate(places())).to.deep.equal([
      { where: join(folder, 'etc', 'policy.json'), statement: { values: { 'manual-sync-only': true } } },
    ]);
  });

  it('has a problem with a system-wide file that is there but can not be read', async () => {
    await writeFile(join(folder, 'file'), OFF);
    expect(await problems({ systemFile: join(folder, 'file', 'policy.json') })).to.deep.equal([
      "it can't be read (ENOTDIR)",
    ]);
    expect(await problems({ systemFile: folder })).to.deep.equal(['it is not a file']);
  });

  it('has a problem with a system-wide file that the user may not read', async function () {
    if (process.getuid?.() === 0) this.skip();
    const path = join(folder, 'secret.json');
    await writeFile(path, OFF);
    await chmod(path, 0);
    expect(await problems({ systemFile: path })).to.deep.equal(["it can't be read (EACCES)"]);
  });

  it('has a problem with links that lead nowhere', async () => {
    await symlink(join(folder, 'gone'), join(folder, 'link.json'));
    await symlink(join(folder, 'gone'), join(folder, 'linked'));
    expect(await problems({ systemFile: join(folder, 'link.json') })).to.have.length(1);
    expect(await problems({ systemFile: join(folder, 'linked', 'policy.json') })).to.have.length(1);
  });

  it('does not wait for who would write into a pipe', async function () {
    const pipe = join(folder, 'pipe.json');
    if (spawnSync('mkfifo', [pipe]).status !== 0) this.skip();
    expect(await problems({ systemFile: pipe })).to.deep.equal(['it is not a file']);
    await symlink(pipe, join(folder, 'linked.json'));
    expect(await problems({ systemFile: join(folder, 'linked.json') })).to.deep.equal(['it is not a file']);
  });

  it('has a problem with a file of more than 1 MB', async () => {
    await writeFile(join(folder, 'large.json'), OFF + ' '.repeat(1_000_000));
    expect(await problems({ systemFile: join(folder, 'large.json') })).to.deep.equal(['it is larger than 1 MB']);
  });

  it('has a problem with a named file that does not exist', async () => {
    expect(await problems({ environment: { SF_ELEMENTS_CORPORATE_POLICY: 'gone.json' } })).to.deep.equal([
      'it does not exist',
    ]);
  });

  it('adds up environment, local and global setting, each relative to its own place', async () => {
    await mkdir(join(folder, 'project'));
    await writeFile(join(folder, 'here.json'), OFF);
    await writeFile(join(folder, 'project', 'there.json'), ON);
    await writeFile(join(folder, 'local.json'), '{"elements-corporate-policy":"there.json","target-org":"x"}');
    await writeFile(join(folder, 'global.json'), '{"target-org":"x"}');
    const readings = await corporate(
      places({
        environment: { SF_ELEMENTS_CORPORATE_POLICY: 'here.json' },
        configFiles: [
          { path: join(folder, 'local.json'), base: join(folder, 'project'), isProjects: true },
          { path: join(folder, 'global.json'), base: folder, isProjects: false },
        ],
      })
    );
    expect(readings.map((reading) => reading.statement)).to.deep.equal([
      { values: { 'manual-sync-only': false } },
      { values: { 'manual-sync-only': true } },
    ]);
    // What a project says is in force, and no proof.
    expect(readings.map(({ isProjects }) => isProjects)).to.deep.equal([undefined, true]);
    expect(readings[1]?.where)
      .to.contain(join(folder, 'project', 'there.json'))
      .and.to.contain('local.json');
  });

  it('has a problem with a config file that does not parse, and with a setting that is no text', async () => {
    await writeFile(join(folder, 'broken.json'), '{"elements-corporate-policy":');
    await writeFile(join(folder, 'number.json'), '{"elements-corporate-policy":1}');
    const configFiles = ['broken.json', 'number.json', 'absent.json'].map((name) => ({
      path: join(folder, name),
      base: folder,
      isProjects: false,
    }));
    expect(await problems({ configFiles })).to.have.length(2);
  });

  it('asks stores, is silent about one that does not exist, and has a problem with one that fails', async () => {
    const readings = await corporate(
      places({
        stores: [
          {
            where: 'sqlite:a',
            read: async () => Promise.resolve({ corporate: { 'manual-sync-only': true, unknown: false }, orgs: [] }),
          },
          { where: 'sqlite:b', read: async () => Promise.resolve(undefined) },
          { where: 'postgres://u:planted@c', read: async () => Promise.reject(new Error('no password=planted')) },
        ],
      })
    );
    expect(readings.map((reading) => reading.statement.problem !== undefined)).to.deep.equal([false, true]);
    expect(readings[0]?.statement).to.deep.equal({ values: { 'manual-sync-only': true } });
    expect(JSON.stringify(readings)).not.to.contain('planted');
  });

  describe('from a URL', () => {
    const answering =
      (answers: { readonly [url: string]: () => Response }, asked: RequestInit[] = []): CorporatePlaces['fetch'] =>
      async (url, init) => {
        asked.push(init);
        const answer = answers[url.href];
        return answer === undefined ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(answer());
      };
    const redirect = (location: string) => (): Response => new Response(null, { status: 302, headers: { location } });
    const from = (url: string, fetch: CorporatePlaces['fetch']) =>
      corporate(places({ environment: { SF_ELEMENTS_CORPORATE_POLICY: url }, fetch }));

    it('reads it', async () => {
      const readings = await from(
        'https://corp.example/p',
        answering({ 'https://corp.example/p': () => new Response(OFF) })
      );
      expect(readings[0]?.statement).to.deep.equal({ values: { 'manual-sync-only': false } });
    });

    it('follows a redirect within the origin and none to another', async () => {
      const fetch = answering({
        'https://corp.example/old': redirect('/new'),
        'https://corp.example/new': () => new Response(OFF),
        'https://corp.example/out': redirect('https://other.example/new'),
        'https://corp.example/plain': redirect('http://corp.example/new'),
        'https://corp.example/loop': redirect('/loop'),
        'https://other.example/new': () => new Response(OFF),
        'http://corp.example/new': () => new Response(OFF),
      });
      expect((await from('https://corp.example/old', fetch))[0]?.statement).to.have.property('values');
      for (const path of ['out', 'plain', 'loop']) {
        expect((await from(`https://corp.example/${path}`, fetch))[0]?.statement, path).to.have.property('problem');
      }
    });

    it('sends a password of the URL as a header and never shows it', async () => {
      const asked: RequestInit[] = [];
      const fetch = answering({ 'https://corp.example/p': () => new Response('', { status: 401 }) }, asked);
      const readings = await from('https://me:planted@corp.example/p', fetch);
      expect(asked[0]?.headers).to.deep.equal({ authorization: `Basic ${btoa('me:planted')}` });
      expect(readings[0]?.statement).to.have.property('problem').that.contains('401');
      expect(JSON.stringify(readings)).not.to.contain('planted');
    });

    for (const url of [
      'https://corp.example/p?sig=planted',
      'https://corp.example/p?X-Amz-Signature=planted&x=1',
      'https://corp.example/planted/p.json',
      'https://planted:planted@corp.example/p',
      'https:planted:planted@corp.example/p',
      'https:\\\\planted:planted@corp.example/p',
      'http://planted:planted@corp.example/p',
      'https://planted:planted/1@corp.example',
      'https://planted:plan ted@[planted/p',
      'planted:planted@corp.example/p',
      'planted_1:planted@corp.example/p',
      '//planted:planted@corp.example/p',
      'ftp://planted:planted@corp.example/p',
    ]) {
      it(`shows no secret of ${url.replaceAll('planted', '…')}, whether it is read or not`, async () => {
        const named = join(folder, 'config.json');
        await writeFile(named, JSON.stringify({ 'elements-corporate-policy': url }));
        for (const fetch of [
          async () => new Response(ON),
          async () => new Response('', { status: 403 }),
          async () => Promise.reject(new Error(`connect ${url}`)),
        ]) {
          const changes = { fetch, configFiles: [{ path: named, base: folder, isProjects: true }] };
          const environment = { SF_ELEMENTS_CORPORATE_POLICY: url };
          const readings = await readPolicies(places({ environment, ...changes }));
          const policy = policyFor('manual-sync-only', { policies: {}, marked: false }, readings);
          const guard = createGuard(
            async () => readings,
            async () => ['manager']
          );
          const asked = { policies: {}, marked: false, name: 'org' };
          const refusal = await guard.allow('sync', asked, { trigger: 'manual', credential: 'stored' });
          const message = refusal.allowed ? '' : refusal.error.message;
          const shown = JSON.stringify([readings, policy, whoDecides(policy), settingsOnly(readings, '/x'), message]);
          expect(shown).not.to.contain('planted');
          expect(shown.match(/URL #[0-9a-f]{8}/g)?.length).to.be.greaterThan(2);
          expect(refusal.allowed).to.equal(false);
        }
      });
    }

    it('quotes nothing of what a server answers but the names of policies', async () => {
      const url = 'https://corp.example/planted1/p?sig=planted2';
      for (const answer of [
        { planted1: 'on' },
        { version: 1, policies: { 'manual-sync-only': 'off', planted1: 'on' } },
        { version: 1, policies: { 'manual-sync-only': 'planted2' } },
        { version: 'planted1', policies: {} },
        { version: 1, policies: 'planted1' },
        { version: 1, policies: {}, planted2: { planted1: [] } },
        { $schema: ['planted1'], 'manual-sync-only': 'off' },
        'planted1',
        ['planted2'],
      ]) {
        const fetch = answering({ [url]: () => new Response(JSON.stringify(answer), { statusText: 'planted1' }) });
        const readings = await from(url, fetch);
        expect(readings[0]?.statement, JSON.stringify(answer)).to.have.property('problem');
        expect(JSON.stringify(readings), JSON.stringify(answer)).not.to.contain('planted');
      }
      const refused = answering({ [url]: () => new Response('planted1', { status: 500, statusText: 'planted2' }) });
      expect(JSON.stringify(await from(url, refused))).not.to.contain('planted');
      const moved = answering({ [url]: redirect('https://other.example/planted1') });
      expect(JSON.stringify(await from(url, moved))).not.to.contain('planted');
      for (const reason of ['getaddrinfo ENOTFOUND planted1', 'certificate of planted2', `Invalid URL: ${url}`]) {
        const broken = async (): Promise<Response> => Promise.reject(new Error(reason, { cause: new Error(reason) }));
        expect(JSON.stringify(await from(url, broken)), reason).not.to.contain('planted');
      }
    });

    it('hides nothing in other texts: no marker, no date, no name of XML and no policy', async () => {
      const words = [
        'Elements_Manual_Sync_Only_q9Z4x',
        '2026-11-30T19q9Z4',
        'lastModifiedDate7x',
        'access-token-sync-1x',
      ];
      for (const word of words) {
        const url = `https://me:${word}@corp.example/${word}/p?sig=${word}`;
        const plain = `https://corp.example/${word}/p?sig=${word}`;
        const moved = `https://corp.example/p?sig=${word}`;
        const readings = await from(url, answering({ [plain]: redirect(moved), [moved]: () => new Response(OFF) }));

        expect(readings[0]?.statement).to.have.property('values');
        expect(JSON.stringify(readings)).not.to.contain(word);
        const text = `<fullName>${word.slice(0, -3)}</fullName> ${word}`;
        expect([hideSent(text), printable(text)]).to.deep.equal([text, text]);
      }
    });

    it('is asked once for decisions that follow each other, also where it does not answer', async () => {
      let asked = 0;
      const fetch = async (): Promise<Response> => Promise.reject(new TypeError(`no ${String((asked += 1))}`));
      for (let turn = 0; turn < 2; turn += 1) {
        expect((await from('https://corp.example/p', fetch))[0]?.statement).to.have.property('problem');
      }
      expect(asked).to.equal(1);
    });

    it('is known again by its origin and its hash', async () => {
      const url = 'https://corp.example/p?sig=planted';
      const [reading] = await from(url, answering({ [url]: () => new Response(ON) }));
      const hash = createHash('sha256').update(url).digest('hex').slice(0, 8);
      expect(reading?.where).to.equal(`https://corp.example (URL #${hash}) (named by SF_ELEMENTS_CORPORATE_POLICY)`);
    });

    it('has a problem with http, with no answer, and with too large an answer', async () => {
      const fetch = answering({ 'https://corp.example/large': () => new Response(OFF + ' '.repeat(1_000_000)) });
      expect((await from('http://corp.example/p', fetch))[0]?.statement.problem).to.contain('https');
      expect((await from('https://corp.example/p', fetch))[0]?.statement.problem).to.contain('fetched');
      expect((await from('https://corp.example/large', fetch))[0]?.statement.problem).to.contain('1 MB');
    });
  });
});

describe('parsePolicyLocation', () => {
  it('takes paths from the base and from the home folder', () => {
    expect(parsePolicyLocation('a/p.json', '/base')).to.deep.equal({ kind: 'file', path: '/base/a/p.json' });
    expect(parsePolicyLocation('~/p.json', '/base')).to.deep.equal({ kind: 'file', path: join(homedir(), 'p.json') });
    expect(parsePolicyLocation('/p.json', '/base')).to.deep.equal({ kind: 'file', path: '/p.json' });
  });

  it('trusts no other scheme than https', () => {
    for (const text of ['http://x/p', 'file:///p', 'ftp://x/p', 'https://', 'data:application/json,{}']) {
      expect(parsePolicyLocation(text, '/base').kind, text).to.equal('unusable');
    }
  });
});

const SECRET = 'planted';

describe('a setting that is nearly a URL', () => {
  for (const text of [
    `https ://u:${SECRET}@h/x`,
    `"https://u:pw@h/${SECRET}"`,
    `'https://h/${SECRET}'`,
    `"${SECRET}"`,
    `${SECRET}@host/x`,
    `https//h/${SECRET}`,
    `https;//h/${SECRET}`,
    `https%3A%2F%2Fh%2F${SECRET}`,
    `127.0.0.1:8443/${SECRET}`,
    `./https://h/${SECRET}`,
  ]) {
    it(`is no path, and is not shown: ${text.replaceAll(SECRET, '…')}`, async () => {
      expect(parsePolicyLocation(text, '/base').kind).to.equal('unusable');
      const environment = { SF_ELEMENTS_CORPORATE_POLICY: text };
      const settings = { environment, workingFolder: '/base', configFiles: [] };
      const fetch = async (): Promise<Response> => Promise.reject(new Error('not in this test'));
      const known = async (): Promise<[]> => Promise.resolve([]);
      const { corporate: readings } = await readPolicies({
        ...settings,
        systemFile: '/none',
        stores: [],
        known,
        fetch,
      });
      expect(readings[0]?.statement).to.have.property('problem');
      expect(JSON.stringify(readings)).not.to.contain(SECRET);
      expect(await namedPolicyFiles(settings)).to.deep.equal([]);
    });
  }

  it('is a path where it begins like one', () => {
    for (const text of [
      "/home/o'brien/p.json",
      '/home/ada@corp.example/p.json',
      './a@b.json',
      'a b/p.json',
      'p.json',
    ]) {
      expect(parsePolicyLocation(text, '/base').kind, text).to.equal('file');
    }
  });
});

describe('a config file in which the policy setting is looked for', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps no command waiting when it is a pipe or leads to a device, and fills no memory', async function () {
    if (process.platform === 'win32') this.skip();
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'zero'));
    symlinkSync(join(folder, 'pipe'), join(folder, 'to-pipe'));
    writeFileSync(join(folder, 'large'), `{"elements-corporate-policy":"${'x'.repeat(1_000_001)}"}`);
    for (const [name, problem] of [
      ['pipe', 'not a file'],
      ['zero', 'not a file'],
      ['to-pipe', 'not a file'],
      ['large', 'larger'],
    ] as const) {
      expect((await readPolicySetting(join(folder, name))).problem, name).to.include(problem);
    }
  });

  it('may be a link to a file', async function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(join(folder, 'real.json'), '{"elements-corporate-policy":"/p.json"}');
    symlinkSync(join(folder, 'real.json'), join(folder, 'config.json'));
    expect(await readPolicySetting(join(folder, 'config.json'))).to.deep.equal({ value: '/p.json' });
    expect(await readPolicySetting(join(folder, 'none.json'))).to.deep.equal({});
  });
});
