import type { ExtractedGrant } from '../model/extraction.ts';
import type { PackedMentions } from '../model/mentions.ts';
import type { StoredDocument } from '../store/records.ts';
import type { BuiltDocument } from './buildDocument.ts';

/** What a sync needs of a document once the store has the whole of it. */
export type SlimDocument =
  | (BuiltDocument & { readonly state: 'unchanged' })
  | {
      readonly state: 'built';
      readonly path: string;
      readonly key: BuiltDocument['key'];
      readonly document: Pick<StoredDocument, 'hash' | 'extractorVersion'> & {
        readonly components: ReadonlyArray<Omit<StoredDocument['components'][number], 'attributes'>>;
        readonly mentions: PackedMentions;
      };
      readonly grants: readonly ExtractedGrant[];
    };

/** Contents and attributes are in the store by now; they would only fill the memory. */
export const slim = (document: BuiltDocument): SlimDocument => {
  if (document.state === 'unchanged') return document;
  const { path, key, grants } = document;
  const { hash, extractorVersion, mentions } = document.document;
  const components = document.document.components.map(({ type, fullName, parent, label, description, ownHash }) => ({
    type,
    fullName,
    ...(parent && { parent }),
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ownHash,
  }));
  return { state: 'built', path, key, document: { hash, extractorVersion, components, mentions }, grants };
};
