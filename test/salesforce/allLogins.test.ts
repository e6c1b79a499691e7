import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allLogins, loginsOf } from '../../src/salesforce/login/allLogins.ts';
import { notedIdentity } from '../../src/salesforce/login/notedIdentity.ts';
import { resolveTarget } from '../../src/salesforce/login/resolveTarget.ts';
import { credentialState, storedLogin } from '../../src/salesforce/login/storedLogin.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { rejection } from '../store/contract/factory.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

const ORG = '00D000000000001EAA';

describe('the list of the logins of the sf CLI', () => {
  let logins: ScratchLogins;
  beforeEach(() => {
    logins = scratchLogins();
  });
  afterEach(() => logins.remove());

  const at = (...names: readonly string[]): string => join(logins.home, '.sfdx', ...names);
  const put = (username: string, fields: object = { orgId: ORG, accessToken: 'x' }): void => {
    mkdirSync(dirname(at(username)), { recursive: true });
    writeFileSync(at(`${username}.json`), JSON.stringify(fields));
  };
  const names = async (): Promise<string[]> => (await allLogins()).logins.map(({ username }) => username);

  /** Each a name under which the sf CLI finds a login, though its library lists none but the first. */
  for (const username of [
    'plain@one.example',
    'a/b@x.example',
    'a/b/c/d@x.example',
    'no-dot@localhost',
    'no-at',
    '.hidden@x.example',
    'two@at@x.example',
    'Capital@One.Example',
    'with space@x.example',
    'x@y.example.json',
  ]) {
    it(`has ${username}, as the sf CLI itself finds it`, async () => {
      put(username);

      expect(await names()).to.deep.equal([username]);
      expect(await (await StateAggregator.getInstance()).orgs.hasFile(username)).to.equal(true);
      expect(await credentialState(username)).to.equal('session');
    });
  }

  it('goes by the name of the file, not by the user named in it', async () => {
    put('admin@one.example', { orgId: ORG, refreshToken: 'x', username: 'admin@one.example' });
    put('copy@one.example', { orgId: ORG, refreshToken: 'x', username: 'admin@one.example' });

    expect(await names()).to.deep.equal(['admin@one.example', 'copy@one.example']);
  });

  it('says what is left of each, and of which org it is', async () => {
    put('emptied@one.example', { orgId: ORG });
    put('key@one.example', { privateKey: '/k' });
    put('renewable@one.example', { orgId: ORG.slice(0, 15), refreshToken: 'x' });

    expect((await allLogins()).logins).to.deep.equal([
      { username: 'emptied@one.example', state: 'none', orgId: ORG },
      { username: 'key@one.example', state: 'key' },
      { username: 'renewable@one.example', state: 'renewable', orgId: ORG },
    ]);
  });

  it('takes ids of 15 and of 18 characters for the same org', async () => {
    put('long@one.example');
    put('short@one.example', { orgId: ORG.slice(0, 15), accessToken: 'x' });
    put('other@two.example', { orgId: '00D000000000002EAA', accessToken: 'x' });

    for (const id of [ORG, ORG.slice(0, 15)]) {
      expect((await loginsOf(id)).map(({ username }) => username)).to.deep.equal([
        'long@one.example',
        'short@one.example',
      ]);
    }
  });

  it('leaves out other files that are kept there', async () => {
    put('alias', { orgs: { one: 'x@one.example' } });
    put('key', { service: 'sfdx', account: 'local', key: 'x' });
    put(`${ORG}.sandbox`, { prodOrgUsername: 'x@one.example' });
    put('tools/settings', { a: 1 });
    writeFileSync(at('broken.json'), '{');
    writeFileSync(at('list.json'), '[]');
    writeFileSync(at('x@one.example.txt'), '{"accessToken":"x"}');

    expect(await allLogins()).to.deep.equal({ logins: [], unreadable: [] });
  });

  it('names what can’t be read', async () => {
    put('good@one.example');
    writeFileSync(at('broken@one.example.json'), '{');
    writeFileSync(at('large@one.example.json'), JSON.stringify({ orgId: ORG, accessToken: 'x'.repeat(1_000_001) }));
    mkdirSync(at('sub'));
    symlinkSync('/dev/null', at('sub', 'device@one.example.json'));

    const { logins: found, unreadable } = await allLogins();

    expect(found.map(({ username }) => username)).to.deep.equal(['good@one.example']);
    expect(unreadable.map(({ path, problem }) => [path, problem])).to.have.deep.members([
      [at('broken@one.example.json'), 'it is not valid JSON'],
      [at('large@one.example.json'), 'it is too large for a login'],
      [at('sub', 'device@one.example.json'), 'it is no ordinary file'],
    ]);
  });

  /** None of them is the id of an org: no policy can be matched to such a login. */
  for (const orgId of [
    ORG.toLowerCase(),
    `${ORG.slice(0, 15)}AAA`,
    ` ${ORG}`,
    `${ORG}\n`,
    ORG.slice(0, 14),
    '005000000000001AAA',
    'made-up',
    '',
    7,
    [ORG],
    { id: ORG },
    null,
    true,
  ]) {
    it(`lists a login without an org where its id is ${JSON.stringify(orgId)}`, async () => {
      put('x@one.example', { orgId, accessToken: 'x' });

      expect((await allLogins()).logins).to.deep.equal([{ username: 'x@one.example', state: 'session' }]);
      expect(await storedLogin('x@one.example')).to.not.have.property('orgId');
      expect(await notedIdentity('x@one.example')).to.equal(undefined);
    });
  }

  it('names what can’t be read of a user whom only an alias leads to, and what is too large whatever its name', async () => {
    mkdirSync(at());
    symlinkSync('/dev/null', at('device.json'));
    writeFileSync(at('broken.json'), '{');
    writeFileSync(at('large.json'), JSON.stringify({ orgId: ORG, accessToken: 'x'.repeat(1_000_001) }));
    const paths = async (): Promise<string[]> => (await allLogins()).unreadable.map(({ path }) => path);
    expect(await paths()).to.deep.equal([at('large.json')]);

    const { aliases } = await StateAggregator.getInstance();
    await aliases.setAndSave('one', 'device');
    await aliases.setAndSave('two', 'broken');

    expect(await paths()).to.have.members([at('large.json'), at('device.json'), at('broken.json')]);
  });

  for (const ending of ['.JSON', '.json.JSON', '.Json']) {
    it(`names a login whose file ends with ${ending}, which the sf CLI does not find by that name`, async function () {
      put('plain@one.example');
      const text = JSON.stringify({ orgId: ORG, refreshToken: 'x' });
      writeFileSync(at(`other@one.example${ending}`), text);
      if (existsSync(at(`other@one.example${ending}`.replace(/json$/i, 'json').toLowerCase()))) this.skip();

      expect(await names()).to.deep.equal(['plain@one.example']);
      expect((await allLogins()).unreadable.map(({ path }) => path)).to.deep.equal([at(`other@one.example${ending}`)]);
    });
  }

  it('does not take a file in capitals for the login beside it', async function () {
    put('x@one.example');
    if (existsSync(at('x@one.example.JSON'))) this.skip();
    writeFileSync(at('x@one.example.JSON'), JSON.stringify({ orgId: ORG, refreshToken: 'x' }));

    expect((await allLogins()).logins).to.deep.equal([{ username: 'x@one.example', state: 'session', orgId: ORG }]);
    expect((await allLogins()).unreadable.map(({ path }) => path)).to.deep.equal([at('x@one.example.JSON')]);
  });

  it('names a folder that may not be read', async () => {
    await StateAggregator.getInstance();
    put('sub/x@one.example');
    chmodSync(at('sub'), 0o000);
    chmodSync(logins.home, 0o755);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const { unreadable } = await allLogins();
      expect(unreadable).to.deep.equal([{ path: at('sub'), problem: 'EACCES' }]);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(at('sub'), 0o700);
    }
  });

  it('follows links to folders, but not in a circle', async () => {
    const elsewhere = join(logins.home, 'elsewhere');
    mkdirSync(elsewhere, { recursive: true });
    writeFileSync(join(elsewhere, 'x@one.example.json'), JSON.stringify({ orgId: ORG, accessToken: 'x' }));
    mkdirSync(at('sub'), { recursive: true });
    symlinkSync(elsewhere, at('link'));
    symlinkSync(at(), at('sub', 'back'));
    symlinkSync(join(elsewhere, 'x@one.example.json'), at('linked@one.example.json'));
    symlinkSync('nowhere', at('dangling@one.example.json'));

    expect(await names()).to.deep.equal(['linked@one.example', 'link/x@one.example']);
    expect((await allLogins()).unreadable).to.deep.equal([]);
  });

  it('is empty where the sf CLI has no folder', async () => {
    expect(await allLogins()).to.deep.equal({ logins: [], unreadable: [] });
  });

  it('finds by org id what lies in a subfolder, and what lies beside before that', async () => {
    put('a/b@one.example');
    expect(await resolveTarget(ORG)).to.include({ username: 'a/b@one.example' });

    put('z@one.example');
    expect(await resolveTarget(ORG.slice(0, 15))).to.include({ username: 'z@one.example' });
  });

  it('leaves no way to a login outside of the folder, which no list could name', async () => {
    put('plain@one.example');
    writeFileSync(join(logins.home, 'out@one.example.json'), JSON.stringify({ orgId: ORG, accessToken: 'x' }));
    const username = '../out@one.example';
    const state = await StateAggregator.getInstance();
    expect(await state.orgs.hasFile(username)).to.equal(true);
    await state.aliases.setAndSave('out', username);

    expect(await credentialState(username)).to.equal('none');
    for (const named of [username, 'out']) expect(await resolveTarget(named)).to.deep.equal({ text: named });
    const options = { sleep: () => Promise.resolve(), random: () => 0 };
    expect((await rejection(openSession(username, options))).name).to.equal('TokenNotFoundError');
  });
});
