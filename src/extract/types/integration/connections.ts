import { booleanOf, textOf } from '../../../xml/xmlElement.ts';
import { address, flag, number, objects, reading, text, texts } from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';

export const remoteSiteSetting: ComponentReader = {
  attributes: reading({
    url: address('url'),
    active: flag('isActive'),
    disableProtocolSecurity: flag('disableProtocolSecurity'),
  }),
};

/** Directives of a content security policy by the element that turns them on. */
const DIRECTIVES: ReadonlyArray<readonly [element: string, directive: string]> = [
  ['isApplicableToConnectSrc', 'connect-src'],
  ['isApplicableToFontSrc', 'font-src'],
  ['isApplicableToFrameSrc', 'frame-src'],
  ['isApplicableToImgSrc', 'img-src'],
  ['isApplicableToMediaSrc', 'media-src'],
  ['isApplicableToStyleSrc', 'style-src'],
];

export const cspTrustedSite: ComponentReader = {
  attributes: reading({
    url: address('endpointUrl'),
    active: flag('isActive'),
    context: text('context'),
    directives: (element) => DIRECTIVES.filter(([name]) => booleanOf(element, name)).map(([, directive]) => directive),
    canAccessCamera: flag('canAccessCamera'),
    canAccessMicrophone: flag('canAccessMicrophone'),
  }),
};

export const platformEventChannel: ComponentReader = {
  attributes: reading({ channelType: text('channelType'), eventType: text('eventType') }),
};

/** Changes of Account come as `AccountChangeEvent`, those of Rental__c as `Rental__ChangeEvent`. */
const objectBehind = (entity: string): string =>
  entity.replace(/__ChangeEvent$/i, '__c').replace(/^(\w+?)ChangeEvent$/i, '$1');

export const platformEventChannelMember: ComponentReader = {
  attributes: reading({
    channel: text('eventChannel'),
    selectedEntity: text('selectedEntity'),
    filterExpression: text('filterExpression'),
    enrichedFields: texts('enrichedFields.name'),
  }),
  mentions: mentionsBy([
    { path: 'eventChannel', kind: 'belongs to', type: 'PlatformEventChannel' },
    { path: 'selectedEntity', kind: 'refers to', type: 'CustomObject', name: objectBehind },
    {
      path: 'enrichedFields.name',
      kind: 'reads',
      type: 'CustomField',
      name: (field, { subject }) => {
        const entity = textOf(subject.element, 'selectedEntity');
        return entity && fieldFullName(objectBehind(entity), field);
      },
    },
  ]),
};

export const customNotificationType: ComponentReader = {
  attributes: reading({
    desktop: flag('desktop'),
    mobile: flag('mobile'),
    slack: flag('slack'),
    actionGroups: texts('actionGroups.groupName'),
  }),
};

export const installedPackage: ComponentReader = {
  attributes: reading({
    // Not a number: 1.10 is another version than 1.1.
    versionNumber: text('versionNumber'),
    activateRSS: flag('activateRSS'),
    securityType: text('securityType'),
  }),
};

/** Kinds of services whose description Salesforce makes of an Apex class. */
const OF_APEX: ReadonlySet<string> = new Set(['ApexRest', 'AuraEnabled']);

/** A service that is called by its OpenAPI text, which is long and stays out of the attributes. */
export const externalServiceRegistration: ComponentReader = {
  attributes: reading({
    status: text('status'),
    providerType: text('registrationProviderType'),
    provider: text('registrationProvider'),
    providerAsset: text('registrationProviderAsset'),
    providerAssetEndpoint: address('providerAssetEndpoint'),
    // The newer element counts where both are there (source: Metadata API guide).
    namedCredential: (element) => text('namedCredentialReference')(element) ?? text('namedCredential')(element),
    schemaType: text('schemaType'),
    schemaUrl: address('schemaUrl'),
    schemaAbsoluteUrl: address('schemaAbsoluteUrl'),
    schemaUploadFileName: text('schemaUploadFileName'),
    systemVersion: number('systemVersion'),
    catalogedApiVersion: text('catalogedApiVersion'),
    operations: objects('operations', { name: text('name'), active: flag('active') }),
  }),
  mentions: mentionsBy([
    { path: 'namedCredentialReference', kind: 'refers to', type: 'NamedCredential' },
    { path: 'namedCredential', kind: 'refers to', type: 'NamedCredential' },
    {
      path: 'registrationProviderAsset',
      kind: 'refers to',
      type: 'ApexClass',
      name: (name, { parent }) => (OF_APEX.has(textOf(parent, 'registrationProviderType') ?? '') ? name : undefined),
    },
  ]),
};
