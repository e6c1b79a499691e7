import { entryOf } from '../../catalogue/catalogue.ts';
import { containerOf } from '../../catalogue/parentName.ts';
import type { DeletionEvidence } from '../../model/compare/deletions.ts';
import { componentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Inventory } from '../list/inventory.ts';
import { cameListed, scopeName, scopeStates } from '../list/scopes.ts';
import type { RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';

export type EvidenceInput = {
  readonly run: RunRecord;
  readonly previous: RunRecord | undefined;
  readonly inventory: Pick<Inventory, 'components' | 'scopes'>;
  readonly retrieved: Pick<RetrievedDocuments, 'documents' | 'notRetrieved'>;
  readonly seen: readonly ComponentName[];
  /** What two listings lack and what is there all the same. */
  readonly unlisted: readonly ComponentName[];
  /** Earlier runs of the org: what their users could see. */
  readonly pastRuns: readonly RunRecord[];
};

/** What this run proves about components that it did not see. */
export const deletionEvidence = ({
  run,
  previous,
  inventory,
  retrieved,
  seen,
  unlisted,
  pastRuns,
}: EvidenceInput): DeletionEvidence => {
  const runs = new Map(pastRuns.map((other) => [other.number, other]));
  const states = scopeStates(inventory.scopes);
  const names = new Set(seen.map(componentKey));
  const disproved = new Set(unlisted.map(({ type }) => type));
  const readPaths = new Set(retrieved.documents.map((document) => document.path));
  const readKeys = new Set(retrieved.documents.map((document) => document.key));
  // What moved from folder to folder has another name there.
  const unlistedFolders = new Map(
    inventory.scopes.flatMap(({ name, type, state }) =>
      state === 'failed' && entryOf(type)?.listing.how === 'folders' ? [[type, name] as const] : []
    )
  );
  const scopeOf: DeletionEvidence['scopeOf'] = (component) => {
    const name = scopeName(component, states);
    return { name, state: states.get(name) ?? 'not asked' };
  };
  return {
    scopeOf,
    containerOf,
    containerState: (component) => {
      const container = containerOf(component);
      // Listed, but never read: packaged containers hide their documents.
      if (!container || component.path === undefined) return 'none';
      // By its name as well: a container that was renamed in its case alone has another path.
      if (readPaths.has(component.path) || readKeys.has(componentKey(container))) return 'read';
      if (inventory.components.has(componentKey(container))) return 'not read';
      return cameListed(states.get(container.type)) ? 'gone' : 'not read';
    },
    objection: (component) => {
      const loss = retrieved.notRetrieved.get(componentKey(component));
      // That the user may not have it, asked for alone, is no other news than that no listing has it.
      const isRefused = loss?.culprit === true && loss.state === 'unavailable';
      if (loss && !isRefused) return `the org did not answer when it was asked for it by its name: ${loss.reason}`;
      const folder = component.id === undefined ? undefined : unlistedFolders.get(component.type);
      if (folder) return `it may lie in ${folder} by now, which could not be listed`;
      return disproved.has(component.type) ? `listings of ${component.type} lack what the org has` : undefined;
    },
    isReplaced: (component) => names.has(componentKey(component)),
    lastSeen: (component) => previous?.listed[scopeOf(component).name] ?? previous?.number ?? 0,
    lostPermissions: (number) => lostPermissions(run, runs.get(number)),
  };
};

const lostPermissions = (run: RunRecord, before: RunRecord | undefined): string[] => {
  if (!before) return [];
  if (run.permissions.length === 0 && before.permissions.length === 0 && run.username !== before.username) {
    return ['a comparable set of permissions (none could be read)'];
  }
  return before.permissions.filter((permission) => !run.permissions.includes(permission));
};
