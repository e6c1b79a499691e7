import { expect } from 'chai';
import type { OpenBackend } from '../../src/cli/backend/openBackend.ts';
import { chooseLogin } from '../../src/cli/login/chooseLogin.ts';
import { removeCredential } from '../../src/salesforce/login/removeCredential.ts';
import { resolveTarget } from '../../src/salesforce/login/resolveTarget.ts';
import { orgIdOfToken } from '../../src/salesforce/login/tokenOwner.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { orgOf } from '../store/builders.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

const TOKEN = '00D000000000002!AQ.planted';

describe('choosing how to log in', () => {
  let standin: Standin;
  let logins: ScratchLogins;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });

  after(() => standin.stop());

  beforeEach(async () => {
    logins = scratchLogins();
    await logins.saveSession(standin);
  });

  afterEach(() => logins.remove());

  const screen = { logToStderr: () => undefined, warn: () => undefined };

  type Given = {
    readonly isManual?: boolean;
    readonly reauthenticate?: boolean;
    readonly target?: string;
    readonly token?: string;
  };

  const choose = async ({ isManual = false, reauthenticate = false, target, token }: Given): Promise<string> => {
    const org: OrgRecord = {
      ...orgOf('one'),
      username: standin.adminUsername,
      policies: isManual ? { 'manual-sync-only': true } : {},
    };
    const backend = { readPolicies: async () => Promise.resolve(corporateReadings()) } as unknown as OpenBackend;
    const { credential } = await chooseLogin(
      backend,
      {
        org,
        target: await resolveTarget(target ?? standin.adminUsername),
        reauthenticate,
        apiVersion: undefined,
        environment: token === undefined ? {} : { SF_ACCESS_TOKEN: token },
      },
      screen
    );
    return credential;
  };

  it('takes what the sf CLI stores, whatever the environment says', async () => {
    expect(await choose({})).to.equal('stored');
    expect(await choose({ token: TOKEN })).to.equal('stored');
  });

  it('takes the token of the environment where nothing is stored, or where what is stored is forbidden', async () => {
    expect(await choose({ isManual: true, token: TOKEN })).to.equal('environment');
    expect(await choose({ isManual: true, token: ' ' })).to.equal('stored');
    await removeCredential(standin.adminUsername, { revoke: false });
    expect(await choose({ token: TOKEN })).to.equal('environment');
    expect(await choose({})).to.equal('stored');
  });

  it('takes a token that the target is', async () => {
    expect(await choose({ target: TOKEN })).to.equal('environment');
  });

  it('takes the browser before all of them', async () => {
    expect(await choose({ reauthenticate: true, token: TOKEN })).to.equal('fresh');
  });

  it('sends nothing to where only a store says that the org is', async () => {
    const logIn = async (more: NodeJS.ProcessEnv, reauthenticate = false): Promise<Error> => {
      const org = {
        ...orgOf('one'),
        orgId: orgIdOfToken(TOKEN) ?? '',
        instanceUrl: standin.url,
        username: 'a@unknown.example',
      };
      const { connect } = await chooseLogin(
        { readPolicies: async () => Promise.resolve(corporateReadings()) } as unknown as OpenBackend,
        {
          org,
          target: { text: org.username },
          reauthenticate,
          apiVersion: undefined,
          environment: { SF_ACCESS_TOKEN: TOKEN, ...more },
        },
        screen
      );
      return (connect ?? expect.fail())(org.username).then(
        () => expect.fail('a login was to fail'),
        (error: Error) => error
      );
    };
    standin.forgetRequests();

    expect(await logIn({})).to.include({ name: 'AddressNotTrustedError' });
    expect(await logIn({}, true)).to.include({ name: 'AddressNotTrustedError' });
    expect(standin.requests()).to.deep.equal([]);
    expect((await logIn({ SF_ORG_INSTANCE_URL: standin.url })).name).to.equal('TokenExpiredError');
    expect(standin.requests()).to.not.deep.equal([]);
  });

  it('keeps a token that stands for an org out of the name of it', async () => {
    const { text, orgId, username } = await resolveTarget(TOKEN);

    expect({ text, orgId, username }).to.deep.equal({
      text: '00D000000000002EAA',
      orgId: '00D000000000002EAA',
      username: undefined,
    });
  });
});
