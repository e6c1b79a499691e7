import { childrenOf, textOf, type XmlElement, childOf } from '../../../xml/xmlElement.ts';
import {
  address,
  withoutSecrets,
  flag,
  readAttributes,
  text,
  count,
  reading,
  texts,
  within,
  type AttributeReader,
} from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { apexClassName } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';

const NAMED_CREDENTIAL = {
  type: text('namedCredentialType'),
  calloutStatus: text('calloutStatus'),
  protocol: text('protocol'),
  principalType: text('principalType'),
  generateAuthorizationHeader: flag('generateAuthorizationHeader'),
  allowMergeFieldsInHeader: flag('allowMergeFieldsInHeader'),
  allowMergeFieldsInBody: flag('allowMergeFieldsInBody'),
  authProvider: text('authProvider'),
  certificate: text('certificate'),
  oauthScope: text('oauthScope'),
};

/** In legacy credentials the address has an element of its own, in all others it is a parameter. */
const endpointOf = (element: XmlElement): string | undefined => {
  const parameter = childrenOf(element, 'namedCredentialParameters').find(
    (each) => textOf(each, 'parameterType') === 'Url'
  );
  const url = parameter && textOf(parameter, 'parameterValue');
  return url === undefined ? (address('endpoint')(element) as string | undefined) : withoutSecrets(url);
};

const customHeaders = (element: XmlElement): string[] =>
  childrenOf(element, 'namedCredentialParameters')
    .filter((each) => textOf(each, 'parameterType') === 'HttpHeader')
    .flatMap((each) => textOf(each, 'parameterName') ?? []);

/** Where a callout goes and how it signs in; never with what: values of headers, tokens and passwords are left out. */
export const namedCredential: ComponentReader = {
  attributes: ({ element }) => {
    const endpoint = endpointOf(element);
    const headers = customHeaders(element);
    return {
      ...readAttributes(element, NAMED_CREDENTIAL),
      ...(endpoint !== undefined && { endpoint }),
      ...(headers.length > 0 && { customHeaders: headers }),
    };
  },
  mentions: mentionsBy([
    { path: 'authProvider', kind: 'refers to', type: 'AuthProvider' },
    { path: 'certificate', kind: 'refers to', type: 'Certificate' },
    { path: 'jwtSigningCertificate', kind: 'refers to', type: 'Certificate' },
    { path: 'namedCredentialParameters.certificate', kind: 'refers to', type: 'Certificate' },
    { path: 'namedCredentialParameters.externalCredential', kind: 'refers to', type: 'ExternalCredential' },
  ]),
};

const EXTERNAL_CREDENTIAL = { authenticationProtocol: text('authenticationProtocol') };

const PRINCIPALS: ReadonlySet<string> = new Set([
  'AwsStsPrincipal',
  'CustomPrincipal',
  'GlobalNamedPrincipal',
  'NamedPrincipal',
  'PerUserPrincipal',
  'SystemUserPrincipal',
]);

const principalsOf = (element: XmlElement): Array<{ readonly name: string; readonly kind: string }> =>
  childrenOf(element, 'externalCredentialParameters').flatMap((parameter) => {
    const kind = textOf(parameter, 'parameterType') ?? '';
    return PRINCIPALS.has(kind) ? [{ name: textOf(parameter, 'parameterName') ?? '', kind }] : [];
  });

/** How to sign in and as whom; the values of parameters and headers may be secrets and are left out. */
export const externalCredential: ComponentReader = {
  attributes: ({ element }) => ({ ...readAttributes(element, EXTERNAL_CREDENTIAL), principals: principalsOf(element) }),
  mentions: mentionsBy([
    { path: 'externalCredentialParameters.authProvider', kind: 'refers to', type: 'AuthProvider' },
    { path: 'externalCredentialParameters.certificate', kind: 'refers to', type: 'Certificate' },
    {
      path: 'externalCredentialParameters.externalAuthIdentityProvider',
      kind: 'refers to',
      type: 'ExternalAuthIdentityProvider',
    },
  ]),
};

const inOauth = (reader: AttributeReader): AttributeReader => within('oauthConfig', reader);

/** Several callback addresses stand one a line. */
const callbackUrls: AttributeReader = (config) =>
  textOf(config, 'callbackUrl')
    ?.split(/\s+/)
    .filter((url) => url !== '')
    .map(withoutSecrets);

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
    { path: 'plugin', kind: 'calls', type: 'ApexClass', name: apexClassName },
    { path: 'canvasConfig.lifecycleClass', kind: 'calls', type: 'ApexClass', name: apexClassName },
  ]),
};
