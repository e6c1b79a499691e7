import type { ComponentVersion, Missing, ReferenceRecord, VersionChange } from '../records.ts';
import type { SearchEntry } from '../search/searchEntry.ts';

/** Who has, or had, a name in an org, with what is looked up of the current version. */
export type IdentityRow = {
  readonly id: number;
  readonly type: string;
  /** The full name as it is looked up; null once another one has taken it over. */
  readonly name: string | null;
  /** The current or last spelling. */
  readonly fullName: string;
  /** Numbers of the first run that had it, and of the last one that added, updated or renamed it. */
  readonly firstRun: number | null;
  readonly changedRun: number | null;
  /** Key of the parent. */
  readonly parent: string | null;
  /** Null without a current version: deleted, or only a name that references and grants use. */
  readonly searchText: string | null;
  readonly missing: Missing | null;
};

/** How one component refers to another; many references of an org share a row. */
export type MannerRow = Pick<ReferenceRecord, 'kind' | 'evidence' | 'confidence' | 'place'> & { readonly id: number };

export type EdgeRow = { readonly from: number; readonly to: number; readonly manner: number };

export type GrantRow = { readonly principal: number; readonly target: number; readonly rights: number };

/** What a component with a current version is found by. */
export type SearchRow = SearchEntry & { readonly componentId: number };

/** A document in the store, by what names it. */
export type DocumentRow = { readonly hash: string; readonly extractorVersion: string; readonly id: number };

/** Help texts and formulas of one component of a document. */
export type TextsRow = { readonly documentId: number; readonly ordinal: number; readonly texts: string };

export type PathRow = { readonly path: string; readonly documentId: number };

/** What a plan needs to know of an org's model; what `needsOf` did not ask for may be left out. Open rows only. */
export type ModelState = {
  /** Number of the run that publishes. */
  readonly run: number;
  /** Of the first identity that is made. */
  readonly nextId: number;
  readonly identities: readonly IdentityRow[];
  readonly documents: readonly DocumentRow[];
  /** Of the components of the documents that opened versions come from. */
  readonly texts: readonly TextsRow[];
  /** Of the components that change or go. */
  readonly searchRows: readonly SearchRow[];
  /**
   * A publication that adds, changes or deletes more components than this leaves search rows to be made behind it: to work
   * them out takes as long as to write the rest.
   */
  readonly searchRowsAtOnce: number;
  readonly paths: readonly PathRow[];
  /** Of the first manner that is made: no org has a row of this number, or of a higher one. */
  readonly nextMannerId: number;
  /** All that the org has: they are few. */
  readonly manners: readonly MannerRow[];
  readonly edges: readonly EdgeRow[];
  readonly grants: readonly GrantRow[];
};

/** One owner's new rows, flat: another end and what goes with it (a manner, rights) in turn. A model can have millions. */
export type OpenedRows = { readonly owner: number; readonly pairs: readonly number[] };

/**
 * What a publication changes, row by row, in the order in which it is to be done. A row that stays is not in it. Every
 * database does just this.
 */
export type PublicationPlan = {
  /** They give up their name before any other takes it: names may go round in a circle. */
  readonly freed: readonly number[];
  readonly newIdentities: readonly IdentityRow[];
  /** As they are from now on. */
  readonly changedIdentities: readonly IdentityRow[];
  readonly closedVersions: ReadonlyArray<{
    readonly componentId: number;
    readonly ended: 'superseded' | 'deleted';
  }>;
  readonly openedVersions: ReadonlyArray<{
    readonly componentId: number;
    readonly change: VersionChange;
    readonly version: ComponentVersion;
    readonly documentId: number | null;
  }>;
  /** As they were. */
  readonly removedSearchRows: readonly SearchRow[];
  readonly addedSearchRows: readonly SearchRow[];
  /** None is added: the database makes those that components are without when the publication is done. */
  readonly leavesSearchRows: boolean;
  readonly closedPaths: readonly string[];
  readonly openedPaths: readonly PathRow[];
  readonly newManners: readonly MannerRow[];
  readonly closedEdges: readonly EdgeRow[];
  readonly openedEdges: readonly OpenedRows[];
  readonly closedGrants: readonly GrantRow[];
  readonly openedGrants: readonly OpenedRows[];
  /** By how much the counts of the current model change. */
  readonly growth: { readonly components: number; readonly references: number; readonly grants: number };
};
