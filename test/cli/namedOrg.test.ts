import { expect } from 'chai';
import type { OpenBackend } from '../../src/cli/backend/openBackend.ts';
import { recordedOrNotedOrg } from '../../src/cli/target/resolveOrg.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { moment, orgOf } from '../store/builders.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

describe('an org that a person named', () => {
  let standin: Standin;
  let logins: ScratchLogins;
  let store: Store;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });

  after(() => standin.stop());

  beforeEach(async () => {
    store = createMemoryStore();
    logins = scratchLogins();
    await logins.saveSession(standin);
  });

  afterEach(() => logins.remove());

  const named = (username = standin.adminUsername): ReturnType<typeof recordedOrNotedOrg> =>
    recordedOrNotedOrg({ store } as unknown as OpenBackend, { text: 'acme', username, alias: 'acme' }, username);

  for (const [what, change] of [
    ['of its own user', {}],
    ['of another user', { username: 'bob@acme.example' }],
    ['that only keeps its model', { disconnectedAt: moment(1) }],
  ] as const) {
    it(`is the store's record ${what}`, async () => {
      const record = { ...orgOf('one'), orgId: standin.org.orgId, username: standin.adminUsername, ...change };
      await store.saveOrg(record);

      expect(await named()).to.deep.equal({ kind: 'recorded', org: record });
    });
  }

  it('is what the sf CLI noted where the store has no record, without a key', async () => {
    const { kind, org } = await named();

    expect(kind).to.equal('noted');
    expect(org).to.not.have.property('key');
    expect(org).to.deep.include({
      orgId: standin.org.orgId,
      username: standin.adminUsername,
      alias: 'acme',
      policies: {},
    });
  });

  it('keeps the policies that it was erased with', async () => {
    const { orgId } = standin.org;
    const detail = { orgId, policies: { 'manual-sync-only': true } };
    await store.audit({ at: moment(1), actor: 'ada', from: 'here', action: 'org erased', detail });

    expect((await named()).org.policies).to.deep.equal({ 'manual-sync-only': true });
  });
});
