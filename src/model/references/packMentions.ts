import type { Mention } from '../extraction.ts';

/** What many mentions of a document have in common, said once: everything but the name. */
type MentionLabel = readonly [from: number, kind: Mention['kind'], type: string, place: string];

/**
 * The mentions of one document, as JSON can say them: the names in the order of the mentions, each behind the index of its
 * manner. A sync holds all mentions of an org until it publishes; an object for each of them would keep the garbage
 * collector busier than all else.
 */
export type PackedMentions = {
  readonly manners: readonly MentionLabel[];
  readonly names: ReadonlyArray<number | string>;
};

const sameLabel = ([from, kind, type, place]: MentionLabel, mention: Mention): boolean =>
  from === mention.from && kind === mention.kind && type === mention.type && place === mention.place;

export const packMentions = (mentions: readonly Mention[]): PackedMentions => {
  const manners: MentionLabel[] = [];
  const indexes = new Map<string, number>();
  const names: Array<number | string> = [];
  let index = -1;
  for (const mention of mentions) {
    const before = manners[index];
    // Mentions come in runs that differ in nothing but the name.
    if (before === undefined || !sameLabel(before, mention)) {
      const { from, kind, type, place } = mention;
      const key = [from, kind, type, place].join('\n');
      index = indexes.get(key) ?? manners.push([from, kind, type, place]) - 1;
      indexes.set(key, index);
    }
    names.push(index, mention.fullName);
  }
  return { manners, names };
};

export const unpackMentions = ({ manners, names }: PackedMentions): Mention[] => {
  const mentions: Mention[] = [];
  for (let position = 0; position < names.length; position += 2) {
    const manner = manners[Number(names[position])];
    if (manner === undefined) throw new Error('A stored mention says nothing of its kind.');
    const [from, kind, type, place] = manner;
    mentions.push({ from, kind, type, fullName: String(names[position + 1]), place });
  }
  return mentions;
};
