import { expect } from 'chai';
import { refusals, type RefusalRecords, type RefusedAction } from '../../src/account/refusals.ts';

const REFUSED: RefusedAction = {
  store: 'sqlite:/one.db',
  orgId: '00D000000000001EAA',
  org: 'prod',
  action: 'sync refused',
  actor: 'ada',
  from: 'sf elements on here',
  at: '2026-01-01T00:00:00.000Z',
  error: 'ManualSyncOnlyError',
  reason: 'Manual Sync Only is on.',
};

describe('what is remembered of refusals', () => {
  let files: Map<string, Readonly<Record<string, unknown>>>;
  const records: RefusalRecords = {
    list: async () => [...files].map(([name, value]) => ({ name, value })),
    write: async (name, value) => void files.set(name, value),
    remove: async (name) => void files.delete(name),
  };
  const kept = refusals(records);
  beforeEach(() => {
    files = new Map();
  });
  const at = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();

  it('is the last 200 of them, newest first', async () => {
    for (let index = 0; index < 205; index += 1) await kept.note({ ...REFUSED, at: at(index) });

    const listed = await kept.list();
    expect([listed.length, listed[0]?.at, listed.at(-1)?.at]).to.deep.equal([200, at(204), at(5)]);
  });

  it('has both of two at the same moment', async () => {
    await Promise.all([kept.note(REFUSED), kept.note({ ...REFUSED, store: 'sqlite:/two.db' })]);

    expect((await kept.list()).map(({ store }) => store)).to.have.members(['sqlite:/one.db', 'sqlite:/two.db']);
  });

  it('fits its file whatever the reason repeats', async () => {
    await kept.note({ ...REFUSED, reason: 'x'.repeat(100_000) });

    expect((await kept.list())[0]?.reason).to.have.lengthOf(2000);
  });

  it('leaves out what can’t be relied on, and fails no command', async () => {
    files.set('a', { ...REFUSED, org: 7 });
    expect(await kept.list()).to.deep.equal([]);
    const fail = (): Promise<never> => Promise.reject(new Error('no'));
    const broken = refusals({ list: fail, write: fail, remove: fail });
    await broken.note(REFUSED);
    expect(await broken.list()).to.deep.equal([]);
  });
});
