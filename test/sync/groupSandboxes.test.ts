import { expect } from 'chai';
import { createMemoryStore } from '../../src/store/memory/memoryStore.ts';
import { connectOrg } from '../../src/sync/connectOrg.ts';
import { startStandin, type Standin } from '../standin/startStandin.ts';
import { tinyProject } from '../standin/tinyProject.ts';
import { scratchLogins, type ScratchLogins } from './scratchLogins.ts';
import { collaboratorsFor } from './syncRig.ts';

const SANDBOX_ID = '00D7Q000000Abcd';
const USERS = JSON.stringify({ users: [{ username: 'admin@standin.example.dev', profile: 'Admin' }] });

describe('the group of an org', () => {
  let logins: ScratchLogins;
  let production: Standin;
  let sandbox: Standin;
  let projects: Array<ReturnType<typeof tinyProject>>;

  before(async () => {
    logins = scratchLogins();
    const [first, second] = [tinyProject(), tinyProject({ 'config/standin-org.json': USERS })] as const;
    projects = [first, second];
    production = await startStandin({ project: first.path, org: { sandboxes: [{ name: 'dev', orgId: SANDBOX_ID }] } });
    sandbox = await startStandin({ project: second.path, org: { orgId: SANDBOX_ID, isSandbox: true } });
  });

  after(async () => {
    await Promise.all([production.stop(), sandbox.stop()]);
    logins.remove();
    for (const { remove } of projects) remove();
  });

  const connect = async (standin: Standin, collaborators: ReturnType<typeof collaboratorsFor>) => {
    await logins.saveSession(standin);
    return connectOrg({ username: standin.adminUsername, actor: 'ada' }, collaborators);
  };

  it('is its own while no production org that knows it is connected', async () => {
    const org = await connect(sandbox, collaboratorsFor(createMemoryStore()));

    expect(org.group).to.equal(org.orgId);
  });

  it('is the production org that lists it as a sandbox', async () => {
    const store = createMemoryStore();
    const collaborators = collaboratorsFor(store);
    const { key } = await connect(sandbox, collaborators);

    const connected = await connect(production, collaborators);

    expect(connected.group).to.equal(connected.orgId);
    expect(await store.org(key)).to.have.property('group', connected.orgId);
  });
});
