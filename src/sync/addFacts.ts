import type { ComponentVersion, KnownComponent } from '../model/componentVersion.ts';
import type { JsonValue } from '../model/extraction.ts';
import type { LookUp } from './assemble.ts';

export type Facts = { readonly [name: string]: JsonValue };

/** What one question to the org says of some components, beyond their documents. */
export type FactSource = {
  /** All that it may say; of components of which it says nothing, the model keeps these. */
  readonly names: readonly string[];
  readonly isAbout: (version: ComponentVersion) => boolean;
  /** Undefined where it could not be asked, or does not know the component. */
  readonly say: (version: ComponentVersion) => Said | undefined;
};

export type Said = {
  readonly facts: Facts;
  /** For components whose documents have no label, or that have no document. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
};

/** The facts of all sources. What a later one says goes before what an earlier one said. */
export const addFacts = (
  versions: readonly ComponentVersion[],
  sources: readonly FactSource[],
  lookUp: LookUp
): ComponentVersion[] =>
  versions.map((version) => {
    const parts = sources.filter((source) => source.isAbout(version));
    if (parts.length === 0) return version;
    const known = lookUp(version);
    const said = parts.map((source) => source.say(version) ?? keptOf(known, source, version));
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
