import { POLICY_NAMES, strictValue, type PolicyValues } from '../policy/policyName.ts';
import type { AuditRecord } from '../store/records.ts';
import { sandboxName } from './sameOrg.ts';

/**
 * What an org's own policies were when it was erased, as far as they were strict: erasing an org and connecting it again
 * must not be a way round its policy. The audit records, which outlive the org, say so. `audits` are newest first.
 */
export const erasedPolicies = (
  audits: readonly AuditRecord[],
  org: { readonly orgId: string; readonly username: string; readonly instanceUrl: string }
): PolicyValues => {
  const sandbox = sandboxName(org.instanceUrl);
  const erased = audits.find(
    ({ action, detail }) =>
      action === 'org erased' &&
      (detail['orgId'] === org.orgId ||
        detail['username'] === org.username ||
        // The same sandbox, refreshed since then, by another user.
        (sandbox !== undefined && nameIn(detail) === sandbox))
  );
  const policies = (erased?.detail['policies'] ?? {}) as { readonly [name: string]: unknown };
  return Object.fromEntries(
    POLICY_NAMES.filter((name) => policies[name] === strictValue(name)).map((name) => [name, strictValue(name)])
  );
};

const nameIn = ({ instanceUrl }: AuditRecord['detail']): string | undefined =>
  typeof instanceUrl === 'string' ? sandboxName(instanceUrl) : undefined;
