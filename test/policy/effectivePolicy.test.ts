import { expect } from 'chai';
import fc from 'fast-check';
import {
  decidingSources,
  effectivePolicy,
  isOnlyProjects,
  isRead,
  type PolicySource,
} from '../../src/policy/effectivePolicy.ts';
import { POLICY_NAMES, strictValue } from '../../src/policy/policies.ts';

const anySource: fc.Arbitrary<PolicySource> = fc.record(
  {
    level: fc.constantFrom('corporate' as const, 'org' as const),
    where: fc.string(),
    value: fc.boolean(),
    problem: fc.string(),
  },
  { requiredKeys: ['level', 'where'] }
);

describe('effectivePolicy', () => {
  it('is off by default when nobody says anything', () => {
    const policy = effectivePolicy('manual-sync-only', [{ level: 'corporate', where: 'a silent file' }]);
    expect(policy).to.include({ effective: false, decidedBy: 'default' });
    expect(policy).not.to.have.any.keys('corporate', 'org');
  });

  it('is on when one of many sources says on', () => {
    fc.assert(
      fc.property(
        fc.array(anySource),
        fc.array(anySource),
        fc.constantFrom('corporate' as const, 'org' as const),
        (before, after, level) => {
          const policy = effectivePolicy('manual-sync-only', [...before, { level, where: 'x', value: true }, ...after]);
          expect(policy.effective).to.equal(true);
          expect(policy[level]).to.equal(true);
        }
      )
    );
  });

  it('counts a source that can not be understood as on, whatever value comes with it', () => {
    fc.assert(
      fc.property(fc.array(anySource), fc.boolean(), (others, value) => {
        const broken: PolicySource = { level: 'corporate', where: 'x', value, problem: 'it is empty' };
        expect(effectivePolicy('manual-sync-only', [...others, broken]).effective).to.equal(true);
      })
    );
  });

  it('never gets weaker by one more source', () => {
    fc.assert(
      fc.property(fc.constantFrom(...POLICY_NAMES), fc.array(anySource), anySource, (name, sources, one) => {
        const before = effectivePolicy(name, sources);
        const after = effectivePolicy(name, [...sources, one]);
        if (before.effective === strictValue(name) && before.decidedBy !== 'default') {
          expect(after.effective).to.equal(strictValue(name));
        }
      })
    );
  });

  it('does not depend on the order of the sources', () => {
    const shuffled = fc
      .array(anySource)
      .chain((sources) => fc.tuple(fc.constant(sources), fc.shuffledSubarray(sources, { minLength: sources.length })));
    fc.assert(
      fc.property(fc.constantFrom(...POLICY_NAMES), shuffled, (name, [sources, others]) => {
        const { sources: _, ...policy } = effectivePolicy(name, sources);
        expect(effectivePolicy(name, others)).to.deep.include(policy);
      })
    );
  });

  it('lets corporate decide where both levels say on', () => {
    const policy = effectivePolicy('manual-sync-only', [
      { level: 'org', where: 'own', value: true },
      { level: 'corporate', where: 'file', value: true },
    ]);
    expect(policy).to.include({ corporate: true, org: true, decidedBy: 'corporate' });
    expect(decidingSources(policy).map((source) => source.where)).to.deep.equal(['file']);
  });

  it('lets the org turn on what corporate says off', () => {
    const policy = effectivePolicy('manual-sync-only', [
      { level: 'org', where: 'own', value: true },
      { level: 'corporate', where: 'file', value: false },
    ]);
    expect(policy).to.include({ corporate: false, org: true, effective: true, decidedBy: 'org' });
  });

  it('is proven by a source that was read, and by none that is broken or only named by a project', () => {
    const broken: PolicySource = { level: 'corporate', where: 'broken', problem: 'it is empty' };
    const projects: PolicySource = { level: 'corporate', where: 'project', value: true, isProjects: true };
    const own: PolicySource = { level: 'org', where: 'own', value: true };
    const seen = [[broken], [projects], [broken, projects], [projects, own], [own], []].map((sources) => {
      const policy = effectivePolicy('manual-sync-only', sources);
      return [policy.effective, isRead(policy), isOnlyProjects(policy)];
    });
    expect(seen).to.deep.equal([
      [true, false, false],
      [true, false, true],
      [true, false, true],
      [true, true, false],
      [true, true, false],
      [false, false, false],
    ]);
  });

  it('does not permit tokens from the environment because a source is broken', () => {
    const policy = effectivePolicy('access-token-sync', [
      { level: 'corporate', where: 'broken', problem: 'it is empty' },
      { level: 'corporate', where: 'file', value: true },
      { level: 'org', where: 'own', value: true },
    ]);
    expect(policy).to.include({ corporate: false, effective: false, decidedBy: 'corporate' });
  });
});
