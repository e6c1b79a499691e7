import type { ExtractedGrant, JsonValue, Mention } from '../model/extraction.ts';
import type { ComponentName } from '../model/names/componentName.ts';
import type { XmlElement } from '../xml/xmlElement.ts';

/** One component on its way out of a document. */
export type Subject = {
  readonly type: string;
  readonly fullName: string;
  readonly parent?: ComponentName;
  /** The document's root, a child's element, or the root of a source file's companion. */
  readonly element: XmlElement;
  /** The text of a source file; empty for XML. */
  readonly body: string;
  /** All files of the document; none for a child. */
  readonly parts: readonly DocumentPart[];
};

export type Attributes = { readonly [name: string]: JsonValue };
export type SubjectMention = Omit<Mention, 'from'>;
export type SubjectGrant = Omit<ExtractedGrant, 'from'>;

/** What is special about reading one type; pure functions of the subject. */
export type ComponentReader = {
  /**
   * 1 when not given. Raise it whenever the reader makes something else of the same content, however little: stored
   * documents of the type are then extracted anew, and what differs is told as read again, not as changed. A type that
   * was read without a reader before starts at 2. `npm run expected-model` tells which reader it is time to raise.
   */
  readonly version?: number;
  /** Where the label is not in `label`, `masterLabel` or `name`. */
  readonly label?: (subject: Subject) => string | undefined;
  /** Where the description is not in `description`. */
  readonly description?: (subject: Subject) => string | undefined;
  readonly attributes?: (subject: Subject) => Attributes;
  readonly mentions?: (subject: Subject) => readonly SubjectMention[];
  readonly grants?: (subject: Subject) => readonly SubjectGrant[];
};

/** What extraction needs to know of the catalogue's entry. */
export type DocumentType = {
  readonly type: string;
  readonly suffix: string;
  readonly shape: 'xml' | 'source' | 'binary' | 'bundle';
  /** The main file of a bundle that has no XML file. */
  readonly metaFile?: string;
  readonly children: ReadonlyArray<{
    readonly type: string;
    readonly element: string;
    readonly nameElement: string;
    readonly unprefixed?: true;
  }>;
};

/** One file of a document, line ends normalised and request-dependent sections left out. */
export type DocumentPart = {
  /** Empty for the file itself, `-meta.xml` for its companion. */
  readonly name: string;
  /** UTF-8 of the file; of one that is no text, of its content's hash. */
  readonly utf8: Buffer;
  /** Bytes of a file that is no text. */
  readonly size?: number;
  /** The parsed text; absent for files that are not XML. Its offsets are offsets into `utf8`. */
  readonly root?: XmlElement;
};

export type RetrievedDocument = {
  readonly entry: DocumentType;
  /** Decoded. */
  readonly fullName: string;
  readonly parts: readonly DocumentPart[];
};
