import type { Mention } from '../extraction.ts';

/**
 * What many mentions of a document have in common, said once: everything but name and line. Documents that were stored
 * before version 4 of the extraction engine have no access.
 */
type MentionLabel = readonly [
  from: number,
  kind: Mention['kind'],
  type: string,
  place: string,
  access?: Mention['access'],
];

/**
 * The mentions of one document, as JSON can say them: the names in the order of the mentions, each behind the index of its
 * manner. A sync holds all mentions of an org until it publishes; an object for each of them would keep the garbage
 * collector busier than all else.
 */
export type PackedMentions = {
  readonly manners: readonly MentionLabel[];
  readonly names: ReadonlyArray<number | string>;
  /** Of source text alone: the line of each mention, in their order; 0 for one that has none. */
  readonly lines?: readonly number[];
};

const sameLabel = ([from, kind, type, place, access]: MentionLabel, mention: Mention): boolean =>
  from === mention.from &&
  kind === mention.kind &&
  type === mention.type &&
  place === mention.place &&
  access === mention.access;

export const packMentions = (mentions: readonly Mention[]): PackedMentions => {
  const manners: MentionLabel[] = [];
  const indexes = new Map<string, number>();
  const names: Array<number | string> = [];
  let index = -1;
  for (const mention of mentions) {
    const before = manners[index];
    // Mentions come in runs that differ in nothing but the name.
    if (before === undefined || !sameLabel(before, mention)) {
      const { from, kind, type, place, access } = mention;
      const key = [from, kind, type, place, access].join('\n');
      const label: MentionLabel = access === undefined ? [from, kind, type, place] : [from, kind, type, place, access];
      index = indexes.get(key) ?? manners.push(label) - 1;
      indexes.set(key, index);
    }
    names.push(index, mention.fullName);
  }
  if (!mentions.some(({ line }) => line !== undefined)) return { manners, names };
  return { manners, names, lines: mentions.map(({ line }) => line ?? 0) };
};

export const unpackMentions = ({ manners, names, lines }: PackedMentions): Mention[] => {
  const mentions: Mention[] = [];
  for (let position = 0; position < names.length; position += 2) {
    const manner = manners[Number(names[position])];
    if (manner === undefined) throw new Error('A stored mention says nothing of its kind.');
    const [from, kind, type, place, access] = manner;
    const line = lines?.[position / 2];
    mentions.push({
      from,
      kind,
      type,
      fullName: String(names[position + 1]),
      place,
      ...(line ? { line } : {}),
      ...(access === undefined ? {} : { access }),
    });
  }
  return mentions;
};
