import { expect } from 'chai';
import { identify, readSyncUser } from '../../src/salesforce/calls/identity.ts';
import { tokenOwner } from '../../src/salesforce/login/tokenOwner.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';

const LONG = 'é\u{1F600}'.repeat(5_000_000);

const session = (row: object): OrgSession =>
  ({
    apiVersion: '66.0',
    username: 'ada@example.com',
    random: () => 0.5,
    sleep: async () => undefined,
    get: async (path: string) =>
      path.includes('describe') ? { fields: [{ name: 'Id' }] } : { records: [row], done: true, totalSize: 1 },
  }) as unknown as OrgSession;

describe('what an org says of itself', () => {
  it('is cut to what can be kept and shown, at a whole character', async () => {
    const row = { Id: '00D000000000001AAA', Name: LONG, OrganizationType: LONG, NamespacePrefix: LONG };
    const dates = { TrialExpirationDate: LONG, TimeZoneSidKey: LONG };

    const { orgId, isSandbox, ...texts } = await identify(session({ ...row, ...dates, IsSandbox: true }));

    expect({ orgId, isSandbox }).to.deep.equal({ orgId: '00D000000000001EAA', isSandbox: true });
    expect(Object.keys(texts).sort()).to.deep.equal([
      'edition',
      'name',
      'namespace',
      'timeZone',
      'trialExpirationDate',
    ]);
    for (const text of Object.values(texts)) {
      expect(text).to.have.lengthOf.within(250, 255);
      expect(text.isWellFormed()).to.equal(true);
    }
  });

  it('is cut in the same way of its user', async () => {
    const { timeZone } = await readSyncUser(session({ Id: LONG, TimeZoneSidKey: LONG }));

    expect(timeZone).to.have.lengthOf.within(250, 255);
  });

  it('is cut in the same way of the owner of a token', async () => {
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(JSON.stringify({ user_id: '', preferred_username: LONG, organization_id: LONG }));
    };
    const owner = await tokenOwner(
      { accessToken: 'x', instanceUrl: 'https://acme.my.salesforce.com' },
      async () => ({ status: 200, headers: {}, body: body() }),
      { sleep: async () => undefined, random: () => 0.5 }
    );

    expect(owner.username).to.have.lengthOf.within(250, 255);
    expect(owner.orgId).to.have.lengthOf.within(250, 255);
  });
});
