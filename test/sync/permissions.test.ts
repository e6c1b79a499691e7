import { expect } from 'chai';
import { catalogue } from '../../src/catalogue/catalogue.ts';
import { SYNC_PERMISSIONS, type SyncPermission } from '../../src/catalogue/permissions.ts';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { generatedMarker, generatedUser, leastPermissions } from '../../src/connections/generatedSource.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import { MARKER_PERMISSION } from '../../src/policy/createGuard.ts';
import { describeMetadata } from '../../src/salesforce/calls/describeMetadata.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { RunRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { takeInventory } from '../../src/sync/list/inventory.ts';
import { readPermissionRows } from '../../src/sync/query/permissionRows.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { collaboratorsFor, startSyncRig, type SyncRig } from './syncRig.ts';
import { orgWithSyncUser, SYNC_USER } from './syncUser.ts';
import { publishedRun } from './publishedRun.ts';

type Model = ReadonlySet<string>;

const supported = new Set(catalogue.flatMap(({ type, children }) => [type, ...children.map((child) => child.type)]));

/** Of the whole model, what a permission's row in the table says. */
const namedBy = ({ losses }: SyncPermission, whole: Model): string[] =>
  losses.flatMap((loss) => {
    if (loss.kind !== 'components') return [];
    return [...whole].filter((key) => {
      const [type, name = ''] = key.split(/:(.*)/s);
      if (type === undefined || !loss.types.includes(type)) return false;
      const isOpen = /^open(\/|$)/.test(name);
      switch (loss.part) {
        case 'private folders':
          return !isOpen;
        case 'public folders':
          return isOpen;
        case 'custom settings':
          return /^fleet_settings__c(\.|$)/.test(name);
        case undefined:
          return true;
      }
    });
  });

const OPTIONAL = SYNC_PERMISSIONS.filter(({ importance }) => importance.default === 'optional');

/** Types that only an optional permission opens, which the generated user does not get. */
const CLOSED: ReadonlySet<string> = new Set(
  OPTIONAL.flatMap(({ losses }) => losses.flatMap((loss) => (loss.kind === 'components' ? loss.types : [])))
);

