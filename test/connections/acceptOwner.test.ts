import { expect } from 'chai';
import type { SfError } from '@salesforce/core';
import { storeOwner, type ChangedOwner, type SeenStore, type StoreOwners } from '../../src/account/storeOwners.ts';
import { acceptOwner, type Accepted } from '../../src/connections/acceptOwner.ts';
import { createGuard } from '../../src/policy/createGuard.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

const PATH = '/srv/team/elements.db';
const [ADA, BOB, EVE] = [4_711, 4_712, 4_713];
const CHANGE: ChangedOwner = { path: PATH, file: PATH, recorded: ADA, found: BOB };
const SEEN: SeenStore = { file: PATH, found: BOB, id: '1:2' };

describe('confirming the new owner of a store', () => {
  let store: Store;
  let shown: SeenStore[];
  let accepted: SeenStore[];
  beforeEach(() => {
    store = createMemoryStore();
    [shown, accepted] = [[], []];
  });

  const confirm = async (
    userId: number | undefined,
    { change = CHANGE, isSwapped = false }: { readonly change?: ChangedOwner | null; readonly isSwapped?: boolean } = {}
  ): Promise<Accepted> => {
    const changed = async (): Promise<ChangedOwner | undefined> => change ?? undefined;
    const owners: StoreOwners = {
      changed,
      recorded: async () => undefined,
      see: async () => SEEN,
      accept: async (path, seen) => {
        if (seen) accepted.push(seen);
        return { path, found: isSwapped ? undefined : BOB };
      },
      isAnotherOnes: async () => false,
      isEditable: () => false,
    };
    const guard = createGuard(
      async () => corporateReadings(),
      async () => ['manager'],
      changed,
      userId
    );
    const clock = { now: () => new Date(0), sleep: () => Promise.resolve() };
    const process = { holder: { host: 'here', pid: 1 }, isAlive: () => true };
    const look = async (seen: SeenStore): Promise<void> => void shown.push(seen);
    return acceptOwner({ userId, actor: 'somebody', confirm: look }, storeOwner(owners, PATH), {
      store,
      guard,
      clock,
      process,
    });
  };
  const audits = async () => store.audits();

  for (const [who, userId] of [
    ['the former owner', ADA],
    ['root', 0],
  ] as const) {
    it(`is for ${who}, and is about the very file that was looked at`, async () => {
      expect(await confirm(userId)).to.deep.include({ kind: 'accepted', found: BOB });
      expect(shown).to.deep.equal([SEEN]);
      expect(accepted).to.deep.equal([SEEN]);
      const [record] = await audits();
      expect(record).to.include({ action: 'store owner confirmed' });
      expect(record?.detail).to.deep.equal({ file: PATH, inode: '1:2', before: String(ADA), after: String(BOB) });
    });
  }

  for (const [who, userId] of [
    ['the new owner', BOB],
    ['another user', EVE],
  ] as const) {
    it(`is refused to ${who} by the guard, which is written down`, async () => {
      const error = await confirm(userId).then(
        () => undefined,
        (thrown: unknown) => thrown as SfError
      );
      expect([error?.name, error?.exitCode]).to.deep.equal(['RoleError', 77]);
      expect(shown).to.deep.equal([]);
      expect(accepted).to.deep.equal([]);
      expect((await audits()).map(({ action }) => action)).to.deep.equal(['confirm an owner refused']);
    });
  }

  it('confirms nothing where another file came into its place meanwhile', async () => {
    expect(await confirm(ADA, { isSwapped: true })).to.deep.equal({ kind: 'swapped', path: PATH });
    expect(await audits()).to.deep.equal([]);
  });

  it('has nothing to confirm where the owner is the same, but root may say so for other accounts', async () => {
    expect(await confirm(ADA, { change: null })).to.deep.equal({ kind: 'unchanged' });
    expect(shown).to.deep.equal([]);
    expect(await confirm(0, { change: null })).to.include({ kind: 'accepted' });
  });
});
