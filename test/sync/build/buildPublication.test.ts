import { expect } from 'chai';
import type { BuildInput } from '../../../src/sync/build/buildInput.ts';
import { buildPublication } from '../../../src/sync/build/buildPublication.ts';
import { checkSync } from '../../../src/sync/check/checkSync.ts';
import { confirmChanges } from '../../../src/sync/confirm/confirmChanges.ts';
import { listOrg } from '../../../src/sync/list/listOrg.ts';
import { planRetrieve, readCurrentModel } from '../../../src/sync/plan/planRetrieve.ts';
import { confirmCandidates } from '../../../src/sync/plan/retrieveRounds.ts';
import { queryOrg } from '../../../src/sync/query/queryOrg.ts';
import { retrieveDocuments } from '../../../src/sync/retrieve/retrieveDocuments.ts';
import { holderHere, startSyncRig, type SyncRig } from '../syncRig.ts';

/** Runs the stages of a sync up to Build, and gives what Build gets. */
const inputOf = async ({ org, collaborators, store }: SyncRig): Promise<BuildInput> => {
  const request = { org, trigger: 'manual', actor: 'ada' } as const;
  const begun = await store.beginRun(
    {
      ...{ runId: 'build', orgKey: org.key, orgId: org.orgId, username: org.username, apiVersion: '' },
      ...{ trigger: 'manual', actor: 'ada', permissions: [], extractorVersion: '', state: 'running', full: true },
      ...{ startedAt: '2026-01-01T00:00:00.000Z', types: [], warnings: [], apiCalls: {}, listed: {} },
      ...{ holder: holderHere, leaseUntil: '2027-01-01T00:00:00.000Z' },
    },
    () => true
  );
  if (!('begun' in begun)) throw new Error('another run is under way');
  const { session, identity, user, run } = await checkSync(request, begun.begun, collaborators);
  const model = await readCurrentModel(store, org.key);
  const asked = { user, mode: org.mode, known: model.known };
  const { description, inventory: listed } = await listOrg(session, asked, () => undefined);
  const retrieved = await retrieveDocuments({
    ...planRetrieve(listed, model, { identity, cut: collaborators.cut }),
    ...{ orgKey: org.key, session, store, clock: collaborators.clock, reporter: collaborators.reporter },
    ...{ checkLease: () => undefined, tellCalls: () => undefined },
  });
  const inventory = confirmCandidates(listed, retrieved);
  const { facts, ...queried } = await queryOrg(session, inventory.components.values(), []);
  const seen = { ...model, run, description, inventory, retrieved };
  const confirmed = await confirmChanges({ ...seen, store, facts });
  return {
    ...{ ...seen, ...confirmed, queried, warnings: [], apiCalls: session.apiCalls() },
    finishedAt: '2026-01-01T01:00:00.000Z',
  };
};

describe('building a publication', () => {
  let rig: SyncRig;
  let input: BuildInput;

  before(async () => {
    rig = await startSyncRig();
    input = await inputOf(rig);
  });

  after(() => rig.stop());

  it('needs nothing but plain data, so that it can run on another thread', () => {
    const built = buildPublication(input);
    // What can be cloned in this way can be sent to a worker; functions, sessions and stores can't.
    const builtElsewhere = buildPublication(structuredClone(input));

    expect(built.added).to.have.length.above(500);
    expect(built.references).to.have.length.above(100);
    expect(built.grants).to.have.length.above(5);
    expect(builtElsewhere).to.deep.equal(built);
  });

  it('gives the same each time, and leaves its input as it is', () => {
    const before = structuredClone(input);

    const first = buildPublication(input);

    expect(buildPublication(input)).to.deep.equal(first);
    expect(input).to.deep.equal(before);
  });
});
