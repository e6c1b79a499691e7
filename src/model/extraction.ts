export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type ReferenceKind =
  | 'assigns'
  | 'belongs to'
  | 'calls'
  | 'displays'
  | 'extends'
  | 'filters'
  | 'looks up'
  | 'reads'
  | 'refers to'
  | 'runs on'
  | 'summarizes'
  | 'writes';

/** What happens to the value behind a name: a condition reads a field, an assignment writes it. */
export type MentionAccess = 'read' | 'write';

/** What a text names, as it stands there; a function of the content alone, so it knows no org and no ids. */
export type Mention = {
  /** Index into the components of the same extraction: who says it. */
  readonly from: number;
  readonly kind: ReferenceKind;
  /** The type that the place in the text calls for. */
  readonly type: string;
  /**
   * Absolute full name, `Account.Rating__c` for a field. Where the text walks relationships, the whole path from the
   * object it starts at: `Case.Owner.Manager.X__c`.
   */
  readonly fullName: string;
  /**
   * Where in the text. In XML an element path such as `layoutSections.layoutItems`. In source text its file, as the
   * document calls it (`row.js`), or what it is in the document's main source (`markup`, `controller`, `trigger`).
   */
  readonly place: string;
  /** In source text: the line of that file, else of the main source, counted from 1. None in XML. */
  readonly line?: number;
  /** None where neither is the matter, as for a class that is extended. */
  readonly access?: MentionAccess;
};

/** What a principal (the component `from`) may do with a component; rights as in `access/grants.ts`. */
export type ExtractedGrant = {
  readonly from: number;
  readonly type: string;
  readonly fullName: string;
  readonly rights: number;
};

export type ExtractedComponent = {
  readonly type: string;
  readonly fullName: string;
  /** The container of a child, `CustomObject:Account` for a field of Account. */
  readonly parent?: { readonly type: string; readonly fullName: string };
  readonly label?: string;
  readonly description?: string;
  readonly attributes: { readonly [name: string]: JsonValue };
  /**
   * UTF-8 of the text that is this component's own: a container's without its children's.
   * Its hash decides whether the component changed. Line ends are `\n`.
   */
  readonly own: Uint8Array;
};

/** Everything that one document says: a function of its content and of the extractor's version. */
export type Extraction = {
  readonly components: readonly ExtractedComponent[];
  readonly mentions: readonly Mention[];
  readonly grants: readonly ExtractedGrant[];
  readonly warnings: readonly string[];
};
