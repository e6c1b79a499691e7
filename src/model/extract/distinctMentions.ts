import type { Mention } from '../extraction.ts';

/** Each mention once per component, kind and target, sorted by them; the first place in the document is kept. */
export const distinctMentions = (mentions: readonly Mention[]): Mention[] => {
  const distinct = new Map<string, Mention>();
  for (const mention of mentions) {
    const key = `${mention.from}\0${mention.kind}\0${mention.type}\0${mention.fullName}`;
    if (!distinct.has(key)) distinct.set(key, mention);
  }
  return [...distinct.values()].sort(
    (a, b) => a.from - b.from || order(a.kind, b.kind) || order(a.type, b.type) || order(a.fullName, b.fullName)
  );
};

/** By code unit: the order must not depend on the machine's language. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
