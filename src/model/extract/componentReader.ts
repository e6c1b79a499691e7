import type { ComponentName } from '../componentName.ts';
import type { ExtractedGrant, JsonValue, Mention } from '../extraction.ts';
import type { XmlElement } from '../xmlElement.ts';
import type { DocumentPart } from './retrievedDocument.ts';

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
  /** Where the label is not in `label`, `masterLabel` or `name`. */
  readonly label?: (subject: Subject) => string | undefined;
  readonly attributes?: (subject: Subject) => Attributes;
  readonly mentions?: (subject: Subject) => readonly SubjectMention[];
  readonly grants?: (subject: Subject) => readonly SubjectGrant[];
};
