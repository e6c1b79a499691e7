import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { orgOf } from '../store/builders.ts';
import { rejection } from '../store/contract/factory.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';
import { collaboratorsFor } from '../sync/syncRig.ts';

const BEFORE = '00D000000000001EAA';
const AFTER = '00D000000000002EAA';
const ADDRESS = 'https://acme--dev.sandbox.my.salesforce.com';
const OTHER = 'bob@acme.example.dev';

/** A sandbox that is connected. */
const sandbox = (more: Partial<OrgRecord>): OrgRecord =>
  orgOf('one', {
    orgId: BEFORE,
    group: BEFORE,
    username: 'ada@acme.example.dev',
    instanceUrl: ADDRESS,
    isSandbox: true,
    ...more,
  });

/** Ways in which a sandbox is under the policy by its record. */
const UNDER_POLICY: { readonly [how: string]: Partial<OrgRecord> } = {
  'its own setting': { policies: { 'manual-sync-only': true } },
  'a setting that nobody can understand': { policies: { malformed: true } },
  'the marker that it held': { marked: true },
  'its own setting, though it is disconnected': {
    policies: { 'manual-sync-only': true },
    disconnectedAt: '2026-01-01T00:00:00.000Z',
  },
};

describe('a login of another user to what a refresh made of a sandbox', () => {
  let logins: ScratchLogins;
  let asked: string[];

  before(() => {
    logins = scratchLogins();
  });
  after(() => logins.remove());
  beforeEach(() => {
    asked = [];
  });

  const sessionOf = (organization: object, instanceUrl: string): OrgSession =>
    ({
      username: OTHER,
      instanceUrl,
      apiVersion: '67.0',
      renewals: () => 0,
      get: (path: string) => {
        asked.push(/FROM \w+/.exec(decodeURIComponent(path))?.[0] ?? path);
        return Promise.resolve({ done: true, records: path.includes('Organization') ? [organization] : [] });
      },
      postSoap: () => {
        asked.push('listMetadata');
        return Promise.reject(new Error('nothing more is asked'));
      },
      end: () => Promise.resolve([]),
      sleep: () => Promise.resolve(),
      random: () => 0.5,
    }) as unknown as OrgSession;

  const connect = async (
    record: OrgRecord,
    organization: object = {},
    instanceUrl = ADDRESS
  ): Promise<{ readonly error: Error; readonly orgs: OrgRecord[] }> => {
    const store = createMemoryStore();
    await store.saveOrg(record);
    const told = { Id: AFTER, Name: 'Acme', IsSandbox: true, OrganizationType: 'Developer Edition', ...organization };
    const session = sessionOf(told, instanceUrl);
    const collaborators = { ...collaboratorsFor(store), connect: () => Promise.resolve(session) };
    const error = await rejection(
      connectOrg({ username: OTHER, actor: 'ada', acceptRefresh: true }, collaborators).then(() => {
        throw new Error('connected');
      })
    );
    return { error, orgs: await store.orgs({ all: true }) };
  };

  for (const [how, more] of Object.entries(UNDER_POLICY)) {
    it(`asks which org it is and no more where that is under the policy by ${how}`, async () => {
      const record = sandbox(more);

      const { error, orgs } = await connect(record);

      expect(error.name).to.equal('ManualSyncOnlyError');
      expect(asked).to.deep.equal(['FROM Organization']);
      expect(orgs).to.deep.equal([record]);
    });
  }

  it('goes on where the sandbox is under no policy', async () => {
    await connect(sandbox({}));

    expect(asked.length).to.be.greaterThan(1);
  });

  for (const [what, organization, instanceUrl] of [
    ['another sandbox', {}, 'https://acme--test.sandbox.my.salesforce.com'],
    ['a scratch org', { TrialExpirationDate: '2026-02-01T00:00:00.000Z' }, ADDRESS],
    ['a production org', { IsSandbox: false }, 'https://acme.my.salesforce.com'],
  ] as const) {
    it(`goes on where it has led to ${what}, which is no refresh of it`, async () => {
      await connect(sandbox({ marked: true }), organization, instanceUrl);

      expect(asked.length).to.be.greaterThan(1);
    });
  }
});
