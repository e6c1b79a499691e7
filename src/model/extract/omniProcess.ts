import type { JsonValue } from '../extraction.ts';
import { childrenOf, textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { flag, number, readAttributes, text } from './readAttributes.ts';

const READERS = {
  type: text('type'),
  subType: text('subType'),
  language: text('language'),
  versionNumber: number('versionNumber'),
  active: flag('isActive'),
  omniProcessType: text('omniProcessType'),
  uniqueName: text('uniqueName'),
  requiredPermission: text('requiredPermission'),
  isTestProcedure: flag('isTestProcedure'),
  isOmniScriptEmbeddable: flag('isOmniScriptEmbeddable'),
  isMetadataCacheDisabled: flag('isMetadataCacheDisabled'),
};

/** How many elements there are of each type, those inside others included; types in alphabetical order. */
const elementsByType = (process: XmlElement): { readonly [type: string]: JsonValue } => {
  const found = new Map<string, number>();
  const visit = (element: XmlElement): void => {
    const type = textOf(element, 'type') ?? '';
    found.set(type, (found.get(type) ?? 0) + 1);
    childrenOf(element, 'childElements').forEach(visit);
  };
  childrenOf(process, 'omniProcessElements').forEach(visit);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** OmniScripts and integration procedures. */
export const omniProcess: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: ({ element }) => ({ ...readAttributes(element, READERS), elements: elementsByType(element) }),
};
