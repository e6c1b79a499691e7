import type { SubjectMention } from './componentReader.ts';

/** Each mention of one component once per kind and target, sorted by them; the first place in the document is kept. */
export const distinctMentions = (mentions: readonly SubjectMention[]): SubjectMention[] =>
  mentions.length < 2
    ? [...mentions]
    : mentions
        .toSorted(byTarget)
        // The sort is stable: of the same ones the first in the document stands first.
        .filter((mention, index, sorted) => {
          const before = sorted[index - 1];
          return before === undefined || byTarget(before, mention) !== 0;
        });

const byTarget = (a: SubjectMention, b: SubjectMention): number =>
  order(a.kind, b.kind) || order(a.type, b.type) || order(a.fullName, b.fullName);

/** By code unit: the order must not depend on the machine's language. */
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
