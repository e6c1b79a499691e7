import type { JsonValue } from './extraction.ts';
import type { ComponentName } from './names/componentName.ts';

/** `ManageableState` of the Metadata API. */
export type ManageableState =
  | 'beta'
  | 'deleted'
  | 'deprecated'
  | 'deprecatedEditable'
  | 'installed'
  | 'installedEditable'
  | 'released'
  | 'unmanaged';

/** What a listing says of a component without retrieving it. Ids have 18 characters, dates are ISO 8601 in UTC. */
export type ListedComponent = {
  readonly type: string;
  /** The name as the API lists it: it is sent back in requests. */
  readonly rawName: string;
  /** The name decoded once: it is shown and stored. */
  readonly fullName: string;
  readonly id?: string;
  readonly namespace?: string;
  readonly state?: ManageableState;
  /** True for components that a managed package installed; false for those of unlocked packages and the org's own namespace. */
  readonly packaged: boolean;
  readonly createdBy?: string;
  readonly createdById?: string;
  readonly createdDate?: string;
  readonly lastModifiedBy?: string;
  readonly lastModifiedById?: string;
  readonly lastModifiedDate?: string;
};

/** All fields of a listed component, to tell them from what else is known of a component. */
export const LISTED_FIELDS = [
  'type',
  'rawName',
  'fullName',
  'id',
  'namespace',
  'state',
  'packaged',
  'createdBy',
  'createdById',
  'createdDate',
  'lastModifiedBy',
  'lastModifiedById',
  'lastModifiedDate',
] as const satisfies ReadonlyArray<keyof ListedComponent>;

/** What a listing said of a component that the model has. */
export const listingOf = (known: ListedComponent): ListedComponent =>
  Object.fromEntries(
    LISTED_FIELDS.flatMap((field) => (known[field] === undefined ? [] : [[field, known[field]]]))
  ) as ListedComponent;

/** A component as a run found it. */
export type ComponentVersion = ListedComponent & {
  /** Path of its document in a retrieve (`objects/Account.object`), decoded; absent for inventory-only components. */
  readonly path?: string;
  readonly parent?: ComponentName;
  readonly label?: string;
  readonly description?: string;
  /** SHA-256 of its own text, of the attributes alone where it has no content; says whether it changed. */
  readonly ownHash: string;
  /** The document as it was when this version came up, and the component's place among the document's components. */
  readonly origin?: { readonly documentHash: string; readonly extractorVersion: string; readonly ordinal: number };
  /** Attributes that do not come from the document: what queries say (a flow's active version). */
  readonly facts?: { readonly [name: string]: JsonValue };
};

/** Why a component that the model knows was not seen, or not read, and the run that last did. */
export type Missing = {
  readonly reason: string;
  readonly lastSeen: number;
  /** The org lists it and does not give it; nothing went wrong. */
  readonly unavailable?: true;
};

/** A component of the current model as the planner needs it. `id` is the store's and survives renames. */
export type KnownComponent = ComponentVersion & {
  readonly componentId: number;
  readonly missing?: Missing;
};

export type VersionChange = 'added' | 'updated' | 'renamed' | 'reread' | 'touched';
