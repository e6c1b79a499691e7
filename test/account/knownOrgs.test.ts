import { expect } from 'chai';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownOrgs, type KnownOrg } from '../../src/account/knownOrgs.ts';
import { scratchAccount } from './scratchAccount.ts';

const orgOf = (number: number, policies: KnownOrg['policies'] = {}): Omit<KnownOrg, 'file'> => ({
  orgId: `00D${String(number).padStart(12, '0')}EAA`,
  store: 'sqlite:/srv/team.db',
  isConnected: true,
  username: 'ada@acme.example',
  isSandbox: false,
  instanceUrl: '',
  policies,
  at: new Date(number * 1000).toISOString(),
});

describe('the orgs that an account knows', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'account-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('are listed anew after two seconds, and at once after a note of one’s own', async () => {
    let now = 0;
    const mine = knownOrgs(scratchAccount(home), () => now);
    const others = knownOrgs(scratchAccount(home));
    const ids = async (): Promise<number> => (await mine.list()).known.length;

    expect(await ids()).to.equal(0);
    await others.note(orgOf(1));
    now = 1_999;
    expect(await ids()).to.equal(0);
    now = 2_000;
    expect(await ids()).to.equal(1);
    await others.note(orgOf(2));
    await mine.note(orgOf(3));
    expect(await ids()).to.equal(3);
    await others.note(orgOf(4));
    now = 1_000;
    expect(await ids(), 'the clock was set back').to.equal(4);
  });

  it('are found one by one as they are now', async () => {
    const mine = knownOrgs(scratchAccount(home));
    const { orgId, store } = orgOf(1);
    expect(await mine.find({ orgId, store })).to.equal(undefined);
    await knownOrgs(scratchAccount(home)).note(orgOf(1, { 'manual-sync-only': true }));
    expect(await mine.find({ orgId, store })).to.deep.include({ policies: { 'manual-sync-only': true } });
    expect(await mine.find({ orgId: '../../etc', store })).to.equal(undefined);
  });

  it('are forgotten beyond a number, the oldest first, but never one with a policy', async () => {
    const mine = knownOrgs(scratchAccount(home));
    await mine.note(orgOf(0, { 'manual-sync-only': true }));
    await mine.note(orgOf(1, { 'manual-sync-only': false }));
    await mine.note(orgOf(2));
    const { file } = (await mine.find(orgOf(2))) as KnownOrg;
    const noted = readFileSync(file, 'utf8');
    // Each note looks at all of them: as many as may stay are written at once, as copies of one.
    for (let number = 3; number < 500; number += 1) {
      const { orgId, at } = orgOf(number);
      const text = noted.replaceAll(orgOf(2).orgId, orgId).replaceAll(orgOf(2).at, at);
      writeFileSync(file.replace(orgOf(2).orgId, orgId), text, { mode: 0o600 });
    }
    expect((await mine.list()).known).to.have.lengthOf(500);
    for (let number = 500; number < 503; number += 1) await mine.note(orgOf(number));

    const { known } = await mine.list();
    expect(known).to.have.lengthOf(500);
    const left = new Set(known.map(({ orgId }) => orgId));
    expect([0, 1, 2, 3, 4, 5].filter((number) => left.has(orgOf(number).orgId))).to.deep.equal([0, 1, 5]);
    expect(readdirSync(join(home, '.sf-elements', 'orgs'))).to.have.lengthOf(500);
  }).timeout(60_000);
});
