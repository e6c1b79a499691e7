import { SYNC_PERMISSIONS, type SyncMode } from '../catalogue/permissions.ts';
import { generateMessage } from '../messages.ts';

/** A file of an sfdx source project, its path below a package directory. */
export type SourceFile = { readonly path: string; readonly content: string };

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** One component's document. `lines` are its elements in the order of the WSDL, which is the alphabet's. */
const sourceFile = (path: string, type: string, lines: readonly string[]): SourceFile => ({
  path,
  content: `${HEAD}<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${lines.map((line) => `    ${line}\n`).join('')}</${type}>\n`,
});

const sourceElement = (name: string, text: string): string =>
  `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</${name}>`;

/** The custom permission that keeps Manual Sync Only in the org itself; nobody needs to be given it. */
export const generatedMarker = (name: string): SourceFile[] => [
  sourceFile(`customPermissions/${name}.customPermission-meta.xml`, 'CustomPermission', [
    sourceElement('description', generateMessage('marker')),
    sourceElement('isLicensed', 'false'),
    sourceElement('label', generateMessage('marker.label')),
  ]),
];

export const SYNC_PERMISSION_SET = { name: 'System_Elements_Sync', label: 'System - Elements Sync' } as const;
export const SYNC_PROFILE = 'Integration-Elements';

/**
 * The permission set and the profile of a user who may do what a sync in this mode needs, and no more. The set has no
 * licence, so that it can be given to a user of any; the profile gives nothing by itself.
 */
export const generatedUser = (mode: SyncMode): SourceFile[] => [
  sourceFile(`permissionsets/${SYNC_PERMISSION_SET.name}.permissionset-meta.xml`, 'PermissionSet', [
    sourceElement('description', generateMessage(`permissionSet.${mode}`)),
    sourceElement('hasActivationRequired', 'false'),
    sourceElement('label', SYNC_PERMISSION_SET.label),
    ...leastPermissions(mode).flatMap(permissionLines),
  ]),
  sourceFile(`profiles/${SYNC_PROFILE}.profile-meta.xml`, 'Profile', [
    sourceElement('custom', 'true'),
    sourceElement('description', generateMessage('profile', [SYNC_PERMISSION_SET.label])),
    sourceElement('userLicense', 'Salesforce'),
  ]),
];

/** What the mode requires and recommends, with what Salesforce turns on together with it; sorted. */
export const leastPermissions = (mode: SyncMode): string[] => {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    SYNC_PERMISSIONS.find((permission) => permission.name === name)?.requires.forEach(add);
  };
  for (const { name, importance } of SYNC_PERMISSIONS) {
    if (importance[mode] === 'required' || importance[mode] === 'recommended') add(name);
  }
  return [...names].sort();
};

const permissionLines = (name: string): string[] => {
  const permission = SYNC_PERMISSIONS.find((candidate) => candidate.name === name);
  return [
    ...(permission ? [`<!-- ${permission.label}: ${generateMessage(`reason.${name}`)} -->`] : []),
    '<userPermissions>',
    '    <enabled>true</enabled>',
    `    ${sourceElement('name', name)}`,
    '</userPermissions>',
  ];
};
