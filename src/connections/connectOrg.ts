import { authorize, guarded, refusalOf, type Question } from '../engine/authorize.ts';
import type { Collaborators, ConnectOrg, ConnectRequest } from '../engine/contract.ts';
import { elementsError } from '../errors.ts';
import { checkMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { Marker, Refusal } from '../policy/guard.ts';
import { printable } from '../redact.ts';
import { readSyncUser, type SyncUser } from '../salesforce/calls/identity.ts';
import { nameFault } from '../salesforce/faults/nameFault.ts';
import type { NotedOrg } from '../salesforce/login/notedIdentity.ts';
import { productionUsername } from '../salesforce/login/storedLogin.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import { chooseSchedule } from '../schedule/chooseSchedule.ts';
import type { OrgRecord } from '../store/records.ts';
import { erasedPolicies } from './disconnectOrg.ts';
import { groupSandboxes } from './groupSandboxes.ts';
import { keepAudit, savePolicies } from './readBack.ts';
import { askMarker } from './readMarker.ts';
import { recogniseOrg } from './recogniseOrg.ts';
import { afterRefresh, checkSameOrg, samenessOf, type FoundOrg } from './sameOrg.ts';

/**
 * Records the connection of an org. An org that is connected already, maybe by another user or with its model kept,
 * gets its record refreshed: key, model, schedule and policies stay, so a policy can't be weakened by connecting again.
 */
export const connectOrg: ConnectOrg = async (request, collaborators) =>
  recordOrg(await identifyOrg(request, collaborators), collaborators);

/** An org that is to be connected, and its record as it is going to be; nothing is written yet. */
export type IdentifiedOrg = {
  readonly request: ConnectRequest;
  readonly found: Found;
  /** As it is going to be, unless another program changes it until then. */
  readonly record: OrgRecord;
  /** Undefined: a new org. */
  readonly continued: ContinuedRecord | undefined;
  /** All orgs that the store knew. */
  readonly orgs: readonly OrgRecord[];
  readonly now: Date;
};

/** The first half of `connectOrg`: over `found.session` the org can be asked more before it is recorded. */
export const identifyOrg = async (request: ConnectRequest, collaborators: Collaborators): Promise<IdentifiedOrg> => {
  const { guard, store, clock, newId, reporter } = collaborators;
  reporter.stage('Check');
  const orgs = await store.orgs({ all: true });
  const known = orgs.find(({ username }) => username === request.username);
  const org = known ? guarded(known) : { name: orgLabel(request), policies: {} };
  await authorize({ action: 'change an org', org, actor: request.actor }, { guard, store, clock });
  const { actor, context } = request;
  const question = { action: 'check an org', org, actor, ...omitUndefined({ context }) } as const;
  const found = request.noted ? { ...request.noted, user: {} } : await ask(request.username, question, collaborators);
  const { identity, instanceUrl } = found;
  const who = { identity, username: request.username, instanceUrl };
  // What a refresh made of a sandbox only the org itself can say.
  const acceptRefresh = request.acceptRefresh === true && request.noted === undefined;
  const continued = findOrgRecord(orgs, who, acceptRefresh);
  const now = clock.now();
  const record = continued
    ? continuedRecord(continued.record, { request, found, now, isRefreshed: continued.formerOrgId !== undefined })
    : newRecord(request, found, { key: newId(), now });
  if (record.username !== request.username) {
    const [name, ...users] = [orgLabel(record), record.username, request.username].map(printable);
    request.warn?.(checkMessage('userKept', [name ?? '', ...users]));
  }
  return { request, found, record, continued, orgs, now };
};

/** The second half of `connectOrg`. */
export const recordOrg = async (
  { request, found, record, continued, orgs, now }: IdentifiedOrg,
  { store }: Pick<Collaborators, 'store'>
): Promise<OrgRecord> => {
  const { identity } = found;
  const session = found.refusal ? undefined : found.session;
  const erased = erasedPolicies(await store.audits(), record);
  const production = continued && !found.session ? undefined : await productionOf(record, orgs);
  const grouped = (org: OrgRecord): OrgRecord =>
    production !== undefined && org.group === org.orgId ? { ...org, group: production } : org;
  const isRefreshed = continued?.formerOrgId !== undefined;
  const saved = await savePolicies(
    record,
    (current) => {
      // Also where it was erased meanwhile.
      if (current === undefined) return grouped({ ...record, policies: { ...record.policies, ...erased } });
      return grouped(continuedRecord(current, { request, found, now, isRefreshed }));
    },
    store
  );
  await releaseAlias(record, orgs, store);
  for (const warning of session ? await groupSandboxes(session, identity, store) : []) request.warn?.(warning);
  const audit = {
    at: now.toISOString(),
    actor: request.actor,
    from: 'org connect',
    orgKey: record.key,
    action: continued ? 'org reconnected' : 'org connected',
    detail: {
      orgId: record.orgId,
      ...omitUndefined({ formerOrgId: continued?.formerOrgId }),
      username: record.username,
      manualSyncOnly: saved.policies['manual-sync-only'] ?? false,
    },
  };
  const stored = (await store.org(record.key)) ?? saved;
  await keepAudit(audit, store, async () => request.follow?.(stored));
  return (await store.org(record.key)) ?? stored;
};

type Found = NotedOrg & {
  /** Absent where the org was asked nothing. */
  readonly session?: OrgSession;
  readonly user: SyncUser;
  /** Absent where the org was asked nothing. */
  readonly marked?: Marker;
  /** The org's own marker forbids that it is asked any more by this login; written down already. */
  readonly refusal?: Refusal;
};

const ask = async (username: string, question: Question, collaborators: Collaborators): Promise<Found> => {
  try {
    const session = await collaborators.connect(username);
    const { identity, question: recognised } = await recogniseOrg(session, question, collaborators);
    const { instanceUrl } = session;
    const marked = await askMarker(session);
    const org = { ...recognised.org, marked };
    const refusal = marked ? await refusalOf({ ...recognised, org }, collaborators) : undefined;
    const user = refusal ? {} : await readSyncUser(session);
    return { session, identity, instanceUrl, user, marked, ...omitUndefined({ refusal }) };
  } catch (error) {
    throw nameFault(error, username);
  }
};

/** A sandbox belongs to the production org that the sf CLI reached it from, if that one is connected; others tell later. */
const productionOf = async (record: OrgRecord, orgs: readonly OrgRecord[]): Promise<string | undefined> => {
  if (!record.isSandbox || record.group !== record.orgId) return undefined;
  const username = await productionUsername(record.orgId);
  return orgs.find((org) => !org.isSandbox && org.username === username)?.orgId;
};

const facts = (request: ConnectRequest, { instanceUrl, identity, user, marked }: Found) => ({
  orgId: identity.orgId,
  username: request.username,
  ...omitUndefined({ alias: request.alias }),
  name: identity.name,
  edition: identity.edition,
  isSandbox: identity.isSandbox,
  ...omitUndefined({ trialExpirationDate: identity.trialExpirationDate }),
  instanceUrl,
  ...omitUndefined({ namespace: identity.namespace, timeZone: user.timeZone }),
  ...(marked === true ? { marked } : {}),
});

const newRecord = (
  request: ConnectRequest,
  found: Found,
  { key, now }: { readonly key: string; readonly now: Date }
): OrgRecord => ({
  ...withSchedule({ key, ...facts(request, found) }, request, { draw: true, now }),
  group: found.identity.orgId,
  mode: request.mode ?? 'default',
  linkTarget: request.linkTarget ?? 'lightning',
  policies: request.manualSyncOnly ? { 'manual-sync-only': true } : {},
  connectedAt: now.toISOString(),
});

type Continuing = {
  readonly request: ConnectRequest;
  readonly found: Found;
  readonly now: Date;
  readonly isRefreshed: boolean;
};

/** A record that goes on, with what the org and the person said; all else, its policies above all, stays as it is by now. */
const continuedRecord = (current: OrgRecord, { request, found, now, isRefreshed }: Continuing): OrgRecord => {
  const {
    disconnectedAt: _gone,
    marked,
    ...kept
  } = isRefreshed ? afterRefresh(current, { ...found, username: request.username }) : current;
  return withSchedule(
    {
      ...kept,
      // What was not asked can't be known to have gone.
      ...(marked && !saysUnmarked(found) ? { marked } : {}),
      // The sf CLI's record of a login is no news of an org that told of itself: anybody may have written it.
      ...(found.session ? facts(request, found) : {}),
      mode: request.mode ?? current.mode,
      linkTarget: request.linkTarget ?? current.linkTarget,
      policies: { ...current.policies, ...(request.manualSyncOnly ? { 'manual-sync-only': true } : {}) },
    },
    request,
    { draw: false, now }
  );
};

/** A user who may not see Setup may not see the marker either: that proves nothing. */
const saysUnmarked = ({ marked, user }: Found): boolean =>
  marked === false && user.permissions?.includes('ViewSetup') === true;

const withSchedule = <Org extends Pick<OrgRecord, 'schedule' | 'timeZone'>>(
  { schedule: former, ...org }: Org,
  { schedule: asked }: ConnectRequest,
  { draw, now }: { readonly draw: boolean; readonly now: Date }
): Omit<Org, 'schedule'> & Pick<OrgRecord, 'schedule'> => {
  const schedule = asked
    ? chooseSchedule(asked.wish, {
        former,
        draw,
        timezone: org.timeZone ?? asked.timezone,
        random: asked.random,
        now,
      })
    : former;
  return schedule === undefined ? org : { ...org, schedule };
};

/** An alias means one org: another one that was known by it is not any more. */
const releaseAlias = async (
  record: OrgRecord,
  orgs: readonly OrgRecord[],
  store: Pick<Collaborators['store'], 'changeOrg'>
): Promise<void> => {
  for (const { key } of orgs.filter(({ alias }) => alias !== undefined && alias === record.alias)) {
    if (key === record.key) continue;
    await store.changeOrg(key, (current) => {
      if (current === undefined || current.alias !== record.alias) return undefined;
      const { alias: _released, ...other } = current;
      return other;
    });
  }
};

/** The record that goes on with an org that is being connected; `formerOrgId` when the org is a refreshed sandbox. */
export type ContinuedRecord = { readonly record: OrgRecord; readonly formerOrgId?: string };

/**
 * The record of this org, disconnected ones included, or the one of the sandbox whose refresh made it. Undefined: a new
 * org. A connected record of the same user that is about another org is a contradiction, and nothing is connected.
 */
const findOrgRecord = (
  orgs: readonly OrgRecord[],
  found: FoundOrg,
  acceptRefresh: boolean
): ContinuedRecord | undefined => {
  const ofUser = orgs.find((org) => org.username === found.username && org.disconnectedAt === undefined);
  const same = orgs.find((org) => org.orgId === found.identity.orgId);
  if (same !== undefined) {
    // The user's own record is about an org that is no more, and this one has a record by itself: two can't become one.
    if (ofUser !== undefined && ofUser !== same) {
      throw elementsError('orgMismatch', [orgLabel(ofUser), found.identity.orgId, ofUser.orgId]);
    }
    return { record: same };
  }
  const former = ofUser ?? orgs.find((org) => samenessOf(org, found) === 'refreshed sandbox');
  if (former === undefined) return undefined;
  checkSameOrg(former, found, acceptRefresh);
  return { record: former, formerOrgId: former.orgId };
};
