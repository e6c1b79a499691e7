import type { OrgPolicies } from '../store/records.ts';
import { POLICY_NAMES, strictValue } from './policies.ts';
import { ownStatement } from './readPolicies.ts';

/**
 * An org's own policies by several records of it: the stricter value wins, and what can't be understood counts as that.
 * A name that no record holds is absent.
 */
export const strictestPolicies = (
  records: ReadonlyArray<Pick<OrgPolicies, 'policies'>>
): { readonly [name: string]: boolean } =>
  Object.fromEntries(
    POLICY_NAMES.flatMap((name): Array<[string, boolean]> => {
      const strict = strictValue(name);
      const values = records.flatMap(({ policies }) =>
        ownStatement(policies).problem ? strict : (policies[name] ?? [])
      );
      return values.length === 0 ? [] : [[name, values.includes(strict) ? strict : !strict]];
    })
  );
