import type { MentionAccess, ReferenceKind } from '../model/extraction.ts';
import type { XmlElement } from '../xml/xmlElement.ts';
import type { Subject, SubjectMention, SubjectGrant } from './reader.ts';

/** Where a rule applies: the element that says the name, within the one that holds it. */
export type Place = { readonly subject: Subject; readonly parent: XmlElement };

/** Makes an absolute full name of a text; undefined where the text names no component. */
export type Naming = (text: string, place: Place) => string | undefined;

/** Elements at a path name a component of a type. The text itself is the full name unless `name` says how to build it. */
export type MentionRule = {
  readonly path: string;
  readonly kind: ReferenceKind;
  readonly type: string;
  readonly name?: Naming;
  /** Where the kind does not say it. */
  readonly access?: MentionAccess;
};

/** What a kind of reference does with the value behind it. */
export const ACCESS_OF_KIND: { readonly [kind in ReferenceKind]?: MentionAccess } = {
  displays: 'read',
  filters: 'read',
  'looks up': 'read',
  reads: 'read',
  summarizes: 'read',
  writes: 'write',
};

type RuleTree = { readonly rules: MentionRule[]; readonly below: Map<string, RuleTree> };

/** Compiles rules into one walk over a component's element. */
export const mentionsBy = (rules: readonly MentionRule[]): ((subject: Subject) => SubjectMention[]) => {
  const tree = treeOf(rules);
  return (subject) => {
    const mentions: SubjectMention[] = [];
    const visit = (parent: XmlElement, node: RuleTree): void => {
      for (const child of parent.childrenIn(node.below)) {
        const next = node.below.get(child.name);
        if (next === undefined) continue;
        for (const rule of next.rules) {
          const fullName = nameOf(rule, child, subject, parent);
          if (fullName) mentions.push(mentionOf(rule, fullName));
        }
        if (next.below.size > 0) visit(child, next);
      }
    };
    visit(subject.element, tree);
    return mentions;
  };
};

const mentionOf = ({ kind, type, path, access }: MentionRule, fullName: string): SubjectMention =>
  access === undefined ? { kind, type, fullName, place: path } : { kind, type, fullName, place: path, access };

const nameOf = (rule: MentionRule, element: XmlElement, subject: Subject, parent: XmlElement): string | undefined => {
  const text = element.text.trim();
  if (text === '') return undefined;
  return rule.name === undefined ? text : rule.name(text, { subject, parent });
};

const treeOf = (rules: readonly MentionRule[]): RuleTree => {
  const tree: RuleTree = { rules: [], below: new Map() };
  for (const rule of rules) {
    let node = tree;
    for (const name of rule.path.split('.')) {
      const next: RuleTree = node.below.get(name) ?? { rules: [], below: new Map() };
      node.below.set(name, next);
      node = next;
    }
    node.rules.push(rule);
  }
  return tree;
};

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

/** Each grant of one principal once per target, with the rights of all of them, in the document's order. */
export const distinctGrants = (grants: readonly SubjectGrant[]): SubjectGrant[] => {
  const distinct: SubjectGrant[] = [];
  const places = new Map<string, Map<string, number>>();
  for (const grant of grants) {
    const ofType = places.get(grant.type) ?? new Map<string, number>();
    places.set(grant.type, ofType);
    const place = ofType.get(grant.fullName);
    const known = place === undefined ? undefined : distinct[place];
    if (place !== undefined && known !== undefined) distinct[place] = { ...known, rights: known.rights | grant.rights };
    else ofType.set(grant.fullName, distinct.push(grant) - 1);
  }
  return distinct;
};
