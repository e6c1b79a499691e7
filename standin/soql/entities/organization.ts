import type { StandinOrg } from '../../orgState.ts';
import { salesforceId, toLongId } from '../../salesforceId.ts';
import { columnsOf, type Audited } from '../columns.ts';
import { entity } from '../entity.ts';
import { metadataJson } from '../metadataJson.ts';

const c = columnsOf<StandinOrg>();
const signUp = '2021-01-04T06:00:00.000Z';

function birth(org: StandinOrg): Audited {
  const userId = org.users[0]?.id ?? '';
  return { createdById: userId, createdDate: signUp, lastModifiedById: userId, lastModifiedDate: signUp };
}

export const organization = entity({
  name: 'Organization',
  keyPrefix: '00D',
  columns: () => [
    c.id((org) => toLongId(org.orgId)),
    c.text('Name', (org) => org.name),
    c.text('Division', () => null),
    c.text('Street', () => null),
    c.text('City', () => null),
    c.text('State', () => null),
    c.text('PostalCode', () => null),
    c.text('Country', () => 'US'),
    c.text('Phone', () => null),
    c.text('PrimaryContact', (org) => org.users[0]?.name),
    c.picklist('DefaultLocaleSidKey', () => 'en_US'),
    c.picklist('LanguageLocaleKey', () => 'en_US'),
    c.picklist('TimeZoneSidKey', (org) => org.timeZone),
    c.int('FiscalYearStartMonth', () => 1),
    c.picklist('UiSkin', () => 'Theme3'),
    c.text('SignupCountryIsoCode', () => 'US'),
    c.flag('IsReadOnly', () => false),
    c.flag('IsSandbox', (org) => org.isSandbox),
    c.text('InstanceName', (org) => org.instanceName),
    c.picklist('OrganizationType', (org) => org.edition),
    c.text('NamespacePrefix', (org) => org.namespacePrefix),
    c.datetime('TrialExpirationDate', (org) => org.trialExpirationDate),
    c.int('MonthlyPageViewsUsed', () => 0),
    c.int('MonthlyPageViewsEntitlement', () => 0),
    c.picklist('DefaultAccountAccess', () => 'Edit'),
    c.picklist('DefaultContactAccess', () => 'ControlledByParent'),
    c.picklist('DefaultOpportunityAccess', () => 'None'),
    c.picklist('DefaultLeadAccess', () => 'ReadEditTransfer'),
    c.picklist('DefaultCaseAccess', () => 'ReadEditTransfer'),
    c.picklist('DefaultCalendarAccess', () => 'HideDetailsInsert'),
    c.picklist('DefaultPricebookAccess', () => 'ReadSelect'),
    c.picklist('DefaultCampaignAccess', () => 'All'),
    ...c.audit(birth),
  ],
  rows: ({ view }) => [view.org],
});

const sessionDefaults = { enforceIpRangesEveryRequest: false, lockSessionsToIp: false };

/**
 * The org's security settings, which every org has, file or not. Of the columns that the Tooling WSDL names only the whole
 * definition can be selected.
 */
export const securitySettings = entity({
  name: 'SecuritySettings',
  keyPrefix: null,
  doors: ['tooling'],
  needsOneOf: ['ViewSetup'],
  columns: () => [
    c.text('FullName', () => 'Security'),
    c.complex('Metadata', (_org, { view }) => {
      const component = view.component('Settings', 'Security');
      const file = component === undefined ? {} : (metadataJson(view.xml(component)) as Record<string, object>);
      return { ...file, sessionSettings: { ...sessionDefaults, ...file['sessionSettings'] } };
    }),
  ],
  rows: ({ view }) => [view.org],
});

/** Connected apps that are installed: the sf CLI's own one, unless the org says otherwise. */
export const connectedApplication = entity({
  name: 'ConnectedApplication',
  keyPrefix: '0H4',
  columns: () => [
    c.id(({ orgId }) => salesforceId('0H4', `ConnectedApplication:${orgId}`)),
    c.text('Name', () => 'Salesforce CLI'),
    c.flag('OptionsAllowAdminApprovedUsersOnly', () => false),
    c.flag('OptionsRefreshTokenValidityMetric', () => false),
    c.int('RefreshTokenValidityPeriod', ({ cliApp }) => cliApp?.refreshTokenValidityPeriod ?? null),
  ],
  rows: ({ view }) => (view.org.cliApp === null ? [] : [view.org]),
});
