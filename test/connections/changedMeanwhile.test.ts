import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { disconnectOrg } from '../../src/connections/disconnectOrg.ts';
import { groupSandboxes } from '../../src/connections/groupSandboxes.ts';
import { adoptRefreshedSandbox, refreshOrg } from '../../src/connections/refreshOrg.ts';
import { setOrgPolicy } from '../../src/connections/setPolicy.ts';
import { updateOrg } from '../../src/connections/updateOrg.ts';
import type { Collaborators } from '../../src/engine/contract.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';
import { orgOf } from '../store/builders.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';
import { collaboratorsFor } from '../sync/syncRig.ts';

const PRODUCTION = '00D000000000001EAA';
const SANDBOX = '00D000000000002EAA';
const REFRESHED = '00D000000000003EAA';
const ADDRESS = 'https://acme--dev.sandbox.my.salesforce.com';

const one = orgOf('one', {
  orgId: SANDBOX,
  group: SANDBOX,
  alias: 'dev',
  username: 'ada@acme.example.dev',
  instanceUrl: ADDRESS,
  isSandbox: true,
});

/** An org that says who it is, and which sandboxes it has; `asked` is called with each question. */
const sessionOf = (
  { orgId, isSandbox, username }: { readonly orgId: string; readonly isSandbox: boolean; readonly username: string },
  asked: (question: string) => Promise<unknown>
): OrgSession =>
  ({
    username,
    instanceUrl: ADDRESS,
    apiVersion: '67.0',
    get: async (path: string) => {
      const question = decodeURIComponent(path);
      await asked(question);
      const organization = { Id: orgId, Name: 'Acme', IsSandbox: isSandbox, OrganizationType: 'Enterprise Edition' };
      const records = question.includes('FROM Organization')
        ? [organization]
        : question.includes('SandboxProcess')
          ? [{ SandboxName: 'dev', SandboxOrganization: SANDBOX }]
          : [];
      return { done: true, records };
    },
    postSoap: () => Promise.reject(new Error('nothing more is asked')),
    end: () => Promise.resolve([]),
    sleep: () => Promise.resolve(),
    random: () => 0.5,
  }) as unknown as OrgSession;

type Rig = { readonly store: Store; readonly collaborators: Collaborators };

/** The policy would forbid a stored login; that is not what these tests are about. */
const AFRESH = { trigger: 'manual', credential: 'fresh' } as const;

const connect =
  (change: { readonly alias?: string; readonly orgId?: string; readonly username?: string }) =>
  ({ collaborators }: Rig): Promise<unknown> => {
    const { orgId = SANDBOX, username = one.username, alias } = change;
    const session = sessionOf({ orgId, isSandbox: orgId !== PRODUCTION, username }, () => Promise.resolve());
    const request = { username, actor: 'ada', context: AFRESH, acceptRefresh: true, ...(alias ? { alias } : {}) };
    return connectOrg(request, { ...collaborators, connect: () => Promise.resolve(session) });
  };

/** Everything that changes a record after it has read it. */
const WAYS: { readonly [way: string]: (rig: Rig, org: OrgRecord) => Promise<unknown> } = {
  'connects the org again': connect({}),
  'connects it as another user': connect({ username: 'bob@acme.example.dev' }),
  'connects what a refresh made of it': connect({ orgId: REFRESHED }),
  'gives its alias to another org': connect({ orgId: PRODUCTION, username: 'ada@acme.example', alias: 'dev' }),
  'puts it into the group of its production org': ({ store }) => {
    const identity = { orgId: PRODUCTION, name: 'Acme', edition: '', isSandbox: false };
    const session = sessionOf({ ...identity, username: 'ada@acme.example' }, () => Promise.resolve());
    return groupSandboxes(session, identity, store);
  },
  'notes what the org says of itself': ({ store }) =>
    refreshOrg(store, 'one', { orgId: SANDBOX, name: 'New', edition: '', isSandbox: true }, { instanceUrl: ADDRESS }),
  'goes on with what a refresh made of it': ({ collaborators }, org) => {
    const found = { identity: { orgId: REFRESHED, isSandbox: true }, username: org.username, instanceUrl: ADDRESS };
    return adoptRefreshedSandbox({ org, actor: 'ada', trigger: 'manual', acceptRefresh: true }, found, collaborators);
  },
  'changes its settings': ({ collaborators }, org) =>
    updateOrg(
      { org, settings: { linkTarget: 'classic' }, actor: 'ada', readings: corporateReadings(), timezone: 'UTC' },
      collaborators
    ),
  'sets another policy': ({ collaborators }, org) =>
    setOrgPolicy(
      { org, values: { 'access-token-sync': false }, actor: 'ada', from: 'here', readings: corporateReadings() },
      collaborators
    ),
  'disconnects it': ({ collaborators }, org) => disconnectOrg({ org, erase: false, actor: 'ada' }, collaborators),
};

