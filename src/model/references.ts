import { componentKey, type ComponentKey, type ComponentName } from './componentName.ts';
import type { Mention } from './extraction.ts';
import type { ReferenceRecord } from './relation.ts';

/** What one component says of others. */
export type Mentioner = { readonly from: ComponentName; readonly mentions: readonly Mention[] };

/** The names that mean something in an org: each key with the full name in the org's own spelling. */
export type Symbols = ReadonlyMap<ComponentKey, ComponentName>;

/** Mentions resolved in an org, per component; a mention of what the org does not have is no reference. */
export const resolveReferences = (
  mentioners: Iterable<Mentioner>,
  symbols: Symbols
): Array<{ readonly from: ComponentName; readonly to: readonly ReferenceRecord[] }> => {
  const resolved = [];
  for (const { from, mentions } of mentioners) {
    const own = mentions.length > 0 ? componentKey(from) : undefined;
    const edges = new Map<string, ReferenceRecord>();
    for (const mention of mentions) {
      // A symbol's key is the mention's: both go by what ignores case.
      const key = componentKey(mention);
      const to = key === own ? undefined : symbols.get(key);
      if (!to) continue;
      const id = `${mention.kind}\n${key}`;
      if (!edges.has(id)) edges.set(id, referenceOf(from, to, mention));
    }
    resolved.push({ from, to: [...edges.values()] });
  }
  return resolved;
};

const referenceOf = (from: ComponentName, to: ComponentName, mention: Mention): ReferenceRecord => ({
  from,
  to,
  kind: mention.kind,
  evidence: ['document'],
  confidence: 'certain',
  place: mention.place,
});
