import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';
import type { ChangedOwner } from '../account/storeOwners.ts';
import { treatmentOf, type Action, featuresOff } from './actions.ts';
import { corporateSources, knownSources, ownStatement, sourceOf, type PolicyReadings } from './readPolicies.ts';
import {
  decidingSources,
  effectivePolicy,
  isRead,
  type EffectivePolicy,
  type PolicySource,
} from './effectivePolicy.ts';
import type { Guard, GuardContext, GuardedOrg, Refusal } from './guard.ts';
import { strictValue, type PolicyName, type Role, POLICY_NAMES, type PolicyValues } from './policies.ts';
import { believedRoles, mayConfirm, ownerTokens } from './storeOwner.ts';

/** The custom permission that keeps Manual Sync Only in the org itself, where no other machine can miss it. */
export const MARKER_PERMISSION = 'Elements_Manual_Sync_Only';

/** Asked at each decision, so that a policy that turned on meanwhile counts. */
export type ReadPolicies = () => Promise<PolicyReadings>;

/** The caller's roles for an org of the store in use, by its key there; undefined where it has none. */
export type ReadRoles = (orgKey: string | undefined) => Promise<readonly Role[]>;

/** Whether the store's file changed hands since it was seen first; undefined where it did not. */
export type ReadOwner = () => Promise<ChangedOwner | undefined>;

/** The one place that says what is allowed. `userId` is who asks; undefined where the platform has no owners by number. */
export const createGuard = (
  readPolicies: ReadPolicies,
  readRoles: ReadRoles,
  readOwner: ReadOwner = () => Promise.resolve(undefined),
  userId?: number
): Guard => ({
  allow: async (action, org, context) => {
    const [readings, roles, changedOwner] = await Promise.all([readPolicies(), readRoles(org.key), readOwner()]);
    const question = { action, org, context, readings, changedOwner, roles: believedRoles(roles, changedOwner) };
    const { roles: wanted, byFormerOwner } = treatmentOf(action);
    const refusal =
      byFormerOwner && changedOwner !== undefined
        ? refusalByOwner(question, changedOwner, userId)
        : refusalByRole(question, wanted);
    return refusal ?? refusalByPolicy(question) ?? { allowed: true };
  },
});

/** No role says who that is: the file of the store may be somebody else's by now. */
const refusalByOwner = (
  { action, org }: Question,
  changedOwner: ChangedOwner,
  userId: number | undefined
): Refusal | undefined =>
  mayConfirm(changedOwner, userId)
    ? undefined
    : { allowed: false, reason: 'role', error: ownerError(action, org, changedOwner) };

/** What of an org its policies depend on. */
export type PolicyOrg = Omit<GuardedOrg, 'key' | 'name'>;

/** A policy as it is in force for an org. */
export const policyFor = (name: PolicyName, org: PolicyOrg, readings: PolicyReadings): EffectivePolicy => {
  const own = sourceOf('org', name, { where: policyMessage('ownSetting'), statement: ownStatement(org.policies) });
  const marker: PolicySource = {
    level: 'corporate',
    where: policyMessage('marker', [MARKER_PERMISSION]),
    // It can't say that tokens from the environment are allowed; if its silence let others say so, anybody's own file would do.
    ...markerSays(name, org.marked),
  };
  const markers = name === 'manual-sync-only' || org.marked ? [marker] : [];
  const known = knownSources(name, org, readings);
  return effectivePolicy(name, [...corporateSources(name, readings), ...markers, own, ...known]);
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
  { action, org, roles, changedOwner }: Question,
  wanted: readonly Role[]
): Refusal | undefined => {
  if (roles.some((role) => wanted.includes(role))) return undefined;
  const what = [policyMessage(action), org.name, wanted.join(', ')];
  const error =
    changedOwner !== undefined && wanted.includes('manager')
      ? ownerError(action, org, changedOwner)
      : elementsError('role', [...what, roles.join(', ') || policyMessage('noRole')]);
  return { allowed: false, reason: 'role', error };
};

const ownerError = (action: Action, org: GuardedOrg, changedOwner: ChangedOwner): Refusal['error'] =>
  elementsError('storeOwner', [policyMessage(action), org.name, ...ownerTokens(changedOwner)]);

type Question = {
  readonly action: Action;
  readonly org: GuardedOrg;
  readonly context: GuardContext;
  readonly roles: readonly Role[];
  readonly readings: PolicyReadings;
  readonly changedOwner: ChangedOwner | undefined;
};

/**
 * Under Manual Sync Only just a person who authenticates for this very sync may start it: no stored login, and nothing
 * that starts by itself. A token from the environment counts as that where a second policy says so.
 */
const refusalByPolicy = (question: Question): Refusal | undefined => {
  const { action, org, context, readings } = question;
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
      isProven: isRead(policy),
      error: elementsError('manualSyncOnly', [org.name, forbiddenBy(action, context), whoDecides(policy)]),
    };
  }
  return refusalByRole(question, rule.roles);
};

const forbiddenBy = (action: Action, { trigger, credential }: GuardContext): string => {
  const what = [policyMessage(action)];
  if (trigger === 'scheduled') return policyMessage('forbidden.scheduled', what);
  // A fresh login is personal; whoever refuses it does so for its role.
  return policyMessage(credential === 'environment' ? 'forbidden.environment' : 'forbidden.stored', what);
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
export const refuseWeakening = (values: PolicyValues, org: PolicyOrg, readings: PolicyReadings): void => {
  for (const name of POLICY_NAMES) {
    const policy = policyFor(name, org, readings);
    const strict = strictValue(name);
    if (values[name] === !strict && policy.corporate === strict) {
      throw elementsError('corporatePolicy', [name, policyMessage(strict ? 'on' : 'off'), whoDecides(policy)]);
    }
  }
};
