import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import type { Mention } from '../../model/extraction.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { unpackMentions } from '../../model/references/packMentions.ts';
import { resolveReferences, type Mentioner } from '../../model/references/resolveReferences.ts';
import type { Publication } from '../../store/records.ts';
import type { MentioningDocument } from '../confirm/confirmChanges.ts';
import type { QueryResults } from '../query/queryOrg.ts';
import type { SlimDocument, RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';

type ReferenceInput = {
  readonly retrieved: Pick<RetrievedDocuments, 'documents'>;
  /** The whole model as it will be published. */
  readonly current: readonly ComponentVersion[];
  readonly reresolved: readonly MentioningDocument[];
};

/**
 * The references of every component whose text changed; and of those whose text did not, but may mean something else
 * because a name came, went or moved.
 */
export const referenceSets = ({ retrieved, current, reresolved }: ReferenceInput): Publication['references'] => {
  const symbols = new Map<ComponentKey, ComponentVersion>(
    current.map((component) => [componentKey(component), component])
  );
  const built = retrieved.documents.flatMap((document) => (document.state === 'built' ? [document.document] : []));
  return resolveReferences(mentionersIn([...built, ...reresolved], symbols), symbols);
};

/** One document after the other, so that the mentions of no more than one are unpacked at a time. */
const mentionersIn = function* (
  documents: readonly MentioningDocument[],
  symbols: ReadonlyMap<ComponentKey, ComponentVersion>
): Generator<Mentioner> {
  for (const document of documents) {
    for (const mentioner of mentionersOf(document)) if (symbols.has(componentKey(mentioner.from))) yield mentioner;
  }
};

const mentionersOf = (document: MentioningDocument): Mentioner[] => {
  const byComponent: Mention[][] = document.components.map(() => []);
  for (const mention of unpackMentions(document.mentions)) byComponent[mention.from]?.push(mention);
  return document.components.map((component, ordinal) => ({
    from: { type: component.type, fullName: component.fullName },
    mentions: byComponent[ordinal] ?? [],
  }));
};

type GrantInput = {
  readonly retrieved: RetrievedDocuments;
  readonly queried: Pick<QueryResults, 'grants'>;
  readonly current: ReadonlyArray<ComponentVersion | KnownComponent>;
};

type GrantSet = Publication['grants'][number];

/**
 * Grants of the permission sets whose documents changed, and of all principals whose rows were queried. A profile's are
 * in both: the rows say most, its document the rest. Where one of the two could not be read, it keeps what it had.
 */
export const grantSets = ({ retrieved, queried, current }: GrantInput): Publication['grants'] => {
  const present = new Map(current.map((component) => [componentKey(component), component]));
  const sets = new Map<ComponentKey, GrantSet>();
  for (const built of retrieved.documents) {
    const set = built.state === 'built' ? documentGrants(built) : undefined;
    if (set) sets.set(componentKey(set.principal), set);
  }
  for (const set of queried.grants ?? []) {
    const key = componentKey(set.principal);
    if (retrieved.notRetrieved.has(key) && present.get(key)?.path !== undefined) continue;
    sets.set(key, joined(set, sets.get(key)));
  }
  return [...sets.values()].filter(
    ({ principal }) => present.has(componentKey(principal)) && (principal.type !== 'Profile' || queried.grants)
  );
};

const documentGrants = (built: SlimDocument & { readonly state: 'built' }): GrantSet | undefined => {
  const [root] = built.document.components;
  if (root?.type !== 'PermissionSet' && root?.type !== 'Profile') return undefined;
  const principal = { type: root.type, fullName: root.fullName };
  return {
    principal,
    grants: built.grants.map(({ type, fullName, rights }) => ({ principal, target: { type, fullName }, rights })),
  };
};

/** All grants of both; what both speak of is given with the rights of both. */
const joined = (rows: GrantSet, document: GrantSet | undefined): GrantSet => {
  if (document?.principal.type !== 'Profile') return rows;
  const byTarget = new Map(rows.grants.map((grant) => [componentKey(grant.target), grant]));
  for (const grant of document.grants) {
    const key = componentKey(grant.target);
    const known = byTarget.get(key);
    byTarget.set(key, known ? { ...known, rights: known.rights | grant.rights } : grant);
  }
  return { principal: rows.principal, grants: [...byTarget.values()] };
};
