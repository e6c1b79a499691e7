import { childTypes, entryOf } from '../../catalogue/catalogue.ts';
import { containerOf } from '../../catalogue/parentName.ts';
import type { DeletionEvidence, ScopeState } from '../../model/compare/deletions.ts';
import type { KnownComponent } from '../../model/component.ts';
import { componentKey, decodeRawName, type ComponentName } from '../../model/names/componentName.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Inventory } from '../list/inventory.ts';
import type { RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';

export type EvidenceInput = {
  readonly run: RunRecord;
  readonly previous: RunRecord | undefined;
  readonly inventory: Pick<Inventory, 'components' | 'scopes'>;
  readonly retrieved: Pick<RetrievedDocuments, 'documents'>;
  /** Earlier runs of the org: what their users could see. */
  readonly pastRuns: readonly RunRecord[];
};

/** What this run proves about components that it did not see. */
export const deletionEvidence = ({
  run,
  previous,
  inventory,
  retrieved,
  pastRuns,
}: EvidenceInput): DeletionEvidence => {
  const runs = new Map(pastRuns.map((other) => [other.number, other]));
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

export const scopeStates = (scopes: Inventory['scopes']): ReadonlyMap<string, ScopeState> =>
  new Map(scopes.map((scope) => [decodeRawName(scope.name), scope.doubtful ? 'doubtful' : scope.state]));

/** The folder of a foldered type; the containing type for children that the org's describe does not name. */
export const scopeName = (component: KnownComponent, states: ReadonlyMap<string, unknown>): string => {
  const { type, fullName } = component;
  if (entryOf(type)?.listing.how === 'folders') {
    const folder = `${type}/${fullName.slice(0, fullName.lastIndexOf('/'))}`;
    // The contents of a folder that is itself gone are gone with it: then the listing of the folders is the proof.
    return states.has(folder) ? folder : folderScope(type);
  }
  return states.has(type) ? type : (childTypes.get(type)?.parent.type ?? type);
};

/** The folder that a component lies in, when the listing of the folders is what tells of its loss. */
export const folderInScope = ({ type, fullName }: ComponentName, scope: string): ComponentName[] =>
  scope !== type && scope === folderScope(type)
    ? [{ type: scope, fullName: fullName.slice(0, fullName.lastIndexOf('/')) }]
    : [];

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
