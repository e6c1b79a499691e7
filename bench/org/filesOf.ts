import type { CatalogueEntry } from '../../src/catalogue/entry.ts';
import { randomFor, type Random } from './random.ts';
import { binaryBytes, classText, htmlText, markupText, scriptText, triggerText } from './texts/codeText.ts';
import { flowText } from './texts/flowText.ts';
import { genericText } from './texts/genericText.ts';
import { layoutText } from './texts/layoutText.ts';
import { objectText } from './texts/objectText.ts';
import { customMetadataText, flexiPageText, quickActionText, reportTypeText } from './texts/pageText.ts';
import { permissionSetText, profileText } from './texts/permissionText.ts';
import { dashboardText, reportText } from './texts/reportText.ts';
import { workflowText } from './texts/workflowText.ts';
import { customFieldsOf, type World, type WorldObject } from './world.ts';
import { when, xmlDocument } from './xml.ts';

export type ComponentSeed = {
  readonly entry: CatalogueEntry;
  readonly rawName: string;
  /** The object it belongs to, where its name says so. */
  readonly object?: WorldObject;
};

/** The XML of a component, by its type. */
const xmlOf = (random: Random, { entry, rawName, object }: ComponentSeed, world: World): string => {
  const own = object ?? random.pick(world.records);
  switch (entry.type) {
    case 'CustomObject':
      return objectText(random, own, world);
    case 'Layout':
      return layoutText(random, own, world);
    case 'Workflow':
      return workflowText(random, own, world);
    case 'CustomMetadata':
      return customMetadataText(
        random,
        customFieldsOf(own).map(({ name }) => name)
      );
    case 'Flow':
      return flowText(random, world);
    case 'PermissionSet':
    case 'MutingPermissionSet':
      return permissionSetText(random, world, entry.type);
    case 'Profile':
      return profileText(random, world);
    case 'Report':
      return reportText(random, world);
    case 'Dashboard':
      return dashboardText(random, world);
    case 'FlexiPage':
      return flexiPageText(random, world);
    case 'QuickAction':
      return quickActionText(random, world);
    case 'ReportType':
      return reportTypeText(random, world);
    default:
      return genericText(random, entry, rawName, world);
  }
};

const companion = (random: Random, root: string): string =>
  xmlDocument(root, [
    ['apiVersion', '66.0'],
    // The sf CLI cannot write a static resource without it.
    ...when(root === 'StaticResource', ['contentType', 'image/png']),
    ['description', random.sentence()],
    ['label', random.words(2)],
    ['status', 'Active'],
  ]);

const sourceOf = (random: Random, type: string, name: string, world: World): string => {
  if (type === 'ApexClass') return classText(random, name, world);
  if (type === 'ApexTrigger') return triggerText(random, name, world);
  if (type === 'EmailTemplate') return htmlText(random);
  return markupText(random, type === 'ApexPage' ? 'page' : 'component', world);
};

const bundleOf = (random: Random, entry: CatalogueEntry, name: string, world: World): Array<[string, string]> => {
  const meta = companion(random, entry.type);
  if (entry.type === 'LightningComponentBundle')
    return [
      [`${name}.js`, scriptText(random, world)],
      [`${name}.html`, htmlText(random)],
      [`${name}.js-meta.xml`, meta],
    ];
  if (entry.type === 'AuraDefinitionBundle')
    return [
      [`${name}.cmp`, `<aura:component implements="force:hasRecordId">\n${htmlText(random)}</aura:component>\n`],
      [`${name}Controller.js`, scriptText(random, world)],
      [`${name}.cmp-meta.xml`, meta],
    ];
  return [
    [`${name}.${entry.suffix}-meta.xml`, genericText(random, entry, name, world)],
    ['input/schema.json', JSON.stringify({ title: random.words(3), description: random.sentence() }, null, 2)],
  ];
};

const pathOf = ({ entry, rawName }: ComponentSeed): string => {
  const suffix = entry.suffix === '' ? '' : `.${entry.suffix}`;
  if (entry.folderOf !== undefined) return `${entry.directory}/${rawName}-meta.xml`;
  if (entry.nested === undefined) return `${entry.directory}/${rawName}${suffix}`;
  const [owner = '', name = owner] = rawName.split('.');
  const folder = entry.nested.folder === '' ? '' : `${entry.nested.folder}/`;
  return `${entry.directory}/${owner}/${folder}${name}${suffix}`;
};

/** The files of a component as a retrieve returns them, by their path without the package's folder. */
export const filesOf = (seed: ComponentSeed, world: World): Array<[path: string, content: Buffer]> => {
  const { entry, rawName } = seed;
  const random = randomFor(`${entry.type}:${rawName}`);
  const path = pathOf(seed);
  switch (entry.shape) {
    case 'xml':
      return [[path, Buffer.from(xmlOf(random, seed, world))]];
    case 'source':
      return [
        [path, Buffer.from(sourceOf(random, entry.type, rawName, world))],
        [`${path}-meta.xml`, Buffer.from(companion(random, entry.type))],
      ];
    case 'binary':
      return [
        [path, binaryBytes(random, random.skewed(800, entry.type === 'StaticResource' ? 200_000 : 90_000))],
        [`${path}-meta.xml`, Buffer.from(companion(random, entry.type))],
      ];
    case 'bundle':
      return bundleOf(random, entry, rawName, world).map(([name, text]) => [
        `${entry.directory}/${rawName}/${name}`,
        Buffer.from(text),
      ]);
  }
};