describe('a policy that another program sets in the middle', () => {
  let logins: ScratchLogins;
  let inner: Store;

  before(() => {
    logins = scratchLogins();
  });
  after(() => logins.remove());
  beforeEach(async () => {
    inner = createMemoryStore();
    await inner.saveOrg(one);
  });

  const setPolicy = (): Promise<unknown> =>
    inner.changeOrg('one', (org) => org && { ...org, policies: { ...org.policies, 'manual-sync-only': true } });

  /** Sets it at the last moment before anything of the record is written. */
  const rigOf = (): Rig => {
    const store: Store = {
      ...inner,
      saveOrg: async (org) => {
        await setPolicy();
        await inner.saveOrg(org);
      },
      changeOrg: async (...change) => {
        await setPolicy();
        return inner.changeOrg(...change);
      },
      eraseOrg: async (...erase) => {
        await setPolicy();
        return inner.eraseOrg(...erase);
      },
    };
    return { store, collaborators: collaboratorsFor(store) };
  };

  for (const [way, change] of Object.entries(WAYS)) {
    it(`stays where a command ${way}`, async () => {
      const before = JSON.stringify(await inner.org('one'));

      await change(rigOf(), one);

      const after = await inner.org('one');
      expect(after?.policies).to.include({ 'manual-sync-only': true });
      expect(JSON.stringify({ ...after, policies: {} }), 'that it did anything').not.to.equal(
        way === 'sets another policy' ? '' : before
      );
    });
  }

  it('stays where a command connects the org, and waits for its answers', async () => {
    const session = sessionOf({ orgId: SANDBOX, isSandbox: true, username: one.username }, (question) =>
      question.includes('FROM User') ? setPolicy() : Promise.resolve()
    );
    const collaborators = { ...collaboratorsFor(inner), connect: () => Promise.resolve(session) };

    await connectOrg({ username: one.username, actor: 'ada', context: AFRESH }, collaborators);

    expect((await inner.org('one'))?.policies).to.deep.equal({ 'manual-sync-only': true });
  });

  it('goes on with the org that is connected again after it was erased', async () => {
    const { collaborators } = rigOf();
    await disconnectOrg({ org: one, erase: true, actor: 'ada' }, collaborators);
    expect(await inner.orgs({ all: true })).to.deep.equal([]);

    await connect({})({ store: inner, collaborators: collaboratorsFor(inner) });

    expect((await inner.orgs())[0]?.policies).to.deep.equal({ 'manual-sync-only': true });
  });

  it('stays where the org was erased while a command connects it', async () => {
    await setPolicy();
    const org = (await inner.org('one'))!;
    const erase = (): Promise<unknown> => disconnectOrg({ org, erase: true, actor: 'eve' }, collaboratorsFor(inner));
    const session = sessionOf({ orgId: SANDBOX, isSandbox: true, username: one.username }, async (question) => {
      if (question.includes('FROM User')) await erase();
    });
    const collaborators = { ...collaboratorsFor(inner), connect: () => Promise.resolve(session) };

    await connectOrg({ username: one.username, actor: 'ada', context: AFRESH }, collaborators);

    expect((await inner.orgs())[0]?.policies).to.deep.equal({ 'manual-sync-only': true });
  });
});
