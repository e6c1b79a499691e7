import type { Mention } from '../extraction.ts';
import { type ComponentName, componentKey, decodeRawName, type ComponentKey } from '../names/componentName.ts';

export type ReferenceRecord = {
  readonly from: ComponentName;
  readonly to: ComponentName;
  readonly kind: string;
  /** Which parsers or APIs said so, sorted. */
  readonly evidence: readonly string[];
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly place?: string;
};

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
  const find = createLookUp(symbols);
  for (const { from, mentions } of mentioners) {
    const own = mentions.length > 0 ? find(from) : undefined;
    const edges: ReferenceRecord[] = [];
    const kinds = new Map<ComponentName, Array<Mention['kind']>>();
    for (const mention of mentions) {
      const to = find(mention);
      if (!to || to === own) continue;
      const said = kinds.get(to);
      if (said?.includes(mention.kind)) continue;
      if (said === undefined) kinds.set(to, [mention.kind]);
      else said.push(mention.kind);
      edges.push(referenceOf(from, to, mention));
    }
    resolved.push({ from, to: edges });
  }
  return resolved;
};

/** Remembers by the very spelling: a name is mentioned many times, and mostly in one way. */
const createLookUp = (symbols: Symbols): ((name: ComponentName) => ComponentName | undefined) => {
  const byType = new Map<string, Map<string, ComponentName | undefined>>();
  return (name) => {
    const known = byType.get(name.type) ?? new Map<string, ComponentName | undefined>();
    const found = known.get(name.fullName);
    if (found !== undefined || known.has(name.fullName)) return found;
    const symbol = symbols.get(componentKey(name)) ?? decodedSymbol(name, symbols);
    byType.set(name.type, known.set(name.fullName, symbol));
    return symbol;
  };
};

/**
 * Names of these are percent-encoded wherever they are mentioned, and were decoded when they were read. Decoded twice,
 * one could be another component's.
 */
const READ_DECODED: ReadonlySet<string> = new Set(['BusinessProcess', 'Layout']);

/** Some documents name profiles and others as listings do (`Sales %26 Service`), some as people do. */
const decodedSymbol = ({ type, fullName }: ComponentName, symbols: Symbols): ComponentName | undefined => {
  const decoded = READ_DECODED.has(type) ? fullName : decodeRawName(fullName);
  return decoded === fullName ? undefined : symbols.get(componentKey({ type, fullName: decoded }));
};

/** The same for all of them, so that whoever stores them can tell so at a glance. */
const EVIDENCE = ['document'] as const;

const referenceOf = (from: ComponentName, to: ComponentName, mention: Mention): ReferenceRecord => ({
  from,
  to,
  kind: mention.kind,
  evidence: EVIDENCE,
  confidence: 'certain',
  place: mention.place,
});
