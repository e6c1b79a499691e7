import { expect } from 'chai';
import { refusalAudit } from '../../src/engine/authorize.ts';
import type { PolicyReading } from '../../src/policy/readPolicies.ts';
import { createGuard, policyFor, whoDecides, type ReadRoles } from '../../src/policy/createGuard.ts';
import type { GuardContext, GuardedOrg } from '../../src/policy/guard.ts';
import { corporateReadings } from './corporateReadings.ts';

const ORG: GuardedOrg = { key: 'k1', name: 'Acme', policies: {} };
const PLAIN: GuardContext = { trigger: 'manual', credential: 'stored' };
const reading = (where: string, value: boolean): PolicyReading => ({
  where,
  statement: { values: { 'manual-sync-only': value } },
});
const MANAGER: ReadRoles = async () => Promise.resolve(['manager']);
const guardWith = (...readings: PolicyReading[]) =>
  createGuard(async () => Promise.resolve(corporateReadings(...readings)), MANAGER);

describe('the guard', () => {
  it('allows a plain sync when no policy says otherwise', async () => {
    expect(await guardWith(reading('file', false)).allow('sync', ORG, PLAIN)).to.deep.equal({ allowed: true });
  });

  it('refuses a plain sync under a corporate policy, with exit code 77 and who decides', async () => {
    const decision = await guardWith(reading('a', false), reading('/etc/b.json', true)).allow('sync', ORG, PLAIN);
    expect(decision.allowed).to.equal(false);
    if (decision.allowed) return;
    expect(decision.error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
    expect(decision.error.message).to.contain('Acme').and.to.contain('/etc/b.json');
    expect(decision.error.actions).to.have.length.greaterThan(0);
  });

  it("refuses a plain sync under the org's own policy, and under one that can not be read", async () => {
    const own = { ...ORG, policies: { 'manual-sync-only': true } };
    expect((await guardWith().allow('sync', own, PLAIN)).allowed).to.equal(false);
    const broken: PolicyReading = { where: 'x', statement: { problem: 'it is empty' } };
    expect((await guardWith(broken).allow('sync', ORG, PLAIN)).allowed).to.equal(false);
  });

  it('refuses when the org holds the marker', async () => {
    const guard = guardWith(reading('file', false));
    expect((await guard.allow('sync', ORG, PLAIN)).allowed).to.equal(true);
    const decision = await guard.allow('sync', { ...ORG, marked: true }, PLAIN);
    expect(decision.allowed || decision.error.message).to.contain('Elements_Manual_Sync_Only');
  });

  it('under the policy allows a person who authenticates afresh, and nothing else', async () => {
    const guard = guardWith(reading('file', true));
    const allowed = async (context: GuardContext): Promise<boolean> =>
      (await guard.allow('sync', ORG, context)).allowed;
    expect(await allowed({ trigger: 'manual', credential: 'fresh' })).to.equal(true);
    expect(await allowed({ trigger: 'scheduled', credential: 'fresh' })).to.equal(false);
    expect(await allowed({ trigger: 'pipeline', credential: 'environment' })).to.equal(false);
  });

  it('reads the policies anew for each decision', async () => {
    let value = false;
    const guard = createGuard(async () => Promise.resolve(corporateReadings(reading('file', value))), MANAGER);
    expect((await guard.allow('sync', ORG, PLAIN)).allowed).to.equal(true);
    value = true;
    expect((await guard.allow('sync', ORG, PLAIN)).allowed).to.equal(false);
  });

  it("takes an org's own silence about tokens for a no, whatever other sources allow", async () => {
    const own = { ...ORG, policies: { 'manual-sync-only': true } };
    const token = { trigger: 'pipeline', credential: 'environment' } as const;
    const allowing = {
      where: 'brought along',
      statement: { values: { 'manual-sync-only': true, 'access-token-sync': true } },
    };
    const known = { where: 'another store', org: { orgId: '00D000000000001EAA' }, statement: allowing.statement };
    for (const readings of [
      corporateReadings(allowing),
      { corporate: [], orgs: [known] },
      { corporate: [allowing], orgs: [known] },
    ]) {
      const guard = createGuard(async () => Promise.resolve(readings), MANAGER);
      expect((await guard.allow('sync', { ...own, orgId: '00D000000000001EAA' }, token)).allowed).to.equal(false);
    }
    const permitting = { ...own, policies: { 'manual-sync-only': true, 'access-token-sync': true } };
    expect((await guardWith().allow('sync', permitting, token)).allowed).to.equal(true);
  });

  it("knows a sandbox's own policy again after its refresh, by its user or by its name", () => {
    const known = {
      orgId: '00D000000000001EAA',
      username: 'ada@acme.example.dev',
      isSandbox: true,
      instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com',
    };
    const statement = { values: { 'manual-sync-only': true } };
    const readings = { corporate: [], orgs: [{ where: 'another store', org: known, statement }] };
    const isManual = (org: Partial<typeof known>): boolean =>
      policyFor('manual-sync-only', { policies: {}, orgId: '00D000000000002EAA', ...org }, readings).effective;
    expect(isManual({ username: 'Ada@acme.example.dev' })).to.equal(true);
    expect(isManual({ instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com' })).to.equal(true);
    expect(isManual({ username: 'bob@acme.example.dev', isSandbox: true })).to.equal(false);
    expect(isManual({ username: known.username, isSandbox: false })).to.equal(false);
    expect(isManual({})).to.equal(false);
  });

  it('counts policies that a store holds in a form that nobody understands as on, and says so', () => {
    const stored: ReadonlyArray<{ readonly [name: string]: boolean }> = [
      { malformed: true },
      { 'Manual-Sync-Only': false },
    ];
    for (const policies of stored) {
      const policy = policyFor('manual-sync-only', { policies }, corporateReadings());
      expect(policy).to.include({ effective: true, decidedBy: 'org' });
      expect(whoDecides(policy)).to.contain("can't be understood");
    }
  });

  it('says of a source that can not be read that it counts as on', () => {
    const policy = policyFor(
      'manual-sync-only',
      ORG,
      corporateReadings({ where: 'p.json', statement: { problem: 'it is empty' } })
    );
    expect(whoDecides(policy)).to.equal('p.json: it is empty, which counts as on');
  });

  it('leaves an audit record of a refusal', async () => {
    const decision = await guardWith(reading('file', true)).allow('sync', ORG, PLAIN);
    if (decision.allowed) throw new Error('should be refused');
    const at = new Date('2026-01-02T03:04:05Z');
    const record = refusalAudit({
      at,
      actor: 'alice',
      from: 'host',
      action: 'sync',
      org: ORG,
      context: PLAIN,
      error: decision.error,
    });
    expect(record).to.deep.include({ at: at.toISOString(), actor: 'alice', orgKey: 'k1', action: 'sync refused' });
    expect(record.detail).to.include({ error: 'ManualSyncOnlyError', trigger: 'manual', credential: 'stored' });
  });

  it('lets no corporate file allow tokens from the environment where the marker in the org is what turns it on', async () => {
    const generous: PolicyReading = { where: 'own file', statement: { values: { 'access-token-sync': true } } };
    const token = { trigger: 'manual', credential: 'environment' } as const;
    expect((await guardWith(generous).allow('sync', { ...ORG, marked: true }, token)).allowed).to.equal(false);
    expect((await guardWith(generous).allow('sync', ORG, token)).allowed).to.equal(true);
  });
});
