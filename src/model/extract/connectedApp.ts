import { childOf, textOf } from '../xmlElement.ts';
import { address, withoutSecrets } from './address.ts';
import type { ComponentReader } from './componentReader.ts';
import { inNamespace } from './inNamespace.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { count, flag, reading, text, texts, within, type AttributeReader } from './readAttributes.ts';

const inOauth = (reader: AttributeReader): AttributeReader => within('oauthConfig', reader);

/** Several callback addresses stand one a line. */
const callbackUrls: AttributeReader = (config) =>
  textOf(config, 'callbackUrl')
    ?.split(/\s+/)
    .filter((url) => url !== '')
    .map(withoutSecrets);

/** `ns.Handler` is a class of a package. */
const apexClass: Naming = (name) => {
  const [first = '', second] = name.split('.');
  return second === undefined ? first : inNamespace(first, second);
};

/** Consumer key and secret, certificates and their like are left out. */
export const connectedApp: ComponentReader = {
  attributes: reading({
    contactEmail: text('contactEmail'),
    startUrl: address('startUrl'),
    scopes: inOauth(texts('scopes')),
    callbackUrls: inOauth(callbackUrls),
    isAdminApproved: inOauth(flag('isAdminApproved')),
    isClientCredentialEnabled: inOauth(flag('isClientCredentialEnabled')),
    clientCredentialUser: inOauth(text('oauthClientCredentialUser')),
    isCodeCredentialEnabled: inOauth(flag('isCodeCredentialEnabled')),
    isConsumerSecretOptional: inOauth(flag('isConsumerSecretOptional')),
    isDeviceFlowEnabled: inOauth(flag('isDeviceFlowEnabled')),
    isIntrospectAllTokens: inOauth(flag('isIntrospectAllTokens')),
    isNamedUserJwtEnabled: inOauth(flag('isNamedUserJwtEnabled')),
    isPkceRequired: inOauth(flag('isPkceRequired')),
    isRefreshTokenRotationEnabled: inOauth(flag('isRefreshTokenRotationEnabled')),
    isSecretRequiredForRefreshToken: inOauth(flag('isSecretRequiredForRefreshToken')),
    isTokenExchangeEnabled: inOauth(flag('isTokenExchangeEnabled')),
    usesCertificate: inOauth((config) => (childOf(config, 'certificate') ? true : undefined)),
    ipRelaxation: within('oauthPolicy', text('ipRelaxation')),
    refreshTokenPolicy: within('oauthPolicy', text('refreshTokenPolicy')),
    sessionLevel: within('sessionPolicy', text('sessionLevel')),
    samlEntityUrl: within('samlConfig', address('entityUrl')),
    canvasUrl: within('canvasConfig', address('canvasUrl')),
    ipRanges: count('ipRanges'),
    profiles: texts('profileName'),
    permissionSets: texts('permissionSetName'),
    plugin: text('plugin'),
  }),
  mentions: mentionsBy([
    { path: 'profileName', kind: 'refers to', type: 'Profile' },
    { path: 'permissionSetName', kind: 'refers to', type: 'PermissionSet' },
    { path: 'plugin', kind: 'calls', type: 'ApexClass', name: apexClass },
    { path: 'canvasConfig.lifecycleClass', kind: 'calls', type: 'ApexClass', name: apexClass },
  ]),
};
