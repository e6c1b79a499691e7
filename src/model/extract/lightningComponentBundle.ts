import type { ComponentReader, SubjectMention } from './componentReader.ts';
import { elementsAt } from './elementsAt.ts';
import { lwcImports } from './lwcImports.ts';
import { withoutMarkupComments } from './markupMentions.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, readAttributes, text, texts, type AttributeReader } from './readAttributes.ts';
import { sourceSize } from './sourceSize.ts';

const OBJECT = 'targetConfigs.targetConfig.objects.object';

const objects: AttributeReader = (element) => {
  const names = new Set(elementsAt(element, OBJECT).map((each) => each.text.trim()));
  return names.size > 0 ? [...names] : undefined;
};

const READERS = {
  apiVersion: number('apiVersion'),
  isExposed: flag('isExposed'),
  targets: texts('targets.target'),
  objects,
  capabilities: texts('capabilities.capability'),
  runtimeNamespace: text('runtimeNamespace'),
};

const said = mentionsBy([{ path: OBJECT, kind: 'runs on', type: 'CustomObject' }]);

/** `<c-depot-map>` is the component `depotMap`. */
const childComponents = (markup: string, place: string): SubjectMention[] =>
  [...withoutMarkupComments(markup).matchAll(/<c-([\w-]+)/g)].map(([, tag = '']) => ({
    kind: 'displays',
    type: 'LightningComponentBundle',
    fullName: tag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    place,
  }));

export const lightningComponentBundle: ComponentReader = {
  attributes: ({ element, body, parts }) => ({
    ...readAttributes(element, READERS),
    files: parts.filter((part) => part.root === undefined).map((part) => part.name),
    ...sourceSize(body),
  }),
  mentions: (subject) => [
    ...said(subject),
    ...subject.parts.flatMap(({ name, utf8 }) => {
      if (name.endsWith('.js')) return lwcImports(utf8.toString('utf8'), name);
      return name.endsWith('.html') ? childComponents(utf8.toString('utf8'), name) : [];
    }),
  ],
};
