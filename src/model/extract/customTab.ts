import { booleanOf, textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader, SubjectMention } from './componentReader.ts';
import { actionOverrides } from './actionOverrides.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, readAttributes, text } from './readAttributes.ts';

/** Elements that say what a tab shows, one of which each tab has unless it is an object's. */
const KINDS: ReadonlyArray<readonly [element: string, kind: string]> = [
  ['flexiPage', 'flexiPage'],
  ['page', 'visualforce'],
  ['lwcComponent', 'lightningWebComponent'],
  ['auraComponent', 'auraComponent'],
  ['scontrol', 'scontrol'],
  ['url', 'url'],
];

const kindOf = (element: XmlElement): string | undefined =>
  booleanOf(element, 'customObject') ? 'object' : KINDS.find(([name]) => textOf(element, name) !== undefined)?.[1];

const READERS = {
  flexiPage: text('flexiPage'),
  page: text('page'),
  lwcComponent: text('lwcComponent'),
  auraComponent: text('auraComponent'),
  url: text('url'),
  motif: text('motif'),
  hasSidebar: flag('hasSidebar'),
  frameHeight: number('frameHeight'),
};

const said = mentionsBy([
  { path: 'flexiPage', kind: 'displays', type: 'FlexiPage' },
  { path: 'page', kind: 'displays', type: 'ApexPage' },
  { path: 'lwcComponent', kind: 'displays', type: 'LightningComponentBundle' },
  { path: 'auraComponent', kind: 'displays', type: 'AuraDefinitionBundle' },
  { path: 'splashPageLink', kind: 'displays', type: 'CustomPageWebLink' },
  { path: 'icon', kind: 'displays', type: 'Document' },
  ...actionOverrides,
]);

/** An object's tab is named after the object and has no label of its own. */
export const customTab: ComponentReader = {
  attributes: ({ element }) => {
    const kind = kindOf(element);
    return { ...(kind !== undefined && { kind }), ...readAttributes(element, READERS) };
  },
  mentions: (subject): SubjectMention[] => [
    ...(kindOf(subject.element) === 'object'
      ? [{ kind: 'displays', type: 'CustomObject', fullName: subject.fullName, place: 'customObject' } as const]
      : []),
    ...said(subject),
  ],
};
