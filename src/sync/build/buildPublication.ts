import type { Clock } from '../../engine/contract.ts';
import { childTypes, entryOf } from '../../catalogue/catalogue.ts';
import { containerOf } from '../../catalogue/parentName.ts';
import { compareModels, type ModelChanges } from '../../model/compare/compareModels.ts';
import {
  decideDeletions,
  retractDoubtful,
  suddenLosses,
  type DeletionEvidence,
  type DeletionDecision,
  type ScopeState,
} from '../../model/compare/deletions.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import { componentKey, decodeRawName, type ComponentName } from '../../model/names/componentName.ts';
import type { MetadataDescription } from '../../salesforce/calls/describeMetadata.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { CurrentDocument, Publication, RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { listAgain, type Inventory } from '../list/inventory.ts';
import type { QueryResults } from '../query/queryOrg.ts';
import type { RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';
import { assemble, knownLookUp } from './assemble.ts';
import { addFacts, factSources } from './facts.ts';
import { finishedRun } from './finishedRun.ts';
import { flowVersionFacts } from './flowVersionFacts.ts';
import { grantSets, referenceSets } from './relations.ts';
import { staleAmong, unreadOf } from './unread.ts';

export type BuildInput = {
  readonly run: RunRecord;
  readonly previous: RunRecord | undefined;
  readonly session: OrgSession;
  readonly description: MetadataDescription;
  readonly inventory: Inventory;
  readonly known: readonly KnownComponent[];
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  readonly retrieved: RetrievedDocuments;
  readonly asked: QueryResults;
  readonly store: Pick<Store, 'runs' | 'storedDocuments'>;
  readonly clock: Clock;
};

/** Works out everything that this run changes in the model. Nothing of it is visible before it is published. */
export const buildPublication = async (input: BuildInput): Promise<Publication> => {
  const { run, previous, inventory, known, retrieved, asked } = input;
  const assembled = assemble({ listed: inventory.components, documents: retrieved.documents, known });
  const lookUp = knownLookUp(known);
  const flowVersions = await flowVersionFacts({ seen: assembled, lookUp, asked, store: input.store });
  const seen = addFacts(assembled, factSources(asked, flowVersions), lookUp);
  const apiVersionChanged = previous !== undefined && previous.apiVersion !== run.apiVersion;
  const changes = compareModels(known, seen, { apiVersionChanged, isIdOfOrg: await idsOfOrg(input) });
  const judgement = await judge(input, changes);
  const current = [...seen, ...judgement.missing.map(({ component }) => component)];
  const unread = unreadOf({ retrieved, inventory, judgement, current });
  const stale = staleAmong(changes, unread, previous?.number ?? 0);
  const isStale = new Set(stale.map(({ component }) => component));
  const relations = {
    references: await referenceSets({ ...input, changes, judgement, current }),
    grants: grantSets({ ...input, current }),
  };
  return {
    orgKey: run.orgKey,
    run: finishedRun(input, { changes, judgement, current, unread }),
    added: changes.added,
    changed: changes.changed.map(({ componentId, change, version }) => ({ componentId, change, version })),
    deleted: judgement.deleted.map((component) => component.componentId),
    missing: [...judgement.missing, ...stale].map(({ component, reason, lastSeen }) => ({
      componentId: component.componentId,
      missing: { reason, lastSeen },
    })),
    found: [...changes.same, ...changes.changed.map(({ previous: before }) => before)]
      .filter((component) => component.missing !== undefined && !isStale.has(component))
      .map((component) => component.componentId),
    ...documentChanges(input, current),
    ...relations,
  };
};

/** Documents that are new or differ; those whose component is gone go too, a renamed component's old one among them. */
const documentChanges = (
  { documents, retrieved }: BuildInput,
  current: readonly ComponentVersion[]
): Pick<Publication, 'documents' | 'removedDocuments'> => {
  const built = retrieved.documents.flatMap((document) =>
    document.state === 'built'
      ? [{ path: document.path, hash: document.document.hash, extractorVersion: document.document.extractorVersion }]
      : []
  );
  const paths = new Set(current.flatMap((component) => component.path ?? []));
  return {
    documents: built.filter(({ path, hash, extractorVersion }) => {
      const old = documents.get(path);
      return old?.hash !== hash || old.extractorVersion !== extractorVersion;
    }),
    removedDocuments: [...documents.keys()].filter((path) => !paths.has(path)),
  };
};

/** Asks for proof of every deletion; what one listing lost in great number must be missing from a second one too. */
const judge = async (input: BuildInput, changes: ModelChanges): Promise<DeletionDecision> => {
  const first = decideDeletions(changes.unseen, await deletionEvidence(input, changes));
  const sudden = new Set(suddenLosses(first.deleted, input.known));
  if (sudden.size === 0) return first;
  const states = scopeStates(input.inventory.scopes);
  const doubted = first.deleted.filter(({ type }) => sudden.has(type));
  const asked = new Set(doubted.map((component) => scopeName(component, states)));
  const scopes = input.inventory.scopes.filter(({ name }) => asked.has(decodeRawName(name)));
  const again = await listAgain(input.session, scopes, input.description.namespace);
  const statesAgain = scopeStates(again.scopes);
  const lastSeen = input.previous?.number ?? input.run.number;
  return retractDoubtful(first, containerOf, (component) => {
    if (!sudden.has(component.type)) return undefined;
    const scope = scopeName(component, states);
    if (statesAgain.get(scope) !== 'listed') return { reason: `${scope} could not be listed a second time`, lastSeen };
    const names = [component, ...folderOf(component, scope)];
    return names.some((name) => again.components.has(componentKey(name)))
      ? { reason: 'two listings disagree about it', lastSeen }
      : undefined;
  });
};

const scopeStates = (scopes: Inventory['scopes']): ReadonlyMap<string, ScopeState> =>
  new Map(scopes.map((scope) => [decodeRawName(scope.name), scope.doubtful ? 'doubtful' : scope.state]));

/** The folder that stands for a component when its loss was told by the listing of the folders. */
const folderOf = ({ type, fullName }: ComponentName, scope: string): ComponentName[] =>
  scope !== type && scope === folderScope(type)
    ? [{ type: scope, fullName: fullName.slice(0, fullName.lastIndexOf('/')) }]
    : [];

const deletionEvidence = async (input: BuildInput, changes: ModelChanges): Promise<DeletionEvidence> => {
  const { run, previous, inventory, retrieved } = input;
  const runs = new Map(
    (changes.unseen.length > 0 ? await input.store.runs(run.orgKey) : []).map((other) => [other.number, other])
  );
  const states = scopeStates(inventory.scopes);
  const readPaths = new Set(retrieved.documents.map((document) => document.path));
  const scopeOf: DeletionEvidence['scopeOf'] = (component) => {
    const name = scopeName(component, states);
    return { name, state: states.get(name) ?? 'not asked' };
  };
  return {
    scopeOf,
    containerOf: (component) => {
      const container = containerOf(component);
      if (!container) return 'none';
      if (component.path !== undefined && readPaths.has(component.path)) return 'read';
      if (inventory.components.has(componentKey(container))) return 'not read';
      return states.get(container.type) === 'listed' ? 'gone' : 'not read';
    },
    lastSeen: (component) => previous?.listed[scopeOf(component).name] ?? previous?.number ?? 0,
    lostPermissions: (number) => lostPermissions(run, runs.get(number)),
  };
};

/** The folder of a foldered type; the containing type for children that the org's describe does not name. */
const scopeName = (component: KnownComponent, states: ReadonlyMap<string, unknown>): string => {
  const { type, fullName } = component;
  if (entryOf(type)?.listing.how === 'folders') {
    const folder = `${type}/${fullName.slice(0, fullName.lastIndexOf('/'))}`;
    // The contents of a folder that is itself gone are gone with it: then the listing of the folders is the proof.
    return states.has(folder) ? folder : folderScope(type);
  }
  return states.has(type) ? type : (childTypes.get(type)?.parent.type ?? type);
};

const folderScope = (type: string): string => {
  const listing = entryOf(type)?.listing;
  return listing?.how === 'folders' ? listing.folderType : type;
};

const lostPermissions = (run: RunRecord, before: RunRecord | undefined): string[] => {
  if (!before) return [];
  if (run.permissions.length === 0 && before.permissions.length === 0 && run.username !== before.username) {
    return ['a comparable set of permissions (none could be read)'];
  }
  return before.permissions.filter((permission) => !run.permissions.includes(permission));
};

/**
 * Says of which components of the model the id is one of the org as it is now. The others were last seen before a refresh
 * of the sandbox made another org of it: there their ids belonged to them, here they may belong to anything.
 */
const idsOfOrg = async ({
  run,
  previous,
  known,
  store,
}: Pick<BuildInput, 'run' | 'previous' | 'known'> & {
  readonly store: Pick<BuildInput['store'], 'runs'>;
}): Promise<(component: KnownComponent) => boolean> => {
  if (previous === undefined) return () => true;
  if (previous.orgId === run.orgId && !known.some(({ missing }) => missing)) return () => true;
  const published = (await store.runs(run.orgKey)).filter(({ sequence }) => sequence !== undefined);
  const before = published.find(({ orgId }) => orgId !== run.orgId)?.number ?? 0;
  return ({ missing }) => (missing?.lastSeen ?? previous.number) > before;
};
