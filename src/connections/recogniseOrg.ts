import { authorize, guarded, type Authority, type Question } from '../engine/authorize.ts';
import { elementsError } from '../errors.ts';
import type { GuardedOrg } from '../policy/guard.ts';
import { identify, type Identity } from '../salesforce/calls/identity.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import { erasedPolicies } from './disconnectOrg.ts';

/**
 * Asks which org a session has led to, by one query, and then the guard once more: by that org's id, and by the record
 * that the store has of it. A login does not say reliably which org it opens: the sf CLI's record of it may be a copy under
 * another username, or lack the id. `question.org` is the org as it was known before. Nothing else may be asked of the org
 * until this has returned; a refusal is written down and thrown, and so is an org that does not tell its id: of that one
 * it can't be known which policies are in force.
 */
export const recogniseOrg = async (
  session: OrgSession,
  question: Question,
  authority: Authority
): Promise<Identity> => {
  const identity = await identify(session);
  if (!identity.orgId) throw elementsError('salesforce', ['Organization', 'the org does not tell its id']);
  await authorize({ ...question, org: await recognised(session, identity, { question, authority }) }, authority);
  return identity;
};

const recognised = async (
  session: OrgSession,
  { orgId }: Identity,
  { question, authority: { store } }: { readonly question: Question; readonly authority: Authority }
): Promise<GuardedOrg> => {
  const { org } = question;
  const record = (await store.orgs({ all: true })).find((one) => one.orgId === orgId);
  // Of the org that was meant, the guard has just been asked.
  if (record !== undefined) return record.key === org.key ? { ...org, orgId } : guarded(record);
  // Refreshed sandboxes go on with their record's policy; an org that was erased, with what it was erased with.
  const { username, instanceUrl } = session;
  const erased = erasedPolicies(await store.audits(), { orgId, username, instanceUrl });
  return { ...org, orgId, policies: { ...org.policies, ...erased } };
};
