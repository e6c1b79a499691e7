import { expect } from 'chai';
import { ACTIONS, treatmentOf, type Action, featuresOff } from '../../src/policy/actions.ts';
import type { PolicyReading } from '../../src/policy/readPolicies.ts';
import { createGuard } from '../../src/policy/createGuard.ts';
import type { GuardContext, GuardedOrg } from '../../src/policy/guard.ts';
import type { Role } from '../../src/policy/policies.ts';
import { corporateReadings } from './corporateReadings.ts';

const ROLES = ['corporate admin', 'manager', 'editor', 'viewer', 'worker'] as const satisfies readonly Role[];

type Answer = 'yes' | 'RoleError' | 'ManualSyncOnlyError' | 'FeatureUnavailableError';
const [Y, R, M, F] = ['yes', 'RoleError', 'ManualSyncOnlyError', 'FeatureUnavailableError'] as const;

const READING: PolicyReading = { where: '/etc/policy.json', statement: { values: { 'manual-sync-only': true } } };
/** The policy off; on by the corporation; on by the org itself. */
const POLICIES = {
  off: { readings: [], org: {} },
  corporate: { readings: [READING], org: {} },
  org: { readings: [], org: { 'manual-sync-only': true } },
} as const;

const FRESH: GuardContext = { trigger: 'manual', credential: 'fresh' };
const STORED: GuardContext = { trigger: 'manual', credential: 'stored' };
const SCHEDULED: GuardContext = { trigger: 'scheduled', credential: 'stored' };

/** Answers in the order of ROLES, while the policy is off and while it is on, whoever turned it on. */
const TABLE: ReadonlyArray<readonly [Action, GuardContext, off: readonly Answer[], on: readonly Answer[]]> = [
  ['use nothing', STORED, [Y, Y, Y, Y, Y], [Y, Y, Y, Y, Y]],
  ['read the model', STORED, [Y, Y, Y, Y, Y], [Y, Y, Y, Y, Y]],
  ['set corporate policy', STORED, [Y, R, R, R, R], [Y, R, R, R, R]],
  // Who owned the store before decides, not a role; here its owner did not change.
  ['confirm an owner', STORED, [Y, Y, Y, Y, Y], [Y, Y, Y, Y, Y]],
  ['prune history', STORED, [Y, Y, R, R, R], [Y, Y, R, R, R]],
  ['forget a store', STORED, [Y, Y, R, R, R], [Y, Y, R, R, R]],
  ['change an org', STORED, [Y, Y, R, R, R], [Y, Y, R, R, R]],
  ['remove credentials', STORED, [Y, Y, R, R, R], [Y, Y, R, R, R]],
  ['check an org', STORED, [Y, Y, Y, Y, Y], [M, M, M, M, M]],
  ['check an org', FRESH, [Y, Y, Y, Y, Y], [Y, Y, R, R, R]],
  ['sync', STORED, [Y, Y, Y, R, Y], [M, M, M, R, M]],
  ['sync', SCHEDULED, [Y, Y, Y, R, Y], [M, M, M, R, M]],
  ['sync', FRESH, [Y, Y, Y, R, Y], [R, Y, R, R, R]],
  ['read Q9', STORED, [Y, Y, Y, R, Y], [F, F, F, R, F]],
  ['read Q9 quote lines', STORED, [Y, Y, Y, R, Y], [F, F, F, R, F]],
  ['read Copado', STORED, [Y, Y, Y, R, Y], [F, F, F, R, F]],
  ['read DevOps Center', STORED, [Y, Y, Y, R, Y], [F, F, F, R, F]],
  ['write descriptions', STORED, [Y, Y, R, R, R], [F, F, R, R, R]],
];

const ask = async (
  policy: keyof typeof POLICIES,
  roles: readonly Role[],
  action: Action,
  context: GuardContext
): Promise<{ readonly answer: string; readonly message: string; readonly exitCode: number }> => {
  const { readings, org } = POLICIES[policy];
  const guarded: GuardedOrg = { key: 'k', name: 'acme', policies: org };
  const guard = createGuard(
    async () => corporateReadings(...readings),
    async () => roles
  );
  const decision = await guard.allow(action, guarded, context);
  return decision.allowed
    ? { answer: 'yes', message: '', exitCode: 0 }
    : { answer: decision.error.name, message: decision.error.message, exitCode: decision.error.exitCode };
};

describe('who may do what', () => {
  for (const [action, context, off, on] of TABLE) {
    for (const policy of ['off', 'corporate', 'org'] as const) {
      it(`${action}, ${context.trigger} with ${context.credential} login, policy: ${policy}`, async () => {
        const expected = policy === 'off' ? off : on;
        const answers = await Promise.all(ROLES.map(async (role) => ask(policy, [role], action, context)));
        expect(answers.map(({ answer }) => answer)).to.deep.equal(expected);
        for (const { answer, exitCode } of answers) expect(exitCode).to.equal(answer === 'yes' ? 0 : 77);
      });
    }
  }

  it('is said here of each action', () => {
    expect([...new Set(TABLE.map(([action]) => action))].sort()).to.deep.equal([...ACTIONS].sort());
  });

  it('is nothing for whoever has no role', async () => {
    for (const action of ACTIONS) expect((await ask('off', [], action, STORED)).answer, action).to.equal('RoleError');
  });

  it('is what any of several roles may', async () => {
    expect((await ask('org', ['corporate admin', 'manager'], 'sync', FRESH)).answer).to.equal('yes');
    expect((await ask('off', ['viewer', 'corporate admin'], 'set corporate policy', STORED)).answer).to.equal('yes');
  });
});

describe('features that the policy turns off', () => {
  const FEATURES = ['q9', 'q9-quote-line-microscope', 'copado', 'sf_devops', 'description-write-back'];

  it('are all of them under Manual Sync Only, and none otherwise', () => {
    expect(featuresOff({ name: 'manual-sync-only', effective: true })).to.deep.equal(FEATURES);
    expect(featuresOff({ name: 'manual-sync-only', effective: false })).to.deep.equal([]);
    expect(featuresOff({ name: 'access-token-sync', effective: true })).to.deep.equal([]);
  });

  it('have each an action that is refused', () => {
    const refused = ACTIONS.map((action) => treatmentOf(action).feature).filter((feature) => feature !== undefined);
    expect(refused.sort()).to.deep.equal([...FEATURES].sort());
  });

  it('are refused with the policy, its level and its source', async () => {
    const corporate = await ask('corporate', ['manager'], 'read Copado', STORED);
    expect(corporate.message).to.contain('copado').and.contain('manual-sync-only').and.contain('"corporate"');
    expect(corporate.message).to.contain('/etc/policy.json');
    expect((await ask('org', ['manager'], 'read Copado', STORED)).message).to.contain('"org"');
  });
});
