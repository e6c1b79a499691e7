import type { ComponentName } from '../model/componentName.ts';
import type { OrgRecord } from '../store/records.ts';

/** Setup pages that show one component by its id; the old page runs inside the new frame. */
const FRAMED_PAGES: { readonly [type: string]: string } = {
  ApexClass: 'ApexClasses',
  ApexTrigger: 'ApexTriggers',
  CustomLabel: 'ExternalStrings',
  PermissionSet: 'PermSets',
  Profile: 'EnhancedProfiles',
};

/** Sections of an object's page in the Object Manager. */
const OBJECT_SECTIONS: { readonly [type: string]: string } = {
  CompactLayout: 'CompactLayouts',
  CustomField: 'FieldsAndRelationships',
  FieldSet: 'FieldSets',
  Layout: 'PageLayouts',
  RecordType: 'RecordTypes',
  ValidationRule: 'ValidationRules',
  WebLink: 'ButtonsLinksActions',
};

/**
 * Where a person looks at the component in Setup. Undefined without an id, except for objects, which go by their name.
 * `/ID` is understood by Classic for everything and by Lightning for most things.
 */
export const setupLink = (
  org: Pick<OrgRecord, 'instanceUrl' | 'linkTarget'>,
  component: ComponentName & { readonly id?: string; readonly parent?: ComponentName }
): string | undefined => {
  const path = org.linkTarget === 'lightning' ? lightningPath(component) : component.id;
  return path === undefined ? undefined : `${org.instanceUrl.replace(/\/+$/, '')}/${path}`;
};

const lightningPath = (component: Parameters<typeof setupLink>[1]): string | undefined => {
  const { type, fullName, id, parent } = component;
  if (type === 'CustomObject') return `lightning/setup/ObjectManager/${encodeURIComponent(fullName)}/Details/view`;
  if (id === undefined) return undefined;
  const page = FRAMED_PAGES[type];
  if (page !== undefined) return `lightning/setup/${page}/page?address=%2F${id}`;
  const section = OBJECT_SECTIONS[type];
  const object = parent?.fullName ?? (type === 'Layout' ? fullName.split('-')[0] : undefined);
  if (section !== undefined && object !== undefined) {
    return `lightning/setup/ObjectManager/${encodeURIComponent(object)}/${section}/${id}/view`;
  }
  if (type === 'Flow') return `builder_platform_interaction/flowBuilder.app?flowId=${id}`;
  if (type === 'Report' || type === 'Dashboard') return `lightning/r/${type}/${id}/view`;
  return id;
};
