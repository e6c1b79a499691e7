import { watchedOf } from '../../catalogue/permissions.ts';
import { checkNotedOrg } from '../../connections/notedOrg.ts';
import { readMarker } from '../../connections/readMarker.ts';
import { recogniseOrg } from '../../connections/recogniseOrg.ts';
import { adoptRefreshedSandbox } from '../../connections/refreshOrg.ts';
import { authorize, contextOf, guarded, type Question } from '../../engine/authorize.ts';
import type { SyncRequest } from '../../engine/contract.ts';
import type { Marker } from '../../policy/guard.ts';
import { readSyncUser, type Identity, type SyncUser } from '../../salesforce/calls/identity.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { SyncCollaborators } from '../syncCollaborators.ts';
import { shortPreflight } from './shortPreflight.ts';

/** Who the org and its user turned out to be, and the run that says so. */
export type CheckedSync = {
  readonly session: OrgSession;
  readonly identity: Identity;
  readonly user: SyncUser;
  readonly run: RunRecord;
  readonly warnings: readonly string[];
  /** What should have worked and did not. */
  readonly problems: readonly string[];
};

/**
 * Opens the session and makes sure that it leads to the org that is meant, that no policy in the org itself forbids the
 * sync, and that the user may do what a sync needs. Throws the named error otherwise.
 */
export const checkSync = async (
  request: SyncRequest,
  begun: RunRecord,
  collaborators: SyncCollaborators
): Promise<CheckedSync> => {
  const { store } = collaborators;
  // Before anything is asked: a login of the sf CLI's may be to another org than the store says.
  if (contextOf(request).credential === 'stored') await checkNotedOrg(request.org, begun.username);
  const session = await collaborators.connect(begun.username);
  const { identity, question } = await recogniseOrg(session, questionOf(request), collaborators);
  const found = { identity, username: begun.username, instanceUrl: session.instanceUrl };
  await adoptRefreshedSandbox(request, found, collaborators);
  const marked = await checkMarker({ key: request.org.key, question, session }, collaborators);
  const user = await readSyncUser(session);
  const run: RunRecord = {
    ...begun,
    username: session.username,
    actor: session.actor ?? begun.actor,
    orgId: identity.orgId,
    apiVersion: session.apiVersion,
    ...(user.userId ? { userId: user.userId } : {}),
    permissions: watchedOf(user.permissions ?? []),
  };
  await store.saveRun(run);
  const warnings = await shortPreflight(session, user, request.org);
  // A user who may not see Setup may not see the marker either: that proves nothing.
  if (marked === false && user.permissions?.includes('ViewSetup')) await rememberMarker(request.org.key, false, store);
  const problems = user.permissionProblem === undefined ? [] : [unreadPermissions(user.permissionProblem)];
  return { session, identity, user, run, warnings, problems };
};

const questionOf = (request: SyncRequest): Question => ({
  action: 'sync',
  org: guarded(request.org),
  actor: request.actor,
  context: contextOf(request),
});

/** Without them nothing can be known to be gone: what the user does not see may be there. */
const unreadPermissions = (problem: string): string => `What the sync user may do could not be read: ${problem}`;

/** The org itself may hold Manual Sync Only; that is known only now, and nothing has been read of it yet. */
const checkMarker = async (
  { key, question, session }: { readonly key: string; readonly question: Question; readonly session: OrgSession },
  collaborators: SyncCollaborators
): Promise<Marker> => {
  const marked = await readMarker(session);
  if (marked === true) await rememberMarker(key, true, collaborators.store);
  await authorize({ ...question, org: { ...question.org, marked } }, collaborators);
  return marked;
};

/** So that the policy holds from now on before the org is asked, and no longer than the org says so. */
const rememberMarker = async (key: string, marked: boolean, store: Pick<Store, 'org' | 'changeOrg'>): Promise<void> => {
  if (((await store.org(key))?.marked ?? false) === marked) return;
  await store.changeOrg(key, (current) => {
    if (current === undefined) return undefined;
    const { marked: _before, ...kept } = current;
    return { ...kept, ...(marked ? { marked } : {}) };
  });
};
