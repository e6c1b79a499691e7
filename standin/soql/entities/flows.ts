import { textOf } from '../../xml/parseXml.ts';
import { columnsOf } from '../columns.ts';
import { localName } from '../componentName.ts';
import { entity } from '../entity.ts';
import { flowSources, flowVersions, type FlowSource, type FlowVersionSource } from '../flowSources.ts';
import { metadataJson } from '../metadataJson.ts';
import { entityDefinitionId, orgObjects } from '../orgObjects.ts';
import { packageName } from '../packageName.ts';
import type { Session } from '../session.ts';

const c = columnsOf<FlowSource>();
const v = columnsOf<FlowVersionSource>();
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
    c.flag('IsActive', ({ activeVersion }) => activeVersion !== undefined),
    c.text('ActiveVersionId', ({ activeVersion }) => activeVersion?.versionId ?? null),
    c.text('LatestVersionId', ({ versionId }) => versionId),
    c.text('NamespacePrefix', ({ component }) => component.namespacePrefix),
    c.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    c.text('InstalledPackageName', ({ component: { namespacePrefix } }, { view }) =>
      namespacePrefix === undefined ? null : packageName(view.org, namespacePrefix)
    ),
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
    { ...v.id(({ versionId }) => versionId), ...virtual },
    v.text('DurableId', ({ versionId }) => versionId),
    v.reference('FlowDefinitionViewId', 'FlowDefinitionView', ({ definitionId }) => definitionId, {
      parentKey: 'DurableId',
    }),
    v.text('Label', ({ xml, component }) => textOf(xml, 'label') ?? component.fullName),
    v.text('Description', ({ xml }) => textOf(xml, 'description')),
    v.picklist('ProcessType', ({ xml }) => textOf(xml, 'processType')),
    v.int('VersionNumber', ({ versionNumber }) => versionNumber),
    v.picklist('Status', ({ status }) => status),
    v.picklist('RunInMode', ({ xml }) => textOf(xml, 'runInMode')),
    v.double('ApiVersionRuntime', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
    v.double('ApiVersion', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
    v.flag('IsTemplate', ({ xml }) => textOf(xml, 'isTemplate') === 'true'),
  ],
  // Unfiltered the object has no rows at all (Object Reference).
  rows: ({ view }, filter) => {
    const isFiltered = filter('DurableId') !== undefined || filter('FlowDefinitionViewId') !== undefined;
    return isFiltered ? view.get(flowVersions) : [];
  },
});

export const flow = entity({
  name: 'Flow',
  keyPrefix: '301',
  doors: ['tooling'],
  columns: () => [
    v.id(({ versionId }) => versionId),
    v.reference('DefinitionId', 'FlowDefinition', ({ definitionId }) => definitionId),
    v.text('MasterLabel', ({ xml, component }) => textOf(xml, 'label') ?? component.fullName),
    v.text('FullName', ({ component, versionNumber }) => `${component.fullName}-${versionNumber}`),
    v.int('VersionNumber', ({ versionNumber }) => versionNumber),
    v.picklist('Status', ({ status }) => status),
    v.picklist('ProcessType', ({ xml }) => textOf(xml, 'processType')),
    v.picklist('RunInMode', ({ xml }) => textOf(xml, 'runInMode')),
    v.text('Description', ({ xml }) => textOf(xml, 'description')),
    v.double('ApiVersion', ({ xml }) => Number(textOf(xml, 'apiVersion') ?? '49')),
    v.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    v.complex('Metadata', ({ xml }) => metadataJson(xml)),
    ...v.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(flowVersions),
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
    c.reference('ActiveVersionId', 'Flow', ({ activeVersion }) => activeVersion?.versionId ?? null),
    c.reference('LatestVersionId', 'Flow', ({ versionId }) => versionId),
    c.text('Description', ({ xml }) => textOf(xml, 'description')),
    c.text('NamespacePrefix', ({ component }) => component.namespacePrefix),
    c.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    c.complex('Metadata', ({ activeVersion }) => ({ activeVersionNumber: activeVersion?.versionNumber ?? 0 })),
    ...c.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(flowSources),
});
