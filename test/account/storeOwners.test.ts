import { expect } from 'chai';
import {
  chownSync,
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeOwners } from '../../src/account/storeOwners.ts';
import type { Account } from '../../src/account/thisAccount.ts';

const [ADA, BOB, EVE] = [4_711, 4_712, 4_713];

describe('who owned a store when it was seen first', () => {
  let home: string;
  let store: string;

  beforeEach(function () {
    if (process.getuid?.() !== 0) return this.skip();
    home = mkdtempSync(join(tmpdir(), 'account-'));
    store = join(home, 'elements.db');
    writeFileSync(store, 'a store');
    chownSync(store, ADA, ADA);
  });
  afterEach(() => {
    if (home) rmSync(home, { recursive: true, force: true });
  });

  const account = (name: string): Account => ({
    home,
    folder: join(home, name),
    defaultStore: join(home, 'default.db'),
    isByVariable: false,
    userId: 0,
  });
  const confirmation = (): string => `${store}.owner.json`;

  it('is remembered, and another one is found each time', async () => {
    const owners = storeOwners(account('of-bob'));
    expect(await owners.changed(store)).to.equal(undefined);
    expect(await owners.changed(store)).to.equal(undefined);
    chownSync(store, BOB, BOB);
    for (const time of ['first', 'second']) {
      expect(await owners.changed(store), time).to.deep.equal({ path: store, file: store, recorded: ADA, found: BOB });
    }
    chownSync(store, ADA, ADA);
    expect(await owners.changed(store)).to.equal(undefined);
  });

  it('is of no interest where there is no file, or the platform has no owners', async () => {
    expect(await storeOwners(account('a')).changed(join(home, 'none.db'))).to.equal(undefined);
    const windows = storeOwners({ ...account('a'), userId: undefined });
    expect(await windows.changed(store)).to.equal(undefined);
    chownSync(store, BOB, BOB);
    expect(await windows.changed(store)).to.equal(undefined);
  });

  it('is unknown, and so another one, where its record can not be read', async () => {
    const owners = storeOwners(account('of-bob'));
    await owners.changed(store);
    const folder = join(home, 'of-bob', 'stores');
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), '{');
    expect(await owners.changed(store)).to.deep.equal({ path: store, file: store, recorded: undefined, found: ADA });
  });

  it('is another one where a link leads from its place to another file, whoever that belongs to', async () => {
    const owners = storeOwners(account('of-ada'));
    await owners.changed(store);
    const mine = join(home, 'mine.db');
    for (const owner of [ADA, BOB]) {
      writeFileSync(mine, 'another store');
      chownSync(mine, owner, owner);
      rmSync(store);
      symlinkSync(mine, store);
      expect(await owners.changed(store)).to.deep.equal({ path: store, file: mine, recorded: ADA, found: owner });
    }
  });

  it('is not confirmed by what was written of another file, though it is about the same path and owner', async () => {
    const ofBob = await handedOver();
    await storeOwners(account('of-confirmer')).accept(store);
    chownSync(confirmation(), ADA, ADA);
    const old = readFileSync(confirmation());
    writeFileSync(`${store}.new`, 'put there later');
    chownSync(`${store}.new`, BOB, BOB);
    renameSync(`${store}.new`, store);
    writeFileSync(confirmation(), old);
    expect(await ofBob.changed(store)).not.to.equal(undefined);
  });

  /** Ada's store is seen by Bob's account, and belongs to Bob from then on. */
  const handedOver = async (): Promise<ReturnType<typeof storeOwners>> => {
    const ofBob = storeOwners(account('of-bob'));
    await ofBob.changed(store);
    chownSync(store, BOB, BOB);
    expect(await ofBob.changed(store)).not.to.equal(undefined);
    return ofBob;
  };

  it('is confirmed only of the file that was seen', async () => {
    const ofAda = storeOwners(account('of-ada'));
    await ofAda.changed(store);
    chownSync(store, BOB, BOB);
    const seen = await ofAda.see(store);
    writeFileSync(`${store}.new`, 'put there meanwhile');
    chownSync(`${store}.new`, BOB, BOB);
    renameSync(`${store}.new`, store);
    expect(await ofAda.accept(store, seen)).to.deep.equal({ path: store, found: undefined });
    expect(await ofAda.changed(store)).not.to.equal(undefined);
    expect(await ofAda.accept(store, await ofAda.see(store))).to.include({ found: BOB });
    expect(await ofAda.changed(store)).to.equal(undefined);
  });

  it('is confirmed for other accounts by a file of the former owner, or of root', async () => {
    for (const by of [ADA, 0]) {
      rmSync(join(home, 'of-bob'), { recursive: true, force: true });
      rmSync(confirmation(), { force: true });
      chownSync(store, ADA, ADA);
      const ofBob = await handedOver();
      await storeOwners(account('of-confirmer')).accept(store);
      chownSync(confirmation(), by, by);
      expect(await ofBob.changed(store), String(by)).to.equal(undefined);
      // Once learnt, it needs the file no more.
      rmSync(confirmation());
      expect(await ofBob.changed(store), String(by)).to.equal(undefined);
    }
  });

  it('is not confirmed by a file of anybody else, or one that others may change, or about somebody else', async () => {
    const ofBob = await handedOver();
    await storeOwners(account('of-confirmer')).accept(store);
    const text = readFileSync(confirmation(), 'utf8');
    const attempts: ReadonlyArray<() => void> = [
      () => chownSync(confirmation(), BOB, BOB),
      () => chownSync(confirmation(), EVE, EVE),
      () => chmodSync(confirmation(), 0o666),
      () => linkSync(confirmation(), join(home, 'second-name')),
      () => writeFileSync(confirmation(), text.replace(String(BOB), String(EVE))),
      () => writeFileSync(confirmation(), text.replace('elements.db', 'other.db')),
      () => writeFileSync(confirmation(), text.slice(0, -5)),
    ];
    for (const [index, attempt] of attempts.entries()) {
      rmSync(confirmation(), { force: true });
      rmSync(join(home, 'second-name'), { force: true });
      writeFileSync(confirmation(), text, { mode: 0o644 });
      chownSync(confirmation(), ADA, ADA);
      attempt();
      expect(await ofBob.changed(store), `attempt ${String(index)}`).not.to.equal(undefined);
    }
  });

  it('is not confirmed by what was taken back since: of several confirmations the newest seen counts', async () => {
    const [ofRoot, ofBob] = [storeOwners(account('of-root')), await handedOver()];
    await ofRoot.accept(store);
    const taken = readFileSync(confirmation());
    expect(await ofBob.changed(store)).to.equal(undefined);
    // Root takes it back, and both accounts learn that.
    chownSync(store, ADA, ADA);
    await ofRoot.accept(store);
    expect(await ofBob.changed(store)).to.equal(undefined);
    chownSync(store, BOB, BOB);
    writeFileSync(confirmation(), taken);
    for (const owners of [ofRoot, ofBob]) expect(await owners.changed(store)).to.include({ recorded: ADA, found: BOB });
    // The next word of root counts again.
    await ofRoot.accept(store);
    for (const owners of [ofRoot, ofBob]) expect(await owners.changed(store)).to.equal(undefined);
  });

  it('is known as taken back also where the account only saw the last confirmation', async () => {
    const [ofRoot, ofEve] = [storeOwners(account('of-root')), storeOwners(account('of-eve'))];
    await ofEve.changed(store);
    chownSync(store, BOB, BOB);
    await ofRoot.accept(store);
    const taken = readFileSync(confirmation());
    chownSync(store, ADA, ADA);
    await ofRoot.accept(store);
    expect(await ofEve.changed(store)).to.equal(undefined);
    chownSync(store, BOB, BOB);
    writeFileSync(confirmation(), taken);
    expect(await ofEve.changed(store)).to.include({ recorded: ADA, found: BOB });
  });

  it('is not confirmed without a time, or by one of the far future', async () => {
    const ofBob = await handedOver();
    await storeOwners(account('of-root')).accept(store);
    const said = JSON.parse(readFileSync(confirmation(), 'utf8')) as { at?: unknown };
    for (const at of [undefined, 'now', -1, 1.5, Date.now() + 10 * 86_400_000]) {
      writeFileSync(confirmation(), JSON.stringify({ ...said, at }));
      expect(await ofBob.changed(store), String(at)).to.include({ found: BOB });
    }
    writeFileSync(confirmation(), JSON.stringify(said));
    expect(await ofBob.changed(store)).to.equal(undefined);
  });
});
