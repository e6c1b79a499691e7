import { textOf } from '../../xml/parseXml.ts';
import { columnsOf } from '../columns.ts';
import { localName } from '../componentName.ts';
import { entity } from '../entity.ts';
import { flowSources, type FlowSource } from '../flowSources.ts';
import { metadataJson } from '../metadataJson.ts';
import { entityDefinitionId, orgObjects } from '../orgObjects.ts';
import type { Session } from '../session.ts';

const c = columnsOf<FlowSource>();
const virtual = { aggregatable: false };

/** What starts the flow, in the words of FlowDefinitionView. */
function triggerType({ start }: FlowSource): string | undefined {
  return start === undefined ? undefined : textOf(start, 'triggerType');
}

function triggerObject({ start }: FlowSource): string | undefined {
  return start === undefined ? undefined : textOf(start, 'object');
}

function triggerObjectId(flow: FlowSource, { view }: Session): string | undefined {
  const name = triggerObject(flow);
  const object = name === undefined ? undefined : view.get(orgObjects).get(name);
  return object === undefined ? name : entityDefinitionId(object);
}

export const flowDefinitionView = entity({
  name: 'FlowDefinitionView',
  label: 'Flow Definition',
  keyPrefix: '2aE',
  children: [{ relationshipName: 'Versions', entity: 'FlowVersionView', column: 'FlowDefinitionViewId' }],
  columns: () => [
    { ...c.id(({ definitionId }) => definitionId), ...virtual },
    c.text('DurableId', ({ definitionId }) => definitionId),
    c.text('ApiName', ({ component }) => localName(component)),
    c.text('Label', ({ xml, component }) => textOf(xml, 'label') ?? component.fullName),
    c.text('Description', ({ xml }) => textOf(xml, 'description')),
    c.picklist('ProcessType', ({ xml }) => textOf(xml, 'processType')),
    c.picklist('TriggerType', triggerType),
    c.picklist('RecordTriggerType', ({ start }) => (start === undefined ? null : textOf(start, 'recordTriggerType'))),
    c.int('TriggerOrder', ({ xml }) => {
      const order = textOf(xml, 'triggerOrder');
      return order === undefined ? null : Number(order);
    }),
    c.reference('TriggerObjectOrEventId', 'EntityDefinition', triggerObjectId, { parentKey: 'DurableId' }),
    c.text('TriggerObjectOrEventLabel', (flow, { view }) => {
      const name = triggerObject(flow);
      return name === undefined ? null : (view.get(orgObjects).get(name)?.label ?? name);
    }),
    c.flag('IsActive', ({ isActive }) => isActive),
    c.text('ActiveVersionId', ({ isActive, versionId }) => (isActive ? versionId : null)),
    c.text('LatestVersionId', ({ versionId }) => versionId),
    c.text('NamespacePrefix', ({ component }) => component.namespacePrefix),
    c.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    c.text('InstalledPackageName', ({ component }) => component.namespacePrefix),
    c.flag('IsTemplate', ({ xml }) => textOf(xml, 'isTemplate') === 'true'),
    c.text('LastModifiedBy', ({ component }, { view }) => {
      return view.org.users.find(({ id }) => id === component.lastModifiedById)?.name;
    }),
    c.datetime('LastModifiedDate', ({ component }) => component.lastModifiedDate),
    c.double('ApiVersion', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
  ],
  rows: ({ view }) => view.get(flowSources),
});

export const flowVersionView = entity({
  name: 'FlowVersionView',
  label: 'Flow Version',
  keyPrefix: '2aF',
  columns: () => [
    { ...c.id(({ versionId }) => versionId), ...virtual },
    c.text('DurableId', ({ versionId }) => versionId),
    c.reference('FlowDefinitionViewId', 'FlowDefinitionView', ({ definitionId }) => definitionId, {
      parentKey: 'DurableId',
    }),
    c.text('Label', ({ xml, component }) => textOf(xml, 'label') ?? component.fullName),
    c.text('Description', ({ xml }) => textOf(xml, 'description')),
    c.picklist('ProcessType', ({ xml }) => textOf(xml, 'processType')),
    c.int('VersionNumber', ({ versionNumber }) => versionNumber),
    c.picklist('Status', ({ status }) => status),
    c.picklist('RunInMode', ({ xml }) => textOf(xml, 'runInMode')),
    c.double('ApiVersionRuntime', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
    c.double('ApiVersion', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
    c.flag('IsTemplate', ({ xml }) => textOf(xml, 'isTemplate') === 'true'),
  ],
  // Unfiltered the object has no rows at all (Object Reference).
  rows: ({ view }, filter) => {
    const isFiltered = filter('DurableId') !== undefined || filter('FlowDefinitionViewId') !== undefined;
    return isFiltered ? view.get(flowSources) : [];
  },
});

export const flow = entity({
  name: 'Flow',
  keyPrefix: '301',
  doors: ['tooling'],
  columns: () => [
    c.id(({ versionId }) => versionId),
    c.reference('DefinitionId', 'FlowDefinition', ({ definitionId }) => definitionId),
    c.text('MasterLabel', ({ xml, component }) => textOf(xml, 'label') ?? component.fullName),
    c.text('FullName', ({ component, versionNumber }) => `${component.fullName}-${versionNumber}`),
    c.int('VersionNumber', ({ versionNumber }) => versionNumber),
    c.picklist('Status', ({ status }) => status),
    c.picklist('ProcessType', ({ xml }) => textOf(xml, 'processType')),
    c.picklist('RunInMode', ({ xml }) => textOf(xml, 'runInMode')),
    c.text('Description', ({ xml }) => textOf(xml, 'description')),
    c.double('ApiVersion', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
    c.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    c.complex('Metadata', ({ xml }) => metadataJson(xml)),
    ...c.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(flowSources),
});

export const flowDefinition = entity({
  name: 'FlowDefinition',
  label: 'Flow Definition',
  keyPrefix: '300',
  doors: ['tooling'],
  children: [{ relationshipName: 'Versions', entity: 'Flow', column: 'DefinitionId' }],
  columns: () => [
    c.id(({ definitionId }) => definitionId),
    c.text('DeveloperName', ({ component }) => localName(component)),
    c.text('MasterLabel', ({ xml, component }) => textOf(xml, 'label') ?? component.fullName),
    c.text('FullName', ({ component }) => component.fullName),
    c.reference('ActiveVersionId', 'Flow', ({ isActive, versionId }) => (isActive ? versionId : null)),
    c.reference('LatestVersionId', 'Flow', ({ versionId }) => versionId),
    c.text('Description', ({ xml }) => textOf(xml, 'description')),
    c.text('NamespacePrefix', ({ component }) => component.namespacePrefix),
    c.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    c.complex('Metadata', ({ isActive, versionNumber }) => ({ activeVersionNumber: isActive ? versionNumber : 0 })),
    ...c.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(flowSources),
});
