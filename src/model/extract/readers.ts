import { apexClass } from './apexClass.ts';
import { apexTrigger } from './apexTrigger.ts';
import { bigObjectIndex } from './bigObjectIndex.ts';
import { businessProcess } from './businessProcess.ts';
import { compactLayout } from './compactLayout.ts';
import type { ComponentReader } from './componentReader.ts';
import { customField } from './customField.ts';
import { customLabel } from './customLabel.ts';
import { customObject } from './customObject.ts';
import { fieldSet } from './fieldSet.ts';
import { flow } from './flow.ts';

import { layout } from './layout.ts';
import { listView } from './listView.ts';
import { permissionSet } from './permissionSet.ts';
import { profile } from './profile.ts';
import { recordType } from './recordType.ts';
import { report } from './report.ts';
import { reportFolder } from './reportFolder.ts';
import { validationRule } from './validationRule.ts';
import { webLink } from './webLink.ts';

/** Types that are read in a way of their own; all others give label, description and text alone. */
export const readers: ReadonlyMap<string, ComponentReader> = new Map<string, ComponentReader>([
  ['ApexClass', apexClass],
  ['ApexTrigger', apexTrigger],
  ['BusinessProcess', businessProcess],
  ['CompactLayout', compactLayout],
  ['CustomField', customField],
  ['CustomLabel', customLabel],
  ['CustomObject', customObject],
  ['FieldSet', fieldSet],
  ['Flow', flow],
  ['Index', bigObjectIndex],
  ['Layout', layout],
  ['ListView', listView],
  ['PermissionSet', permissionSet],
  ['Profile', profile],
  ['RecordType', recordType],
  ['Report', report],
  ['ReportFolder', reportFolder],
  ['ValidationRule', validationRule],
  ['WebLink', webLink],
]);
