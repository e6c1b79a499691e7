import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import { treatmentOf, type Action, featuresOff } from './actions.ts';
import { corporateSources, type PolicyReading } from './corporatePolicy.ts';
import { decidingSources, effectivePolicy, type EffectivePolicy, type PolicySource } from './effectivePolicy.ts';
import type { Guard, GuardContext, GuardedOrg, Refusal } from './guard.ts';
import { strictValue, type PolicyName, type Role, POLICY_NAMES, type PolicyValues } from './policies.ts';

/** The custom permission that keeps Manual Sync Only in the org itself, where no other machine can miss it. */
export const MARKER_PERMISSION = 'Elements_Manual_Sync_Only';

/** Asked at each decision, so that a policy that turned on meanwhile counts. */
export type ReadCorporate = () => Promise<readonly PolicyReading[]>;

/** What whoever runs this program is to the orgs of the store in use. */
export type ReadRoles = () => Promise<readonly Role[]>;

/** The one place that says what is allowed. */
export const createGuard = (readCorporate: ReadCorporate, readRoles: ReadRoles): Guard => ({
  allow: async (action, org, context) => {
    const [readings, roles] = await Promise.all([readCorporate(), readRoles()]);
    return (
      refusalByRole(action, org, roles, treatmentOf(action).roles) ??
      refusalByPolicy({ action, org, context, roles, readings }) ?? { allowed: true }
    );
  },
});

/** A policy as it is in force for an org. */
export const policyFor = (
  name: PolicyName,
  org: Pick<GuardedOrg, 'policies' | 'marked'>,
  readings: readonly PolicyReading[]
): EffectivePolicy => {
  const value = org.policies[name];
  const own: PolicySource = {
    level: 'org',
    where: policyMessage('ownSetting'),
    ...omitUndefined({ value }),
  };
  const marker: PolicySource = {
    level: 'corporate',
    where: policyMessage('marker', [MARKER_PERMISSION]),
    // It can't say that tokens from the environment are allowed; if its silence let others say so, anybody's own file would do.
    ...markerSays(name, org.marked),
  };
  const markers = name === 'manual-sync-only' || org.marked ? [marker] : [];
  return effectivePolicy(name, [...corporateSources(name, readings), ...markers, own]);
};

const markerSays = (name: PolicyName, marked: GuardedOrg['marked']): Pick<PolicySource, 'value' | 'problem'> => {
  if (typeof marked === 'object') return marked;
  return marked ? { value: strictValue(name) } : {};
};

/** Who decides, as a person reads it. */
export const whoDecides = (policy: EffectivePolicy): string =>
  decidingSources(policy)
    .map(({ where, problem }) => (problem === undefined ? where : policyMessage('countsAsOn', [where, problem])))
    .join('; ');

const refusalByRole = (
  action: Action,
  org: GuardedOrg,
  roles: readonly Role[],
  wanted: readonly Role[]
): Refusal | undefined =>
  roles.some((role) => wanted.includes(role))
    ? undefined
    : {
        allowed: false,
        reason: 'role',
        error: elementsError('role', [
          policyMessage(action),
          org.name,
          wanted.join(', '),
          roles.join(', ') || policyMessage('noRole'),
        ]),
      };

type Question = {
  readonly action: Action;
  readonly org: GuardedOrg;
  readonly context: GuardContext;
  readonly roles: readonly Role[];
  readonly readings: readonly PolicyReading[];
};

/**
 * Under Manual Sync Only just a person who authenticates for this very sync may start it: no stored login, and nothing
 * that starts by itself. A token from the environment counts as that where a second policy says so.
 */
const refusalByPolicy = ({ action, org, context, roles, readings }: Question): Refusal | undefined => {
  const { underManualSyncOnly: rule, feature } = treatmentOf(action);
  const policy = policyFor('manual-sync-only', org, readings);
  if (!policy.effective) return undefined;
  if (feature !== undefined && featuresOff(policy).includes(feature)) {
    const level = policyMessage(`level.${policy.decidedBy}`);
    return {
      allowed: false,
      reason: 'feature off',
      error: elementsError('featureUnavailable', [feature, org.name, policy.name, level, whoDecides(policy)]),
    };
  }
  if (rule === undefined) return undefined;
  if (rule.asksOrg && !isPersonal(context, policy, policyFor('access-token-sync', org, readings))) {
    return {
      allowed: false,
      reason: 'manual sync only',
      error: elementsError('manualSyncOnly', [org.name, whoDecides(policy)]),
    };
  }
  return refusalByRole(action, org, roles, rule.roles);
};

const isPersonal = (context: GuardContext, manual: EffectivePolicy, tokens: EffectivePolicy): boolean => {
  if (context.trigger === 'scheduled' || context.credential === 'stored') return false;
  return context.credential === 'fresh' || allowsTokens(manual, tokens);
};

/**
 * Tokens from the environment must be allowed at the level that decides on Manual Sync Only: what an org allows itself
 * means nothing where the corporation decides, and what the corporation forbids no org can allow.
 */
const allowsTokens = (manual: EffectivePolicy, tokens: EffectivePolicy): boolean =>
  manual.decidedBy === 'corporate'
    ? tokens.corporate === true && tokens.effective
    : tokens.org === true && tokens.effective;

/** Throws where an org's own setting would allow what the corporation forbids: it would have no effect, and look as if it had. */
export const refuseWeakening = (
  values: PolicyValues,
  org: Pick<GuardedOrg, 'policies' | 'marked'>,
  corporate: readonly PolicyReading[]
): void => {
  for (const name of POLICY_NAMES) {
    const policy = policyFor(name, org, corporate);
    const strict = strictValue(name);
    if (values[name] === !strict && policy.corporate === strict) {
      throw elementsError('corporatePolicy', [name, policyMessage(strict ? 'on' : 'off'), whoDecides(policy)]);
    }
  }
};
