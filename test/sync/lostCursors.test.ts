import { expect } from 'chai';
import type { SyncCollaborators } from '../../src/sync/syncCollaborators.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature, relationSignature } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

describe('a sync whose queries have many pages', () => {
  let rig: SyncRig;
  let untouched: unknown;

  /** What documents say, and what queries do. */
  const model = async (): Promise<unknown> => ({
    ...(await modelSignature(rig.store, rig.org.key)),
    ...(await relationSignature(rig.store, rig.org.key)),
    facts: [...(await rig.known())].flatMap(([key, { facts }]) => (facts ? [[key, facts]] : [])),
  });

  beforeEach(async function () {
    this.timeout(60_000);
    rig = await startSyncRig();
    await rig.sync();
    untouched = await model();
    rig.standin.control.setLimits({ queryRows: 3 });
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  /** Another program of the same user opens ten results: all that were open are lost. */
  const takeAllCursors = async (): Promise<void> => {
    const url = `${rig.standin.url}/services/data/v67.0/query?q=${encodeURIComponent('SELECT Id FROM PermissionSet')}`;
    const headers = { authorization: `Bearer ${rig.standin.accessToken()}` };
    for (let count = 0; count < 10; count += 1) await (await fetch(url, { headers })).text();
  };

  /** Sessions behind whose first pages something happens: of each query until it was asked so often. */
  const afterFirstPages =
    (happens: () => Promise<void>, starts: number): SyncCollaborators['connect'] =>
    async (username, signal) => {
      const session = await rig.collaborators.connect(username, signal);
      const asked = new Map<string, number>();
      return {
        ...session,
        get: async (path, operation) => {
          const answer = await session.get(path, operation);
          const turn = (asked.get(path) ?? 0) + 1;
          asked.set(path, turn);
          if (path.includes('query?q=') && turn <= starts) await happens();
          return answer;
        },
      };
    };

  it('reads the same model as from single pages', async () => {
    const run = await rig.sync();

    expect(rig.standin.calls()['queryMore']).to.be.above(20);
    expect(run).to.include({ state: 'succeeded' });
    expect(run.warnings).to.deep.equal([]);
    expect(await model()).to.deep.equal(untouched);
  });

  it('loses nothing when another program takes all cursors after each first page, twice', async () => {
    const run = await rig.sync({ connect: afterFirstPages(takeAllCursors, 2) });

    expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
    expect(run.warnings).to.deep.equal([]);
    expect(changesOf(run)).to.deep.equal({});
    expect(await model()).to.deep.equal(untouched);
  });

  it('is partial, and loses nothing, when the cursors are lost again and again', async () => {
    rig.standin.control.fail(
      'queryMore',
      { status: 400, code: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' },
      FOR_EVER
    );

    const run = await rig.sync();

    expect(run.state).to.equal('partial');
    expect(changesOf(run)).to.deep.equal({});
    expect(run.types.find(({ type }) => type === 'Profile')?.problem).to.contain('INVALID_QUERY_LOCATOR');

    rig.standin.control.heal();
    expect(await rig.sync()).to.include({ state: 'succeeded' });
    expect(await model()).to.deep.equal(untouched);
  });

  for (const refusal of [
    { status: 404, code: 'NOT_FOUND', message: 'The requested resource does not exist' },
    { status: 500, code: 'UNKNOWN', message: 'Failed while fetching query cursor data for this QueryLocator' },
  ]) {
    it(`asks again from the first page when a next page answers ${refusal.code}`, async () => {
      rig.standin.control.fail('queryMore', refusal, { times: 2 });

      const run = await rig.sync();

      expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
      expect(await model()).to.deep.equal(untouched);
    });
  }
});
