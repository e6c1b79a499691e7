import { textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { elementsAt } from './elementsAt.ts';
import { filedIn } from './filedIn.ts';
import { mentionsBy } from './mentionRules.ts';
import { readAttributes, text, texts } from './readAttributes.ts';

/** Where a dashboard's components stand: on a grid, or, in older ones, in three columns. */
const COMPONENTS: readonly string[] = [
  'dashboardGridLayout.dashboardGridComponents.dashboardComponent',
  'leftSection.components',
  'middleSection.components',
  'rightSection.components',
];

const componentsOf = (element: XmlElement): XmlElement[] =>
  COMPONENTS.flatMap((path) => [...elementsAt(element, path)]);

const distinct = (element: XmlElement, name: string): string[] => [
  ...new Set(componentsOf(element).flatMap((component) => textOf(component, name) ?? [])),
];

const READERS = {
  type: text('dashboardType'),
  runningUser: text('runningUser'),
  filters: texts('dashboardFilters.name'),
  chartTheme: text('chartTheme'),
  colorPalette: text('colorPalette'),
};

const said = mentionsBy(
  COMPONENTS.flatMap((path) => [
    { path: `${path}.report`, kind: 'displays' as const, type: 'Report' },
    { path: `${path}.page`, kind: 'displays' as const, type: 'ApexPage' },
  ])
);

const inFolder = filedIn('DashboardFolder');

export const dashboard: ComponentReader = {
  label: ({ element }) => textOf(element, 'title'),
  attributes: ({ element }) => ({
    ...readAttributes(element, READERS),
    components: componentsOf(element).length,
    componentTypes: distinct(element, 'componentType'),
    reports: distinct(element, 'report'),
  }),
  mentions: (subject) => [...inFolder(subject), ...said(subject)],
};
