import type { ComponentName } from './componentName.ts';
import type { JsonValue } from './extraction.ts';
import type { Stamp } from './stamp.ts';

/** A component as a run found it. */
export type ComponentVersion = Stamp & {
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
export type Missing = { readonly reason: string; readonly lastSeen: number };

/** A component of the current model as the planner needs it. `id` is the store's and survives renames. */
export type KnownComponent = ComponentVersion & {
  readonly componentId: number;
  readonly missing?: Missing;
};

export type VersionChange = 'added' | 'updated' | 'renamed' | 'reread' | 'touched';
