import type { SetupTemplates } from '../model/names/setupUrl.ts';

/**
 * Paths of Setup pages, each with its source where it is not the address of a component by its id alone. Where a
 * component has no page of its own, or no source tells of it, the nearest list stands for it; absent where there is
 * none either.
 */
export type SetupPages = SetupTemplates;

/**
 * A component that is named in front of another's name: up to the first `until`, or in the whole name where there is no
 * such sign. `suffix` is what the name goes without; names in `special` stand for another one, or for none.
 * `language`: what follows the sign is a language, and no name that a package could have given.
 */
export type Owner = {
  readonly type: string;
  readonly until?: '.' | '-';
  readonly suffix?: string;
  readonly special?: { readonly [name: string]: string | null };
  readonly language?: true;
};

/** A type whose components are elements inside another type's document. */
export type ChildEntry = {
  readonly type: string;
  /** Element of the parent's document that holds one child: `fields`. */
  readonly element: string;
  /** Element inside it that holds the child's name: `fullName`. */
  readonly nameElement: string;
  /** The raw name by the container that holds it, where listings name another one; undefined where they do not. */
  readonly containerRawName?: (rawName: string) => string | undefined;
  /** True when its full name has no container's name in front, as with custom labels. */
  readonly unprefixed?: true;
  readonly setup?: SetupPages;
};

/**
 * What a component's document is made of: one XML file; a text file with a `-meta.xml` companion; any other file with
 * one; or a folder of files, one of which is the `-meta.xml` unless the type has another main file.
 */
export type DocumentShape = 'xml' | 'source' | 'binary' | 'bundle';

/** How the components of a type are listed. */
export type Listing =
  | { readonly how: 'plain' }
  /**
   * Folder by folder; `unfiled` names the folder that no listing of folders returns, `queried` the kind (`Folder.Type`)
   * of those that are known from a query alone.
   */
  | { readonly how: 'folders'; readonly folderType: string; readonly unfiled?: string; readonly queried?: string }
  /** No listing returns them: every name is asked for, and those that come back are there. */
  | { readonly how: 'named'; readonly names: readonly string[] };

/**
 * What is asked for beside a type's components, each time and in full, so that sections of theirs come back whole.
 * Their files are not read there.
 */
export type Companions = {
  /**
   * Types with the same word share requests: `objects`; or `access`, whose documents would swell with the permissions on
   * every field of the objects.
   */
  readonly request: 'objects' | 'access';
  /** Types of which every component is asked for. */
  readonly types: readonly string[];
  /** Types of which only what belongs to the same object is: the object, `Object.Name` and `Object-Name`. */
  readonly ofObject: readonly string[];
  /** Objects by the object that shares their fields: custom fields of tasks are those of activities. */
  readonly objects: { readonly [object: string]: readonly string[] };
  /** Elements that are left out all the same, as in `requestDependent`. */
  readonly leftOut: readonly string[];
};

/** All that the rest of the program knows of one metadata type with documents of its own, as data. */
export type CatalogueEntry = {
  readonly type: string;
  /**
   * Folder and suffix of its files in a retrieve: `layouts`, `layout`. A bundle has a suffix where the component is its
   * XML file (`Name.suffix`) and other files are extras; it has none where the XML file goes with a source file.
   */
  readonly directory: string;
  readonly suffix: string;
  /**
   * The type whose components lie in it: a folder is asked for as a member of that type, and its document is
   * `Name-meta.xml` or `Name.suffix-meta.xml`.
   */
  readonly folderOf?: string;
  /**
   * Files in a folder for each component of the owner's type, below it in a folder of this type's (none for the owner
   * itself): `Model/Model` is named `Model`, `Model/territories/North` is named `Model.North`.
   */
  readonly nested?: { readonly owner: string; readonly folder: string };
  /** How many folders make up the name of a bundle, where it is more than one: two for `site/Shop`. */
  readonly depth?: number;
  /** The main file of a bundle that has no XML file: `schema.json`. */
  readonly metaFile?: string;
  /** What a component belongs to by its name, though it has a document of its own. Folders are known without it. */
  readonly owner?: Owner;
  readonly listing: Listing;
  readonly shape: DocumentShape;
  readonly children: readonly ChildEntry[];
  /** Packaged components are retrieved, or known from the inventory alone (hidden bodies, no more to learn). */
  readonly packaged: 'retrieve' | 'inventory';
  /**
   * Elements that come back only for other components of the same request, as paths from the root
   * (`recordTypes.picklistValues`): they are left out of contents and hashes when the companions did not come along.
   * Where most elements are such, the ones that stay are listed instead, each with `!` in front (`!userPermissions`).
   */
  readonly requestDependent: readonly string[];
  /** Absent where there is nothing to be had by asking for more: what depends on the request is then left out. */
  readonly companions?: Companions;
  /** Tables that say what the document never does, or only in part. */
  readonly tables?: readonly string[];
  /** Elements that may hold a password, a token or a key, as paths from the root: they are never stored. */
  readonly secrets?: readonly string[];
  /** Expected zipped size of one component's document in bytes, for cutting batches before there is experience. */
  readonly expectedBytes: number;
  /** Files that one component is expected to have in a retrieve, which may hold no more than 10,000. */
  readonly expectedFiles: number;
  /**
   * How long an org is expected to work on one component of a retrieve, in milliseconds. No measurement of
   * Salesforce: only the proportions between types, and to a wait in the queue, matter. How fast an org is, a sync sees by
   * itself.
   */
  readonly expectedMs: number;
  readonly setup?: SetupPages;
};

/** What source-deploy-retrieve knows of a type: one line of `registry.generated.ts`. */
export type RegistryFacts = Pick<CatalogueEntry, 'directory'> &
  Partial<Pick<CatalogueEntry, 'suffix' | 'folderOf' | 'nested' | 'depth' | 'metaFile'>> & {
    /** Absent for XML files. */
    readonly shape?: DocumentShape;
    /** The type of the folders that its components lie in. */
    readonly folderType?: string;
    /** Elements that hold a child, by the type of the child. */
    readonly children?: { readonly [type: string]: string };
  };
