import { watchedOf } from '../catalogue/permissions.ts';
import { groupSandboxes } from '../connections/groupSandboxes.ts';
import { holdsMarker } from '../connections/preflight/askPreflight.ts';
import { adoptRefreshedSandbox, refreshOrg } from '../connections/refreshOrg.ts';
import { contextOf, guarded, throwRefusal } from '../engine/authorize.ts';
import type { SyncRequest } from '../engine/contract.ts';
import type { SyncCollaborators } from './syncCollaborators.ts';
import { elementsError } from '../errors.ts';
import { catalogue, entryOf } from '../catalogue/catalogue.ts';
import { isUnfiled } from '../catalogue/parentName.ts';
import { componentKey } from '../model/names/componentName.ts';
import { describeMetadata } from '../salesforce/calls/describeMetadata.ts';
import { identify, readSyncUser, type Identity } from '../salesforce/calls/identity.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import type { CurrentDocument, KnownComponent, RunRecord } from '../store/records.ts';
import { buildPublication } from './build/buildPublication.ts';
import { shortPreflight } from './check/shortPreflight.ts';
import { takeInventory, type Inventory } from './list/inventory.ts';
import { markLostTypes } from './list/lostTypes.ts';
import type { Wanted } from './plan/batches.ts';
import { confirmCandidates, retrieveRounds } from './plan/retrieveRounds.ts';
import { queryOrg } from './query/queryOrg.ts';
import { retrieveDocuments } from './retrieve/retrieveDocuments.ts';

/** The steps of a sync in their order; each returns what the later ones need, and the last one publishes. */
export const runPipeline = async (
  request: SyncRequest,
  begun: RunRecord,
  isLost: () => boolean,
  collaborators: SyncCollaborators
): Promise<RunRecord> => {
  const { store, clock, reporter } = collaborators;
  const session = await collaborators.connect(begun.username);
  const tellCalls = (): void => reporter.figures({ apiCalls: sum(session.apiCalls()) });

  const identity = await identify(session);
  const found = { identity, username: begun.username, instanceUrl: session.instanceUrl };
  await adoptRefreshedSandbox(request, found, collaborators);
  const marked = await checkMarker(request, session, collaborators);
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
  // Whoever may not see Setup may not see the marker either: that proves nothing.
  if (!marked && user.permissions?.includes('ViewSetup')) await rememberMarker(request.org.key, false, store);

  reporter.stage('List');
  const description = await describeMetadata(session);
  const inventoried = await takeInventory(session, catalogue, description, (count) => {
    reporter.figures({ listed: count });
    tellCalls();
  });
  const seen = markLostTypes(inventoried, user, { mode: request.org.mode, description });
  const listed = { ...seen, warnings: [...warnings, ...seen.warnings] };
  if (!listed.scopes.some((scope) => scope.state === 'listed')) {
    throw elementsError('retrieveFailed', [listed.scopes[0]?.problem ?? 'no type could be listed']);
  }

  reporter.stage('Plan');
  const known = await store.known(request.org.key);
  const documents = new Map((await store.documents(request.org.key)).map((document) => [document.path, document]));
  const previous = await store.lastPublished(request.org.key);
  const wanted = wantedOf(listed);
  const listedBefore = new Set(Object.keys(previous?.listed ?? {}));

  reporter.stage('Retrieve');
  const retrieved = await retrieveDocuments({
    session,
    rounds: retrieveRounds({ wanted, inventory: listed, documents, listedBefore, cut: collaborators.cut }),
    wanted: wanted.length,
    jobsAtOnce: jobsAtOnce(identity),
    documents: wholeDocuments(documents, known),
    store,
    clock,
    reporter,
    isLost,
    tellCalls,
  });
  const inventory = confirmCandidates(listed, retrieved);

  reporter.stage('Query');
  const answers = await queryOrg(session, inventory.components.values());
  const ungrouped = await groupSandboxes(session, identity, store);
  const asked = { ...answers, warnings: [...answers.warnings, ...ungrouped] };
  await refreshOrg(store, request.org.key, identity, session);
  tellCalls();

  reporter.stage('Build');
  const publication = await buildPublication({
    run,
    previous,
    session,
    description,
    inventory,
    known,
    documents,
    retrieved,
    asked,
    store,
    clock,
  });

  reporter.stage('Publish');
  if (isLost())
    throw elementsError('syncRunning', [
      request.org.alias ?? request.org.username,
      clock.now().toISOString(),
      'another process',
    ]);
  const published = await store.publish(publication);
  reporter.figures({
    added: published.components?.added ?? 0,
    updated: published.components?.updated ?? 0,
    renamed: published.components?.renamed ?? 0,
    deleted: published.components?.deleted ?? 0,
    apiCalls: sum(published.apiCalls),
  });
  return published;
};

