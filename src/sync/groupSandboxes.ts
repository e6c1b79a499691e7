import { query, text } from '../metadata/query.ts';
import { widenId } from '../model/salesforceId.ts';
import type { Identity } from '../org/identity.ts';
import type { OrgSession } from '../org/orgSession.ts';
import type { Store } from '../store/store.ts';

/**
 * Puts the connected sandboxes of a production org into its group, as the production org itself lists them: Tooling
 * `SandboxProcess`, one row for each creation and refresh. Asked only while a connected sandbox has no group yet; orgs
 * without sandboxes do not have the object.
 */
export const groupSandboxes = async (
  session: OrgSession,
  identity: Identity,
  store: Pick<Store, 'orgs' | 'saveOrg'>
): Promise<void> => {
  if (identity.isSandbox || identity.trialExpirationDate !== undefined) return;
  const alone = (await store.orgs({ all: true })).filter((org) => org.isSandbox && org.group === org.orgId);
  if (alone.length === 0) return;
  const rows = await query(session, 'SELECT SandboxName, SandboxOrganization FROM SandboxProcess', 'tooling').catch(
    () => []
  );
  const sandboxes = new Set(rows.map((row) => widenId(text(row, 'SandboxOrganization'))));
  for (const org of alone) {
    if (sandboxes.has(org.orgId)) await store.saveOrg({ ...org, group: identity.orgId });
  }
};
