import { elementsError } from '../errors.ts';
import type { PolicyReading } from './corporatePolicy.ts';
import { policyFor, whoDecides } from './createGuard.ts';
import type { GuardedOrg } from './guard.ts';
import { policyMessage } from './policyMessage.ts';
import { POLICY_NAMES, strictValue, type PolicyValues } from './policyName.ts';

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
