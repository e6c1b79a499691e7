import { isLightningFolder } from '../../lightningFolder.ts';
import type { StandinComponent } from '../../orgState.ts';
import { textOf } from '../../xml/parseXml.ts';
import { columnsOf } from '../columns.ts';
import { localName } from '../componentName.ts';
import { entity } from '../entity.ts';
import type { OrgView } from '../orgView.ts';
import { isTrue } from '../readXml.ts';
import type { Session } from '../session.ts';

const c = columnsOf<StandinComponent>();

const folderTypes: Readonly<Record<string, string>> = {
  Dashboard: 'DashboardFolder',
  EmailTemplate: 'EmailFolder',
  Report: 'ReportFolder',
};

/** Folder that a component lies in; undefined for what lies in the org's own unfiled public folder. */
function folderOf(view: OrgView, component: StandinComponent): StandinComponent | undefined {
  const path = component.fullName.slice(0, component.fullName.lastIndexOf('/'));
  if (path === 'unfiled$public') return undefined;
  return view.component(folderTypes[component.type] ?? component.type, path);
}

function folderId(component: StandinComponent, { view }: Session): string {
  return folderOf(view, component)?.id ?? view.org.orgId;
}

function folderName(component: StandinComponent, { view }: Session): string {
  const folder = folderOf(view, component);
  if (folder === undefined) return `Unfiled Public ${component.type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')}s`;
  return textOf(view.xml(folder), 'name') ?? localName(folder);
}

function xmlText(element: string): (component: StandinComponent, session: Session) => string | undefined {
  return (component, { view }) => textOf(view.xml(component), element);
}

export const report = entity({
  name: 'Report',
  keyPrefix: '00O',
  columns: () => [
    c.id(({ id }) => id),
    c.text('Name', (row, { view }) => textOf(view.xml(row), 'name') ?? localName(row)),
    c.text('DeveloperName', localName),
    c.text('Description', xmlText('description')),
    c.text('FolderName', folderName),
    c.reference('OwnerId', ['Folder', 'Organization', 'User'], folderId),
    c.picklist('Format', xmlText('format')),
    c.text('ReportTypeApiName', xmlText('reportType'), { filterable: false }),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.flag('IsDeleted', () => false),
    c.datetime('LastRunDate', ({ fullName }, { view }) => view.org.reportRuns?.get(fullName)),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('Report'),
});

export const dashboard = entity({
  name: 'Dashboard',
  keyPrefix: '01Z',
  columns: () => [
    c.id(({ id }) => id),
    c.text('Title', (row, { view }) => textOf(view.xml(row), 'title') ?? localName(row)),
    c.text('DeveloperName', localName),
    c.text('Description', xmlText('description')),
    c.reference('FolderId', ['Folder', 'Organization', 'User'], folderId),
    c.text('FolderName', folderName),
    c.picklist('Type', xmlText('dashboardType')),
    c.reference('RunningUserId', 'User', (row, { view }) => {
      const username = textOf(view.xml(row), 'runningUser');
      return view.org.users.find((candidate) => candidate.username === username)?.id;
    }),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.flag('IsDeleted', () => false),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('Dashboard'),
});

const templateTypes: Readonly<Record<string, string>> = {
  custom: 'custom',
  html: 'html',
  text: 'text',
  visualforce: 'visualforce',
};

export const emailTemplate = entity({
  name: 'EmailTemplate',
  label: 'Email Template',
  keyPrefix: '00X',
  columns: () => [
    c.id(({ id }) => id),
    c.text('Name', (row, { view }) => textOf(view.xml(row), 'name') ?? localName(row)),
    c.text('DeveloperName', localName),
    c.text('Description', xmlText('description')),
    c.text('Subject', xmlText('subject')),
    c.reference('FolderId', ['Folder', 'Organization', 'User'], folderId),
    c.text('FolderName', folderName),
    c.picklist('TemplateType', (row, { view }) => templateTypes[textOf(view.xml(row), 'type') ?? ''] ?? 'text'),
    c.picklist('TemplateStyle', (row, { view }) => textOf(view.xml(row), 'style') ?? 'none'),
    c.picklist('Encoding', xmlText('encodingKey')),
    c.flag('IsActive', (row, { view }) => isTrue(view.xml(row), 'available')),
    c.longText('HtmlValue', (row, { view }) => (textOf(view.xml(row), 'type') === 'text' ? null : view.content(row))),
    c.longText('Body', (row, { view }) => textOf(view.xml(row), 'textOnly') ?? view.content(row)),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('EmailTemplate'),
});

const kinds: Readonly<Record<string, string>> = {
  DashboardFolder: 'Dashboard',
  DocumentFolder: 'Document',
  EmailFolder: 'Email',
  ReportFolder: 'Report',
};

export const folder = entity({
  name: 'Folder',
  keyPrefix: '00l',
  columns: () => [
    c.id(({ id }) => id),
    c.text('Name', (row, { view }) => textOf(view.xml(row), 'name') ?? localName(row)),
    c.text('DeveloperName', localName),
    c.picklist('Type', (row, { view }) => (isLightningFolder(row, view.org) ? 'EmailTemplate' : kinds[row.type])),
    c.picklist('AccessType', (row, { view }) => textOf(view.xml(row), 'accessType') ?? 'Public'),
    c.flag('IsReadonly', (row, { view }) => textOf(view.xml(row), 'publicFolderAccess') === 'ReadOnly'),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.reference('ParentId', 'Folder', (row, { view }) => {
      const slash = row.fullName.lastIndexOf('/');
      return slash < 0 ? null : view.component(row.type, row.fullName.slice(0, slash))?.id;
    }),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) =>
    Object.keys(kinds)
      .flatMap((type) => view.components(type))
      .filter(({ fullName }) => fullName !== 'unfiled$public'),
});
