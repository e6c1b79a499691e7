import { authorize, type Authority, type Question } from '../engine/authorize.ts';
import { elementsError } from '../errors.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { GuardedOrg } from '../policy/guard.ts';
import { strictestPolicies } from '../policy/strictestPolicies.ts';
import { identify, type Identity } from '../salesforce/calls/identity.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import type { OrgRecord } from '../store/records.ts';
import { erasedPolicies } from './disconnectOrg.ts';
import { samenessOf } from './sameOrg.ts';

/** Who an org said to be, and what the guard was asked then: it is to be asked the same with what else the org says. */
export type Recognised = { readonly identity: Identity; readonly question: Question };

/**
 * Asks which org a session has led to, by one query, and then the guard once more: by that org's id, and by the records
 * that the store has of it. A login does not say reliably which org it opens: the sf CLI's record of it may be a copy under
 * another username, or lack the id. `question.org` is the org as it was known before. Nothing else may be asked of the org
 * until this has returned; a refusal is written down and thrown, and so is an org that does not tell its id: of that one
 * it can't be known which policies are in force.
 */
export const recogniseOrg = async (
  session: OrgSession,
  question: Question,
  authority: Authority
): Promise<Recognised> => {
  const identity = await identify(session);
  if (!identity.orgId) throw elementsError('salesforce', ['Organization', 'the org does not tell its id']);
  const org = await recognised(session, identity, { question, authority });
  const asked = { ...question, org };
  await authorize(asked, authority);
  return { identity, question: asked };
};

/** The org as it was meant, with all that is known of the one that it turned out to be. */
const recognised = async (
  session: OrgSession,
  identity: Identity,
  { question, authority: { store } }: { readonly question: Question; readonly authority: Authority }
): Promise<GuardedOrg> => {
  const { org } = question;
  const { orgId, isSandbox } = identity;
  const { username, instanceUrl } = session;
  const who = { orgId, username, instanceUrl, isSandbox };
  const records = recordsOf(await store.orgs({ all: true }), { identity, username, instanceUrl });
  const policies = strictestPolicies([
    { policies: org.policies },
    ...records,
    // An org that was erased goes on with what it was erased with.
    ...(records.length === 0 ? [{ policies: erasedPolicies(await store.audits(), who) }] : []),
  ]);
  const [record] = records;
  // What the record at hand remembers of the marker, the guard has been told.
  const marked = org.marked ?? (records.some((one) => one.marked && one.key !== org.key) || undefined);
  return { ...org, ...who, policies, ...omitUndefined({ key: org.key ?? record?.key, marked }) };
};

/** The store's records of an org; where it has none, those of the sandbox whose refresh made it, whoever reached that. */
const recordsOf = (orgs: readonly OrgRecord[], found: Parameters<typeof samenessOf>[1]): OrgRecord[] => {
  const same = orgs.filter(({ orgId }) => orgId.slice(0, 15) === found.identity.orgId.slice(0, 15));
  return same.length > 0 ? same : orgs.filter((org) => samenessOf(org, found) === 'refreshed sandbox');
};
