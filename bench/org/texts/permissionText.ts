import type { Random } from '../random.ts';
import { customFieldsOf, type World } from '../world.ts';
import { repeat, xmlDocument, type Xml } from '../xml.ts';

const flags = (...names: string[]): Xml[] => names.map((name): Xml => [name, 'true']);

/** Items picked once each, in the order of the list. */
const some = <T>(random: Random, items: readonly T[], count: number): T[] => {
  const share = count / items.length;
  return items.filter(() => random.chance(share));
};

const USER_PERMISSIONS =
  'ActivitiesAccess AllowViewKnowledge ApexRestServices ApiEnabled AssignTopics BulkMacrosAllowed ChatterInternalUser ChatterInviteExternalUsers CreateCustomizeDashboards CreateCustomizeReports CreateReportFolders EditEvent EditTask EmailMass ExportReport ImportPersonal LightningConsoleAllowedForUser ListEmailSend ManageEncryptionKeys RunFlow RunReports SelectFilesFromSalesforce ShowCompanyNameAsUserBadge TransferAnyLead ViewHelpLink ViewRoles ViewSetup'.split(
    ' '
  );

const userPermissions = (random: Random): Xml[] =>
  some(random, USER_PERMISSIONS, 15).map((name): Xml => ['userPermissions', [...flags('enabled'), ['name', name]]]);

const grants = (random: Random, world: World, fieldCount: number): { readonly [element: string]: Xml[] } => {
  const objects = some(random, world.records, random.int(10, 50));
  const fields = objects.flatMap((object) => customFieldsOf(object).map(({ name }) => `${object.name}.${name}`));
  return {
    applicationVisibilities: some(random, world.names('CustomApplication'), 5).map((application): Xml => [
      'applicationVisibilities',
      [['application', application], ['default', 'false'], ...flags('visible')],
    ]),
    classAccesses: some(random, world.names('ApexClass'), random.skewed(5, 150)).map((name): Xml => [
      'classAccesses',
      [['apexClass', name], ...flags('enabled')],
    ]),
    customPermissions: some(random, world.names('CustomPermission'), 6).map((name): Xml => [
      'customPermissions',
      [...flags('enabled'), ['name', name]],
    ]),
    fieldPermissions: some(random, fields, fieldCount).map((name): Xml => [
      'fieldPermissions',
      [['editable', String(random.chance(0.6))], ['field', name], ...flags('readable')],
    ]),
    flowAccesses: some(random, world.names('Flow'), random.int(0, 20)).map((name): Xml => [
      'flowAccesses',
      [...flags('enabled'), ['flow', name]],
    ]),
    objectPermissions: objects.map(({ name }): Xml => [
      'objectPermissions',
      [
        ...flags('allowCreate'),
        ['allowDelete', String(random.chance(0.4))],
        ...flags('allowEdit', 'allowRead'),
        ['modifyAllRecords', 'false'],
        ['object', name],
        ['viewAllRecords', 'false'],
      ],
    ]),
    pageAccesses: some(random, world.names('ApexPage'), 12).map((name): Xml => [
      'pageAccesses',
      [['apexPage', name], ...flags('enabled')],
    ]),
    tabSettings: some(random, world.names('CustomTab'), 20).map((name): Xml => [
      'tabSettings',
      [
        ['tab', name],
        ['visibility', 'Visible'],
      ],
    ]),
  };
};

/** A permission set with hundreds of grants. */
export const permissionSetText = (random: Random, world: World, root: string): string => {
  const given = grants(random, world, random.skewed(60, 900));
  return xmlDocument(root, [
    ...(given['applicationVisibilities'] ?? []),
    ...(given['classAccesses'] ?? []),
    ...(given['customPermissions'] ?? []),
    ['description', random.sentence()],
    ...(given['fieldPermissions'] ?? []),
    ...(given['flowAccesses'] ?? []),
    ['hasActivationRequired', 'false'],
    ['label', random.words(3)],
    ['license', 'Salesforce'],
    ...(given['objectPermissions'] ?? []),
    ...(given['pageAccesses'] ?? []),
    ...(given['tabSettings'] ?? []),
    ...userPermissions(random),
  ]);
};

/** A profile of 30 KB and more, with what it holds because objects, classes and pages are in the same request. */
export const profileText = (random: Random, world: World): string => {
  const given = grants(random, world, random.int(150, 500));
  return xmlDocument('Profile', [
    ...(given['applicationVisibilities'] ?? []),
    ...(given['classAccesses'] ?? []),
    ['custom', 'true'],
    ['description', random.sentence()],
    ...(given['fieldPermissions'] ?? []),
    ...(given['flowAccesses'] ?? []),
    ...some(random, world.records, 120).map((object): Xml => [
      'layoutAssignments',
      [['layout', `${object.name}-${object.name} Layout`]],
    ]),
    ...repeat(random.int(0, 3), (): Xml => [
      'loginIpRanges',
      [
        ['endAddress', '10.1.255.255'],
        ['startAddress', '10.1.0.0'],
      ],
    ]),
    ...(given['objectPermissions'] ?? []),
    ...(given['pageAccesses'] ?? []),
    ...some(random, world.records, 30).map((object): Xml => [
      'recordTypeVisibilities',
      [
        ['default', 'false'],
        ['recordType', `${object.name}.Kind_0`],
        ['visible', 'true'],
      ],
    ]),
    ...(given['tabSettings'] ?? []),
    ['userLicense', 'Salesforce'],
    ...userPermissions(random),
  ]);
};
