import { generateMessage } from './generateMessage.ts';
import { sourceElement, sourceFile, type SourceFile } from './sourceFile.ts';

/** The custom permission that keeps Manual Sync Only in the org itself; nobody needs to be given it. */
export const generatedMarker = (name: string): SourceFile[] => [
  sourceFile(`customPermissions/${name}.customPermission-meta.xml`, 'CustomPermission', [
    sourceElement('description', generateMessage('marker')),
    sourceElement('isLicensed', 'false'),
    sourceElement('label', generateMessage('marker.label')),
  ]),
];
