import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';
import { collaboratorsFor } from '../sync/syncRig.ts';
import { publishedRun } from '../sync/publishedRun.ts';

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

  afterEach(() => production.control.heal());

  const connect = async (
    standin: Standin,
    collaborators: ReturnType<typeof collaboratorsFor>,
    warn?: (sentence: string) => unknown
  ) => {
    await logins.saveSession(standin);
    return connectOrg({ username: standin.adminUsername, actor: 'ada', ...(warn ? { warn } : {}) }, collaborators);
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

  const AGAIN = { match: 'FROM SandboxProcess', times: null } as const;

  for (const [what, fail, said] of [
    [
      'the connection breaks',
      () => production.control.plan('toolingQuery', { kind: 'drop' }, AGAIN),
      /could not be read, so none was put into its group; the next sync asks again: \S/,
    ],
    [
      'Salesforce fails',
      () => production.control.fail('toolingQuery', { code: 'UNKNOWN_EXCEPTION', status: 500 }, AGAIN),
      /could not be read, so none was put into its group.*: UNKNOWN_EXCEPTION$/,
    ],
    [
      'the org has no sandboxes',
      () => production.control.fail('toolingQuery', { code: 'INVALID_TYPE', status: 400 }, AGAIN),
      undefined,
    ],
    [
      'the user may not see them',
      () => production.control.fail('toolingQuery', { code: 'INSUFFICIENT_ACCESS', status: 403 }, AGAIN),
      undefined,
    ],
  ] as const) {
    it(`stays as it is when ${what}, ${said ? 'with a warning, until the next sync' : 'and nobody is warned'}`, async () => {
      const store = createMemoryStore();
      const collaborators = collaboratorsFor(store);
      const { key, orgId } = await connect(sandbox, collaborators);
      const warnings: string[] = [];
      fail();

      const org = await connect(production, collaborators, (sentence) => warnings.push(sentence));
      const run = await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, collaborators));

      expect(await store.org(key)).to.have.property('group', orgId);
      expect(run.state).to.equal('succeeded');
      const told = [...warnings, ...run.warnings].filter((sentence) => sentence.includes('andbox'));
      expect(told).to.have.lengthOf(said ? 2 : 0);
      for (const sentence of told) expect(sentence).to.match(said ?? /nothing/);

      production.control.heal();
      await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, collaborators));

      expect(await store.org(key)).to.have.property('group', org.orgId);
    });
  }
});