/**
 * Three jobs at once: more wait in Salesforce's queue anyway, and each may hold a zip of 39 MB in memory. Developer and
 * trial orgs allow five long requests where others allow 25, so they get fewer.
 */
const jobsAtOnce = (identity: Identity): number =>
  identity.edition === 'Developer Edition' || identity.trialExpirationDate !== undefined ? 2 : 3;

/**
 * The documents of which the model has all components just as they stand there. One of which a component is missing is
 * built anew, though it may be the same: only its text says whether the component is in it. So is a profile, of which the
 * permission tables say just a part of the grants, and they are published as a whole.
 */
const wholeDocuments = (
  documents: ReadonlyMap<string, CurrentDocument>,
  known: readonly KnownComponent[]
): ReadonlyMap<string, CurrentDocument> => {
  const doubtful = new Set(known.flatMap(({ missing, path }) => (missing && path !== undefined ? [path] : [])));
  return new Map([...documents].filter(([path]) => !doubtful.has(path) && !path.startsWith(PROFILES)));
};

const PROFILES = `${entryOf('Profile')?.directory ?? ''}/`;

const sum = (calls: { readonly [operation: string]: number }): number =>
  Object.values(calls).reduce((total, count) => total + count, 0);

/** The org itself may hold Manual Sync Only; that is known only now, and nothing has been read of it yet. */
const checkMarker = async (
  request: SyncRequest,
  session: OrgSession,
  collaborators: SyncCollaborators
): Promise<boolean> => {
  const context = contextOf(request);
  const marked = await holdsMarker(session);
  if (marked) await rememberMarker(request.org.key, true, collaborators.store);
  const decision = await collaborators.guard.allow('sync', guarded({ ...request.org, marked }), context);
  if (!decision.allowed) await throwRefusal(decision.error, request, context, collaborators);
  return marked;
};

/** So that the policy holds from now on before the org is asked, and no longer than the org says so. */
const rememberMarker = async (key: string, marked: boolean, store: SyncCollaborators['store']): Promise<void> => {
  const org = await store.org(key);
  if (org === undefined || (org.marked ?? false) === marked) return;
  const { marked: _before, ...kept } = org;
  await store.saveOrg({ ...kept, ...(marked ? { marked } : {}) });
};

/** What is retrieved: every listed component that has a document, but the packaged ones that hide theirs. */
const wantedOf = (inventory: Inventory): Wanted[] => {
  const wanted = [...inventory.components.values(), ...inventory.candidates].flatMap((component): Wanted[] => {
    const entry = entryOf(component.type);
    const read = !component.packaged || entry?.packaged === 'retrieve';
    // The public folder of what lies in none has no document, though it may be listed among the folders.
    return entry && read && !isUnfiled(component) ? [{ entry, component }] : [];
  });
  // A fixed order, so that the same org is cut in the same way each time.
  return wanted.sort((a, b) => (componentKey(a.component) < componentKey(b.component) ? -1 : 1));
};
