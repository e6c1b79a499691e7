import type { LookUp } from '../../model/compare/knownLookUp.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import type { CurrentDocument } from '../../store/records.ts';
import type { DocumentRoot, FactSource, Facts, Said } from '../query/question.ts';

type FactInput = {
  readonly lookUp: LookUp;
  /** By the hash of the document: those that a source needs to see. */
  readonly documents: ReadonlyMap<string, DocumentRoot>;
};

/** The documents that some source needs to see before it can say its facts. */
export const documentsForFacts = (
  versions: readonly ComponentVersion[],
  sources: readonly FactSource[],
  lookUp: LookUp
): CurrentDocument[] => {
  const looking = sources.filter(({ needsDocument }) => needsDocument !== undefined);
  return versions.flatMap((version): CurrentDocument[] => {
    const { origin, path = '' } = version;
    if (origin === undefined) return [];
    const needed = looking.some(
      (source) => source.isAbout(version) && source.needsDocument?.(version, lookUp(version)) === true
    );
    return needed ? [{ path, hash: origin.documentHash, extractorVersion: origin.extractorVersion }] : [];
  });
};

/** The facts of all sources. What a later one says goes before what an earlier one said. */
export const addFacts = (
  versions: readonly ComponentVersion[],
  sources: readonly FactSource[],
  { lookUp, documents }: FactInput
): ComponentVersion[] =>
  versions.map((version) => {
    const parts = sources.filter((source) => source.isAbout(version));
    if (parts.length === 0) return version;
    const known = lookUp(version);
    const document = documents.get(version.origin?.documentHash ?? '');
    const said = parts.map((source) => source.say(version, { known, document }) ?? keptOf(known, source, version));
    const facts = Object.assign({}, ...said.map((one) => one.facts)) as Facts;
    const label = said.findLast((one) => one.label !== undefined)?.label;
    const description = said.findLast((one) => one.description !== undefined)?.description;
    return {
      ...version,
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(Object.keys(facts).length === 0 ? {} : { facts }),
    };
  });

const keptOf = (known: KnownComponent | undefined, { names }: FactSource, version: ComponentVersion): Said => ({
  facts: Object.fromEntries(Object.entries(known?.facts ?? {}).filter(([name]) => names.includes(name))),
  label: version.label ?? known?.label,
  description: version.description ?? known?.description,
});
