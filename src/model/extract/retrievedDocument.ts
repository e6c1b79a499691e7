import type { XmlElement } from '../xmlElement.ts';

/** What extraction needs to know of the catalogue's entry. */
export type DocumentType = {
  readonly type: string;
  readonly suffix: string;
  readonly shape: 'xml' | 'source' | 'binary' | 'bundle';
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
