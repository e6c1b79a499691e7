import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import type { OrgRecord, RunRecord } from '../../src/store/records.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { wholeModel } from '../sync/modelSignature.ts';
import { startSyncRig, type SyncRig } from '../sync/syncRig.ts';
import { publishedRun } from '../sync/publishedRun.ts';

const NEW_ID = '00D5g00000ZZZZZEA5';

describe('a sandbox that was refreshed', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let kept: OrgRecord;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path, org: { isSandbox: true } });
    await rig.sync();
    kept = {
      ...rig.org,
      policies: { 'access-token-sync': true },
      schedule: { time: '23:00', timezone: 'UTC', since: '2026-01-01T00:00:00.000Z' },
      linkTarget: 'classic',
    };
    await rig.store.saveOrg(kept);
  });

  afterEach(() => rig.stop());

  const refresh = async (createdThere: readonly string[] = []): Promise<void> => {
    rig.standin.control.refreshSandbox(NEW_ID, createdThere);
    await rig.logins.saveSession(rig.standin);
  };

  const sync = async (acceptRefresh: boolean): Promise<RunRecord> => {
    const org = (await rig.store.org(rig.org.key)) ?? rig.org;
    return publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada', acceptRefresh }, rig.collaborators));
  };

  const swapIds = (one: string, other: string): void => {
    const { components } = rig.standin.org;
    const [a, b] = [components.get(one)!, components.get(other)!];
    [a.id, b.id] = [b.id, a.id];
  };

  it('goes on with the same model once a person agrees, and matches by names', async () => {
    rig.standin.control.add('ApexClass', 'Second', 'public class Second {}', META);
    await sync(false);
    await refresh(['ApexClass:OrderService']);
    swapIds('ApexClass:OrderService', 'ApexClass:Second');

    const run = await sync(true);

    expect(run).to.include({ state: 'succeeded', orgId: NEW_ID });
    expect(run.components).to.include({ added: 0, updated: 0, renamed: 0, deleted: 0 });
    const known = [...(await rig.known()).values()];
    for (const name of ['OrderService', 'Second']) {
      const { id } = rig.standin.org.components.get(`ApexClass:${name}`)!;
      expect(known.find(({ fullName }) => fullName === name)?.id, name).to.equal(id);
    }
  });

  it('keeps policy, schedule, settings and key, and writes down what happened', async () => {
    await refresh();

    await sync(true);

    const { orgId, group, ...same } = (await rig.store.org(rig.org.key))!;
    const { orgId: _orgId, group: _group, ...before } = kept;
    expect({ orgId, group }).to.deep.equal({ orgId: NEW_ID, group: NEW_ID });
    expect(same).to.deep.equal(before);
    const [audit] = await rig.store.audits({ orgKey: rig.org.key, limit: 1 });
    expect(audit).to.include({ actor: 'ada', action: 'sandbox refreshed' });
    expect(audit?.detail).to.include({ orgId: NEW_ID, formerOrgId: rig.org.orgId });
  });

  it('knows no ids of the old org though the first sync after it failed', async () => {
    rig.standin.control.add('ApexClass', 'Second', 'public class Second {}', META);
    await sync(false);
    await refresh();
    swapIds('ApexClass:OrderService', 'ApexClass:Second');
    rig.standin.control.fail('describeMetadata', { code: 'INSUFFICIENT_ACCESS' });
    await sync(true).catch(() => undefined);

    const run = await sync(false);

    expect(run.components).to.include({ added: 0, renamed: 0, deleted: 0 });
  });

  it('finds renames by id again after the first sync', async () => {
    await refresh(['ApexClass:OrderService']);
    await sync(true);
    rig.standin.control.rename('ApexClass', 'OrderService', 'OrderManager');

    expect((await sync(false)).components).to.include({ renamed: 1, added: 0, deleted: 0 });
  });

  it('is refused as long as nobody agrees, and nothing of it is written', async () => {
    await refresh();
    const before = await wholeModel(rig.store, rig.org.key);

    const error = await sync(false).catch((e: Error) => e);

    expect(error).to.include({ name: 'SandboxRefreshedError' });
    expect(await rig.store.org(rig.org.key)).to.deep.equal(kept);
    expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(before);
  });

  it('is another org where it is no sandbox any more, whatever a person agrees to', async () => {
    await refresh();
    rig.standin.org.isSandbox = false;

    const error = await sync(true).catch((e: Error) => e);

    expect(error).to.include({ name: 'OrgMismatchError' });
    expect(await rig.store.org(rig.org.key)).to.deep.equal(kept);
  });

  it('is refused when it has a record of its own already', async () => {
    await refresh();
    await rig.store.saveOrg({ ...kept, key: 'other', orgId: NEW_ID, username: 'bob@acme.example' });

    const error = await sync(true).catch((e: Error) => e);

    expect(error).to.include({ name: 'OrgMismatchError' });
  });

  it('is connected again under its old record, if a person agrees', async () => {
    await refresh();
    const request = { username: rig.standin.adminUsername, actor: 'ada' };

    const error = await connectOrg(request, rig.collaborators).catch((e: Error) => e);
    const org = await connectOrg({ ...request, acceptRefresh: true }, rig.collaborators);

    expect(error).to.include({ name: 'SandboxRefreshedError' });
    expect(org).to.include({ key: rig.org.key, orgId: NEW_ID });
    expect(org.schedule).to.deep.equal(kept.schedule);
    expect(org.policies).to.deep.equal(kept.policies);
  });
});

describe('an alias that changes hands', () => {
  it('means the org that was connected by it last, and no other', async () => {
    const rig = await startSyncRig();
    try {
      const other = {
        ...rig.org,
        key: 'other',
        orgId: '00D000000000009EAA',
        username: 'bob@x.example',
        alias: 'sample',
      };
      await rig.store.saveOrg(other);

      await connectOrg({ username: rig.org.username, alias: 'sample', actor: 'ada' }, rig.collaborators);

      const aliases = (await rig.store.orgs()).map(({ key, alias }) => [key, alias]);
      expect(Object.fromEntries(aliases)).to.deep.equal({ [rig.org.key]: 'sample', other: undefined });
    } finally {
      await rig.stop();
    }
  });
});

const META = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>60.0</apiVersion><status>Active</status></ApexClass>`;
