import { salesforceId } from '../salesforceId.ts';
import { flowDefinitionId } from './flowSources.ts';
import type { SetupEntityType, SetupGrant } from './grants.ts';
import type { OrgView } from './orgView.ts';

const componentTypes: Readonly<Record<SetupEntityType, string>> = {
  ApexClass: 'ApexClass',
  ApexPage: 'ApexPage',
  CustomEntityDefinition: 'CustomObject',
  CustomPermission: 'CustomPermission',
  FlowDefinition: 'Flow',
  TabSet: 'CustomApplication',
};

/** Id of the app, whether its file is in the org (`My_App`) or it comes with the platform (`standard__Sales`). */
export function appId(view: OrgView, name: string): string {
  return view.component('CustomApplication', name)?.id ?? salesforceId('02u', `CustomApplication:${name}`);
}

/** Id of what a set gives access to; undefined for what the org does not hold. */
export function setupEntityId(view: OrgView, { type, name }: SetupGrant): string | undefined {
  if (type === 'TabSet') return appId(view, name);
  const component = view.component(componentTypes[type], name);
  if (component === undefined) return undefined;
  return type === 'FlowDefinition' ? flowDefinitionId(view, component) : component.id;
}
