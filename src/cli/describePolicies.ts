import type { PolicyReading } from '../policy/corporatePolicy.ts';
import type { OrgRecord } from '../store/records.ts';
import { policyView, type PolicyView } from '../view/policyView.ts';

/** All policies as the readings say, for an org or for the corporation alone. */
export const describePolicies = async (
  readings: readonly PolicyReading[],
  org: OrgRecord | undefined
): Promise<PolicyView[]> => {
  const [{ POLICY_NAMES }, { policyFor }, { effectivePolicy }, { corporateSources }, { featuresOff }] =
    await Promise.all([
      import('../policy/policyName.ts'),
      import('../policy/createGuard.ts'),
      import('../policy/effectivePolicy.ts'),
      import('../policy/corporatePolicy.ts'),
      import('../policy/featuresOff.ts'),
    ]);
  return POLICY_NAMES.map((name) => {
    const policy =
      org === undefined ? effectivePolicy(name, corporateSources(name, readings)) : policyFor(name, org, readings);
    return policyView(policy, featuresOff(policy));
  });
};
