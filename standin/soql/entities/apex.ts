import type { StandinComponent } from '../../orgState.ts';
import { textOf } from '../../xml/parseXml.ts';
import { columnsOf } from '../columns.ts';
import { localName } from '../componentName.ts';
import { entity, type Column } from '../entity.ts';
import { entityDefinitionId, orgObjects } from '../orgObjects.ts';
import type { Session } from '../session.ts';

const c = columnsOf<StandinComponent>();

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}

function apiVersion(component: StandinComponent, { view }: Session): number {
  return Number(textOf(view.xml(component), 'apiVersion') ?? view.org.apiVersion);
}

const body = (component: StandinComponent, { view }: Session): string => view.content(component);

function codeColumns(door: string): readonly Column[] {
  return [
    c.id(({ id }) => id),
    c.text('Name', localName),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.double('ApiVersion', apiVersion),
    c.picklist('Status', (row, { view }) => textOf(view.xml(row), 'status') ?? 'Active'),
    c.flag('IsValid', () => true),
    c.longText('Body', body, 1_000_000),
    c.double('BodyCrc', () => null),
    c.int('LengthWithoutComments', (row, session) => withoutComments(body(row, session)).length),
    ...(door === 'tooling'
      ? [
          c.picklist('ManageableState', ({ manageableState }) => manageableState ?? 'unmanaged'),
          c.complex('Metadata', (row, session) => ({
            apiVersion: apiVersion(row, session),
            status: textOf(session.view.xml(row), 'status') ?? 'Active',
          })),
          c.text('FullName', ({ fullName }) => fullName),
        ]
      : []),
    ...c.audit((row) => row),
  ];
}

export const apexClass = entity({
  name: 'ApexClass',
  keyPrefix: '01p',
  doors: ['data', 'tooling'],
  columns: ({ door }) => [
    ...codeColumns(door),
    // Filled once a class was compiled; no class here ever was.
    ...(door === 'tooling' ? [c.complex('SymbolTable', () => null)] : []),
  ],
  rows: ({ view }) => view.components('ApexClass'),
});

type TriggerHead = { readonly object: string; readonly events: readonly string[] };

/** Object and events from `trigger Name on Object (before insert, …)`. */
function triggerHead(component: StandinComponent, session: Session): TriggerHead {
  const code = withoutComments(body(component, session));
  const [, object = '', events = ''] = /\btrigger\s+\w+\s+on\s+(\w+)\s*\(([^)]*)\)/i.exec(code) ?? [];
  return { object, events: events.split(',').map((event) => event.trim().toLowerCase().replace(/\s+/g, ' ')) };
}

const usages: Readonly<Record<string, string>> = {
  UsageBeforeInsert: 'before insert',
  UsageAfterInsert: 'after insert',
  UsageBeforeUpdate: 'before update',
  UsageAfterUpdate: 'after update',
  UsageBeforeDelete: 'before delete',
  UsageAfterDelete: 'after delete',
  UsageAfterUndelete: 'after undelete',
};

function triggerObjectId(row: StandinComponent, session: Session): string | null {
  const { object } = triggerHead(row, session);
  const found = session.view.get(orgObjects).get(object);
  return found === undefined ? object || null : entityDefinitionId(found);
}

export const apexTrigger = entity({
  name: 'ApexTrigger',
  keyPrefix: '01q',
  doors: ['data', 'tooling'],
  columns: ({ door }) => [
    ...codeColumns(door),
    c.text('TableEnumOrId', triggerObjectId),
    ...(door === 'tooling'
      ? [c.reference('EntityDefinitionId', 'EntityDefinition', triggerObjectId, { parentKey: 'DurableId' })]
      : []),
    ...Object.entries(usages).map(([name, event]) =>
      c.flag(name, (row, session) => triggerHead(row, session).events.includes(event))
    ),
    c.flag('UsageIsBulk', () => false),
  ],
  rows: ({ view }) => view.components('ApexTrigger'),
});

function markupColumns(door: string): readonly Column[] {
  return [
    c.id(({ id }) => id),
    c.text('Name', localName),
    c.text('MasterLabel', (row, { view }) => textOf(view.xml(row), 'label') ?? localName(row)),
    c.text('Description', (row, { view }) => textOf(view.xml(row), 'description')),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.double('ApiVersion', apiVersion),
    c.picklist('ControllerType', () => null),
    c.text('ControllerKey', () => null),
    c.longText('Markup', body, 1_000_000),
    ...(door === 'tooling'
      ? [c.picklist('ManageableState', ({ manageableState }) => manageableState ?? 'unmanaged')]
      : []),
    ...c.audit((row) => row),
  ];
}

export const apexPage = entity({
  name: 'ApexPage',
  label: 'Visualforce Page',
  keyPrefix: '066',
  doors: ['data', 'tooling'],
  columns: ({ door }) => markupColumns(door),
  rows: ({ view }) => view.components('ApexPage'),
});

export const apexComponent = entity({
  name: 'ApexComponent',
  label: 'Visualforce Component',
  keyPrefix: '099',
  doors: ['data', 'tooling'],
  columns: ({ door }) => markupColumns(door),
  rows: ({ view }) => view.components('ApexComponent'),
});
