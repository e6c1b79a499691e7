import { groupSandboxes } from '../connections/groupSandboxes.ts';
import { refreshOrg } from '../connections/refreshOrg.ts';
import type { SyncRequest } from '../engine/contract.ts';
import { elementsError } from '../errors.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { RunRecord } from '../store/records.ts';
import { buildPublication } from './build/buildPublication.ts';
import { checkSync } from './check/checkSync.ts';
import { confirmChanges } from './confirm/confirmChanges.ts';
import { listOrg } from './list/listOrg.ts';
import { planRetrieve, readCurrentModel } from './plan/planRetrieve.ts';
import { confirmCandidates } from './plan/retrieveRounds.ts';
import { queryOrg } from './query/queryOrg.ts';
import { retrieveDocuments } from './retrieve/retrieveDocuments.ts';
import type { SyncCollaborators } from './syncCollaborators.ts';

/**
 * The stages of a sync in their order; each returns what the later ones need, and the last one publishes. What a stage
 * gets and gives, and what of it may fail, stands in DESIGN.
 */
export const runPipeline = async (
  request: SyncRequest,
  begun: RunRecord,
  isLost: () => boolean,
  collaborators: SyncCollaborators
): Promise<RunRecord> => {
  const { store, clock, reporter, cut } = collaborators;
  const { key, mode } = request.org;
  const { session, identity, user, run, warnings, problems } = await checkSync(request, begun, collaborators);
  const tellCalls = (): void => reporter.figures({ apiCalls: sum(session.apiCalls()) });

  reporter.stage('List');
  const model = await readCurrentModel(store, key);
  const { description, inventory: listed } = await listOrg(session, { user, mode, known: model.known }, (count) => {
    reporter.figures({ listed: count });
    tellCalls();
  });

  reporter.stage('Plan');
  const plan = planRetrieve(listed, model, { identity, cut });

  const checkLease = (): void => {
    if (!isLost()) return;
    throw elementsError('syncRunning', [orgLabel(request.org), clock.now().toISOString(), 'another process']);
  };
  reporter.stage('Retrieve');
  // Of what no listing named, it is known only later whether it is there.
  const asksEarly = listed.unlisted.length === 0;
  const [retrieved, answers] = await bothOf(
    retrieveDocuments({ ...plan, orgKey: key, session, store, clock, reporter, checkLease, tellCalls }),
    asksEarly ? queryOrg(session, listed.components.values(), model.known) : Promise.resolve(undefined)
  );
  const inventory = confirmCandidates(listed, retrieved);

  reporter.stage('Query');
  const { facts, ...queried } = answers ?? (await queryOrg(session, inventory.components.values(), model.known));
  const ungrouped = await groupSandboxes(session, identity, store);
  await refreshOrg(store, key, identity, session);
  tellCalls();

  reporter.stage('Confirm');
  const confirmed = await confirmChanges({
    ...model,
    store,
    run,
    inventory,
    retrieved,
    facts,
  });

  reporter.stage('Build');
  const publication = buildPublication({
    ...model,
    ...confirmed,
    run,
    description,
    inventory,
    retrieved,
    queried: { ...queried, problems: [...problems, ...queried.problems] },
    warnings: [...warnings, ...ungrouped],
    finishedAt: clock.now().toISOString(),
    apiCalls: session.apiCalls(),
  });

  reporter.stage('Publish');
  checkLease();
  const published = await store.publish(publication);
  const { added, updated, renamed, deleted } = published.components ?? NOTHING;
  reporter.figures({ added, updated, renamed, deleted, apiCalls: sum(published.apiCalls) });
  return published;
};

/** Waits for both, so that nothing is under way any more when one of them has failed. */
const bothOf = async <A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> => {
  await Promise.allSettled([first, second]);
  return [await first, await second];
};

const NOTHING = { added: 0, updated: 0, renamed: 0, deleted: 0 };

const sum = (calls: { readonly [operation: string]: number }): number =>
  Object.values(calls).reduce((total, count) => total + count, 0);
