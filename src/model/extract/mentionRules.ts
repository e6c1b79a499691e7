import type { ReferenceKind } from '../extraction.ts';
import type { XmlElement } from '../xmlElement.ts';
import type { Subject, SubjectMention } from './componentReader.ts';

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
          if (fullName) mentions.push({ kind: rule.kind, type: rule.type, fullName, place: rule.path });
        }
        if (next.below.size > 0) visit(child, next);
      }
    };
    visit(subject.element, tree);
    return mentions;
  };
};

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
