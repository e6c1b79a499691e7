import { elementsError } from '../errors.ts';
import { corporateSources, type PolicyReading } from './corporatePolicy.ts';
import { decidingSources, effectivePolicy, type EffectivePolicy, type PolicySource } from './effectivePolicy.ts';
import type { Decision, Guard, GuardContext, GuardedOrg } from './guard.ts';
import { policyMessage } from './policyMessage.ts';
import type { PolicyName } from './policyName.ts';

/** The custom permission that keeps Manual Sync Only in the org itself, where no other machine can miss it. */
export const MARKER_PERMISSION = 'Elements_Manual_Sync_Only';

/** Asked at each decision, so that a policy that turned on meanwhile counts. */
export type ReadCorporate = () => Promise<readonly PolicyReading[]>;

/** The one place that says what is allowed. */
export const createGuard = (readCorporate: ReadCorporate): Guard => {
  const decide = async (org: GuardedOrg, context: GuardContext, marker: boolean): Promise<Decision> =>
    judge(org, context, policyFor('manual-sync-only', org, await readCorporate(), marker));
  return {
    allow: async (_action, org, context) => decide(org, context, false),
    allowWithMarker: async (_action, org, context, marker) => decide(org, context, marker),
  };
};

/** A policy as it is in force for an org. */
export const policyFor = (
  name: PolicyName,
  org: Pick<GuardedOrg, 'policies'>,
  readings: readonly PolicyReading[],
  marker = false
): EffectivePolicy => {
  const value = org.policies[name];
  const own: PolicySource[] = value === undefined ? [] : [{ level: 'org', where: policyMessage('ownSetting'), value }];
  const marked: PolicySource[] =
    marker && name === 'manual-sync-only'
      ? [{ level: 'corporate', where: policyMessage('marker', [MARKER_PERMISSION]), value: true }]
      : [];
  return effectivePolicy(name, [...corporateSources(name, readings), ...marked, ...own]);
};

/** Who decides, as a person reads it. */
export const whoDecides = (policy: EffectivePolicy): string =>
  decidingSources(policy)
    .map(({ where, problem }) => (problem === undefined ? where : policyMessage('countsAsOn', [where, problem])))
    .join('; ');

/**
 * Under Manual Sync Only just a person who authenticates for this very sync may start it: no stored login,
 * no token from the environment, and nothing that starts by itself.
 */
const judge = (org: GuardedOrg, context: GuardContext, policy: EffectivePolicy): Decision => {
  if (!policy.effective) return { allowed: true };
  if (context.credential === 'fresh' && context.trigger !== 'scheduled') return { allowed: true };
  return { allowed: false, error: elementsError('manualSyncOnly', [org.name, whoDecides(policy)]) };
};
