import { randomInt } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { connectSampleOrg, type ConnectedOrg, type HistoricRun, type ListedComponent } from './connectedOrg.ts';

const KILLS = 20;
/** Of each call, so that the kills find a sync in all of its stages. */
const DELAY_MS = 30;
const EDITED = 'VolumePricingStrategy';

/** Numbers from 0 to 1 that a seed repeats (a linear congruential generator). */
const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

describe('a sync that is killed with kill -9', () => {
  const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
  const random = randomNumbers(seed);
  let org: ConnectedOrg;
  let span: number;
  let model: ListedComponent[];
  let last: HistoricRun | undefined;
  let edits = 0;
  const outcomes: string[] = [];

  const editClass = (): void => {
    edits += 1;
    const text = org.standin.control.read('ApexClass', EDITED).replace(/\n\/\/ Edit \d+$/, '');
    org.standin.control.edit('ApexClass', EDITED, `${text}\n// Edit ${edits}`);
  };

  const hashOfEdited = (components: readonly ListedComponent[]): string | undefined =>
    components.find(({ type, fullName }) => type === 'ApexClass' && fullName === EDITED)?.contentHash;

  const startSync = (): ReturnType<ConnectedOrg['start']> => {
    org.standin.forgetRequests();
    return org.start('elements sync --json');
  };

  /** When the sync first asks the org something; until then the program only loads. */
  const firstRequest = async (sync: ReturnType<ConnectedOrg['start']>): Promise<number> => {
    while (org.standin.requests().length === 0) {
      expect(sync.child.exitCode, 'the sync ended before it asked anything').to.equal(null);
      await wait(5);
    }
    return Date.now();
  };

  const integrity = (): unknown => {
    const database = new DatabaseSync(org.database);
    try {
      return database.prepare('PRAGMA integrity_check').all();
    } finally {
      database.close();
    }
  };

  before(async () => {
    console.log(`      moments from KILL_SEED=${seed}`);
    org = await connectSampleOrg();
    org.standin.control.setDelay('*', DELAY_MS);
    editClass();
    const sync = startSync();
    const began = await firstRequest(sync);
    await sync.finished;
    span = Date.now() - began;
    [model, [last]] = await Promise.all([org.list(), org.history()]);
  });

  after(() => org.dispose());

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const share = random();

    it(`leaves a whole model when killed after ${Math.round(share * 100)} % of its time`, async () => {
      editClass();
      const sync = startSync();
      await firstRequest(sync);
      await wait(share * span);
      sync.child.kill('SIGKILL');
      await sync.finished;

      const [[newest], found] = await Promise.all([org.history(), org.list()]);
      outcomes.push(newest?.state ?? 'none');
      expect(integrity()).to.deep.equal([{ integrity_check: 'ok' }]);
      expect(newest?.runId).not.to.equal(last?.runId);
      expect(newest?.state).to.be.oneOf(['interrupted', 'succeeded']);
      if (newest?.state === 'succeeded') {
        // The kill came after the publication: then all of the new model is there.
        expect(hashOfEdited(found)).not.to.equal(hashOfEdited(model));
        expect(found).to.have.length(model.length);
      } else expect(found).to.deep.equal(model);
      [model, last] = [found, newest];
    });
  }

  it('was killed in the middle most of the time', () => {
    expect(outcomes.filter((outcome) => outcome === 'interrupted')).to.have.length.of.at.least(KILLS / 2);
  });

  it('syncs as if nothing had happened afterwards', async () => {
    org.standin.control.setDelay('*', 0);

    const { state, components } = await org.ok<{ state: string; components: { total: number } }>('elements sync');

    const [found, history] = await Promise.all([org.list(), org.history()]);
    expect(state).to.equal('succeeded');
    expect(components.total).to.equal(model.length);
    expect(found.map(({ type, fullName }) => `${type}:${fullName}`)).to.deep.equal(
      model.map(({ type, fullName }) => `${type}:${fullName}`)
    );
    expect(history.map((run) => run.state)).not.to.include('running');
  });
});
