import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTrustedAddress, orgAddress } from '../../src/salesforce/login/orgAddress.ts';
import { storedLogin } from '../../src/salesforce/login/storedLogin.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

const ORG = {
  name: 'prod',
  orgId: '00D000000000001EAA',
  username: 'ada@acme.example',
  instanceUrl: 'https://evil.example',
} as const;

const NOTED = 'http://127.0.0.1:8081';
const SAID = 'http://127.0.0.1:8082';
const GLOBAL = 'http://127.0.0.1:8083';

describe('where a token of an org is sent', () => {
  let logins: ScratchLogins;
  let came: string;

  beforeEach(() => {
    logins = scratchLogins();
    came = process.cwd();
  });

  afterEach(() => {
    process.chdir(came);
    logins.remove();
  });

  const write = (path: readonly string[], content: object): void => {
    const file = join(logins.home, ...path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
    StateAggregator.clearInstance();
  };

  const noted = (more: object = {}, username: string = ORG.username): void =>
    write(['.sfdx', `${username}.json`], { username, orgId: ORG.orgId, instanceUrl: NOTED, ...more });

  const globally = (url: string): void => write(['.sf', 'config.json'], { 'org-instance-url': url });

  const address = (
    org: Partial<typeof ORG> | { readonly instanceUrl: string } = {},
    environment: NodeJS.ProcessEnv = {},
    mayBeRefreshed = false
  ): Promise<string> =>
    orgAddress({ ...ORG, ...org }, { environment, mayBeRefreshed }).catch(
      (error: Error) => `${error.name}: ${error.message}`
    );

  it('is nowhere where only the store says it, and the store names no host of Salesforce', async () => {
    const refusal = await address({ instanceUrl: 'https://ada:pw@evil.example/?sig=planted' });

    expect(refusal).to.contain('AddressNotTrustedError').and.to.contain('https://evil.example');
    expect(refusal).to.not.contain('planted').and.not.to.contain('pw@');
  });

  it('is the store’s own address where that is a host of Salesforce', async () => {
    expect(await address({ instanceUrl: 'https://acme.my.salesforce.com/' })).to.equal(
      'https://acme.my.salesforce.com'
    );
  });

  for (const written of [
    'https://acme.my.salesforce.com/?',
    'https://acme.my.salesforce.com/#',
    'https:\\\\acme.my.salesforce.com',
    ' \t https://acme.my.salesforce.com',
    'https://acme。my.salesforce.com',
    'HTTPS://ACME.my.salesforce.com:443',
  ]) {
    it(`is never used as the store wrote it: ${JSON.stringify(written)}`, async () => {
      expect(await address({ instanceUrl: written })).to.equal('https://acme.my.salesforce.com');
    });
  }

  it('is the server alone, whoever says it', async () => {
    expect(await address({}, { SF_ORG_INSTANCE_URL: `${SAID}/a/path?next=x#y` })).to.equal(SAID);
    noted({ instanceUrl: `${NOTED.replace('//', '//ada:pw@')}/home/` });
    expect(await address()).to.equal(NOTED);
  });

  it('is what the sf CLI noted for the user that it knows, whoever the store says', async () => {
    noted();
    const org = { ...ORG, username: 'eve@acme.example', instanceUrl: 'https://evil.my.salesforce.com' };

    expect(await orgAddress(org, { environment: {}, target: ORG.username })).to.equal(NOTED);
    // Of another org nothing is taken.
    noted({ orgId: '00D000000000009EAA' });
    expect(await orgAddress(org, { environment: {}, target: ORG.username })).to.equal(org.instanceUrl);
  });

  it('is what the sf CLI noted at that login, before what the store says', async () => {
    noted();

    expect(await address()).to.equal(NOTED);
    expect(await address({ instanceUrl: 'https://acme.my.salesforce.com' })).to.equal(NOTED);
  });

  it('is not what the sf CLI noted of another org', async () => {
    noted({ orgId: '00D000000000009EAA' });
    expect(await address()).to.contain('AddressNotTrustedError');
    noted({ orgId: undefined });
    expect(await address()).to.contain('AddressNotTrustedError');
  });

  it('is, for a person in the browser, what the sf CLI noted of a sandbox after its refresh', async () => {
    noted({ orgId: '00D000000000009EAA', isSandbox: true });
    expect(await address({}, {}, true)).to.equal(NOTED);
    expect(await address({}, {}, false)).to.contain('AddressNotTrustedError');
    noted({ orgId: '00D000000000009EAA', isSandbox: true, trailExpirationDate: '2030-01-01' });
    expect(await address({}, {}, true)).to.contain('AddressNotTrustedError');
    noted({ orgId: '00D000000000009EAA' });
    expect(await address({}, {}, true)).to.contain('AddressNotTrustedError');
  });

  it('is never what lies outside of the sf CLI’s folder under a username that the store says', async () => {
    noted({}, '../planted');
    const org = { username: '../planted' } as const;

    expect(await address({ ...org } as object)).to.contain('AddressNotTrustedError');
    expect(await storedLogin(org.username)).to.equal(undefined);
    const open = openSession(org.username, { sleep: async () => undefined, random: () => 0 });
    expect(await open.catch((error: Error) => error.name)).to.equal('TokenNotFoundError');
  });

  it('is what the environment says, before all else', async () => {
    noted();
    globally(GLOBAL);

    expect(await address({}, { SF_ORG_INSTANCE_URL: ` ${SAID}/ ` })).to.equal(SAID);
  });

  it('is not what the environment says where that is no address', async () => {
    noted();

    for (const text of ['', ' ', 'acme.my.salesforce.com', 'javascript:alert(1)', 'file:///etc']) {
      expect(await address({}, { SF_ORG_INSTANCE_URL: text }), text).to.equal(NOTED);
    }
  });

  it('is what the global configuration says, where the sf CLI noted nothing', async () => {
    globally(GLOBAL);

    expect(await address()).to.equal(GLOBAL);
    expect(await address({ instanceUrl: 'https://acme.my.salesforce.com' })).to.equal(GLOBAL);
    noted();
    expect(await address()).to.equal(NOTED);
  });

  it('is a login host, which leads to any org, only where nothing names this one', async () => {
    globally('https://test.salesforce.com');

    expect(await address()).to.equal('https://test.salesforce.com');
    expect(await address({ instanceUrl: 'https://acme.my.salesforce.com' })).to.equal('https://acme.my.salesforce.com');
  });

  it('is never what a project’s configuration says, whatever the global one says', async () => {
    const project = join(logins.home, 'project');
    write(['project', 'sfdx-project.json'], { packageDirectories: [{ path: 'force-app' }] });
    write(['project', '.sf', 'config.json'], { 'org-instance-url': 'https://planted.example' });
    write(['project', '.sfdx', 'sfdx-config.json'], { instanceUrl: 'https://planted.example' });
    process.chdir(project);

    expect(await address()).to.contain('AddressNotTrustedError');
    globally(GLOBAL);
    expect(await address()).to.equal(GLOBAL);
  });

  it('is none where the global configuration can not be read', async () => {
    mkdirSync(join(logins.home, '.sf', 'config.json'), { recursive: true });

    expect(await address()).to.contain('AddressNotTrustedError');
  });

  it('is what may be shown as a link', async () => {
    const isShown = (instanceUrl: string, environment: NodeJS.ProcessEnv = {}): Promise<boolean> =>
      isTrustedAddress({ ...ORG, instanceUrl }, { environment });

    expect(await isShown('https://acme.my.salesforce.com')).to.equal(true);
    expect(await isShown(`${NOTED}/`)).to.equal(false);
    expect(await isShown(SAID, { SF_ORG_INSTANCE_URL: SAID })).to.equal(true);
    noted();
    expect(await isShown(`${NOTED}/`)).to.equal(true);
    expect(await isShown(SAID)).to.equal(false);
  });
});