describe('the user that is generated for a sync', () => {
  let org: ReturnType<typeof orgWithSyncUser>;
  let rig: SyncRig;
  let whole: Model;

  before(async function () {
    this.timeout(60_000);
    org = orgWithSyncUser(generatedUser('default'));
    rig = await startSyncRig({ project: org.path });
    await rig.logins.saveSession(rig.standin, SYNC_USER);
    await rig.sync();
    whole = new Set((await rig.known()).keys());
  });

  after(async () => {
    await rig.stop();
    org.remove();
  });

  afterEach(() => rig.standin.control.revokePermissions(SYNC_USER, []));

  const modelOf = async (store: Store, orgKey: string): Promise<Model> =>
    new Set((await store.known(orgKey)).map((component) => componentKey(component)));

  /** A first sync of the org by that user, into a store of its own. */
  const firstSync = async (): Promise<{ run: RunRecord; model: Model }> => {
    const store = createMemoryStore();
    const collaborators = collaboratorsFor(store);
    const connected = await connectOrg({ username: SYNC_USER, actor: 'ada' }, collaborators);
    const run = await publishedRun(syncOrg({ org: connected, trigger: 'manual', actor: 'ada' }, collaborators));
    return { run, model: await modelOf(store, connected.key) };
  };

  it('has only what the mode requires and recommends, and what comes with it', () => {
    expect(leastPermissions('default')).to.not.include.members([
      'ViewAllData',
      'ModifyAllData',
      'CustomizeApplication',
    ]);
    expect(leastPermissions('default')).to.include('ViewAllCustomSettings');
    expect(leastPermissions('managed')).to.deep.equal(
      leastPermissions('default').filter((name) => name !== 'ViewAllCustomSettings')
    );
  });

  it('syncs all that an administrator does, but for what only an optional permission opens', async function () {
    this.timeout(60_000);

    const { run, model } = await firstSync();

    expect(run.state).to.equal('succeeded');
    expect([...whole].filter((key) => !model.has(key))).to.deep.equal(['AuthProvider:depot_login']);
    expect(run.types.filter(({ state }) => state === 'unavailable').map(({ type }) => type)).to.deep.equal([...CLOSED]);
    expect(run.warnings.filter((warning) => warning.includes('lacks'))).to.deep.equal([]);
  });

  for (const permission of SYNC_PERMISSIONS.filter(({ name }) => leastPermissions('default').includes(name))) {
    const { name, label, importance } = permission;
    if (importance.default === 'required') {
      it(`does not begin a sync without "${label}"`, async () => {
        rig.standin.control.revokePermissions(SYNC_USER, [name]);

        const error = await rig.syncFails({}, SYNC_USER);

        expect(error.name).to.equal(name === 'ApiEnabled' ? 'ApiDisabledError' : 'MissingPermissionError');
        expect(await modelOf(rig.store, rig.org.key)).to.deep.equal(whole);
      });
    } else {
      it(`loses without "${label}" what the table names, and nothing else`, async function () {
        this.timeout(60_000);
        rig.standin.control.revokePermissions(SYNC_USER, [name]);
        const named = new Set(namedBy(permission, whole));
        const unseen = OPTIONAL.flatMap((optional) => namedBy(optional, whole));

        const { run, model } = await firstSync();

        expect([...whole].filter((key) => !model.has(key)).sort()).to.deep.equal([...named, ...unseen].sort());
        const closed = new Set(
          permission.losses.flatMap((loss) => ('part' in loss || !('types' in loss) ? [] : loss.types))
        );
        const states = run.types.filter(({ type }) => closed.has(type) && supported.has(type));
        expect(states.filter(({ state }) => state !== 'unavailable' && state !== 'not in org')).to.deep.equal([]);
        const others = run.types.filter(
          ({ type, state }) => !closed.has(type) && !CLOSED.has(type) && state === 'unavailable'
        );
        expect(others).to.deep.equal([]);
        const warned = run.warnings.some((warning) => warning.includes(`"${label}"`));
        expect(warned).to.equal(named.size > 0);
      });
    }
  }

  it('deletes nothing from the model of who could see more', async function () {
    this.timeout(60_000);
    const recommended = SYNC_PERMISSIONS.filter(({ importance }) => importance.default === 'recommended');
    rig.standin.control.revokePermissions(
      SYNC_USER,
      recommended.map(({ name }) => name)
    );

    const run = await rig.sync({}, SYNC_USER);

    expect(run.components).to.include({ deleted: 0 });
    expect(await modelOf(rig.store, rig.org.key)).to.deep.equal(whole);
  });

  it('would see without View Setup just what the table leaves', async () => {
    const permission = SYNC_PERMISSIONS.find(({ name }) => name === 'ViewSetup');
    if (!permission) throw new Error('no row for View Setup');
    const inventory = async (): Promise<Model> => {
      const session = await rig.collaborators.connect(SYNC_USER);
      return new Set((await takeInventory(session, catalogue, await describeMetadata(session))).components.keys());
    };
    const all = await inventory();
    rig.standin.control.revokePermissions(SYNC_USER, ['ViewSetup']);

    const seen = await inventory();

    expect([...all].filter((key) => !seen.has(key)).sort()).to.deep.equal(namedBy(permission, all).sort());
    const session = await rig.collaborators.connect(SYNC_USER);
    const error = await readPermissionRows(session, { components: [], known: [] }, []).then(
      () => undefined,
      (thrown: unknown) => thrown
    );
    expect(error).to.include({ code: 'INVALID_TYPE' });
  });
});

describe('the marker that is generated', () => {
  it('puts the org under Manual Sync Only', async function () {
    this.timeout(60_000);
    const org = orgWithSyncUser([...generatedUser('managed'), ...generatedMarker(MARKER_PERMISSION)]);
    const rig = await startSyncRig({ project: org.path });
    try {
      expect(await rig.syncFails()).to.include({ name: 'ManualSyncOnlyError' });
      expect((await rig.store.org(rig.org.key))?.marked).to.equal(true);
    } finally {
      await rig.stop();
      org.remove();
    }
  });
});
