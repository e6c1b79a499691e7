/** A type whose components are elements inside another type's document. */
export type ChildEntry = {
  readonly type: string;
  /** Element of the parent's document that holds one child: `fields`. */
  readonly element: string;
  /** Element inside it that holds the child's name: `fullName`. */
  readonly nameElement: string;
};

/** How the components of a type are listed. */
export type Listing =
  | { readonly how: 'plain' }
  /** Folder by folder; `unfiled` names the folder that no listing of folders returns. */
  | { readonly how: 'folders'; readonly folderType: string; readonly unfiled?: string };

/**
 * What is special about one metadata type, as data. A type is supported when it has an entry; an extractor in
 * `model/` turns its documents into components.
 */
export type CatalogueEntry = {
  readonly type: string;
  /** Folder and suffix of its files in a retrieve: `layouts`, `layout`. */
  readonly directory: string;
  readonly suffix: string;
  readonly listing: Listing;
  /** Its document is a text file with a `-meta.xml` companion, not one XML file. */
  readonly sourceFile: boolean;
  readonly children: readonly ChildEntry[];
  /** Packaged components are retrieved, or known from the inventory alone (hidden bodies, no more to learn). */
  readonly packaged: 'retrieve' | 'inventory';
  /**
   * Elements that come back only for other components of the same request, as paths from the root
   * (`fieldPermissions`, `recordTypes.picklistValues`): they are left out of contents and hashes.
   */
  readonly requestDependent: readonly string[];
  /** True when an unchanged stamp proves an unchanged document; false means it is read again each time. */
  readonly stampTrusted: boolean;
  /** Expected zipped size of one component's document in bytes, for cutting batches before there is experience. */
  readonly expectedBytes: number;
  /**
   * Setup pages of a component. Placeholders: `{id}`, `{id15}`, `{name}` (last part of the full name), `{parent}`.
   * Absent where there is no page of its own.
   */
  readonly setup?: { readonly lightning: string; readonly classic: string };
};
