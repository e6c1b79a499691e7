import { childOf, textOf } from '../../../xml/xmlElement.ts';
import { address, flag, reading, text, texts } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { apexClassName, unlessId } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';

/** The type of the record that configures a provider; no source says whether a record of it may stand there, too. */
const metadataType: Naming = (name) => (/__mdt$/i.test(name) ? name : undefined);

/**
 * Who signs people in for this org by OAuth, or gives access to another system. Client ids, secrets and the addresses
 * of the org itself are left out.
 */
export const authProvider: ComponentReader = {
  label: ({ element }) => textOf(element, 'friendlyName'),
  attributes: reading({
    type: text('providerType'),
    authorizeUrl: address('authorizeUrl'),
    tokenUrl: address('tokenUrl'),
    userInfoUrl: address('userInfoUrl'),
    idTokenIssuer: address('idTokenIssuer'),
    logoutUrl: address('logoutUrl'),
    errorUrl: address('errorUrl'),
    iconUrl: address('iconUrl'),
    defaultScopes: text('defaultScopes'),
    executionUser: text('executionUser'),
    registrationHandler: text('registrationHandler'),
    plugin: text('plugin'),
    customMetadataTypeRecord: text('customMetadataTypeRecord'),
    flow: text('flow'),
    flowDefaultProfile: text('flowDefaultProfile'),
    flowDefaultAccount: text('flowDefaultAccount'),
    portal: text('portal'),
    allowedParameters: texts('paramForwardAllowlist.param'),
    isPkceEnabled: flag('isPkceEnabled'),
    requireMfa: flag('requireMfa'),
    includeOrgIdInIdentifier: flag('includeOrgIdInIdentifier'),
    sendAccessTokenInHeader: flag('sendAccessTokenInHeader'),
    sendClientCredentialsInHeader: flag('sendClientCredentialsInHeader'),
    sendSecretInApis: flag('sendSecretInApis'),
  }),
  mentions: mentionsBy([
    { path: 'registrationHandler', kind: 'calls', type: 'ApexClass', name: apexClassName },
    { path: 'plugin', kind: 'calls', type: 'ApexClass', name: apexClassName },
    { path: 'flow', kind: 'calls', type: 'Flow' },
    { path: 'flowDefaultProfile', kind: 'refers to', type: 'Profile' },
    { path: 'customMetadataTypeRecord', kind: 'refers to', type: 'CustomObject', name: metadataType },
  ]),
};

/**
 * An identity provider that signs people in by SAML. Its certificate is long and stays in the text alone, as do the
 * addresses of the org itself, which are others after each refresh of a sandbox.
 */
export const samlSsoConfig: ComponentReader = {
  attributes: reading({
    issuer: address('issuer'),
    entityId: address('samlEntityId'),
    samlVersion: text('samlVersion'),
    identityLocation: text('identityLocation'),
    identityMapping: text('identityMapping'),
    attributeName: text('attributeName'),
    attributeNameIdFormat: text('attributeNameIdFormat'),
    loginUrl: address('loginUrl'),
    logoutUrl: address('logoutUrl'),
    singleLogoutUrl: address('singleLogoutUrl'),
    singleLogoutBinding: text('singleLogoutBinding'),
    errorUrl: address('errorUrl'),
    redirectBinding: flag('redirectBinding'),
    requestSignatureMethod: text('requestSignatureMethod'),
    requestSigningCertId: text('requestSigningCertId'),
    decryptionCertificate: text('decryptionCertificate'),
    usesValidationCertificate: (element) => (childOf(element, 'validationCert') ? true : undefined),
    userProvisioning: flag('userProvisioning'),
    jitHandler: text('samlJitHandlerId'),
    executionUser: text('executionUserId'),
    useConfigRequestMethod: flag('useConfigRequestMethod'),
    useSameDigestAlgoForSigning: flag('useSameDigestAlgoForSigning'),
  }),
  mentions: mentionsBy([
    // Orgs give names or ids in these.
    { path: 'samlJitHandlerId', kind: 'calls', type: 'ApexClass', name: unlessId },
    { path: 'decryptionCertificate', kind: 'refers to', type: 'Certificate', name: unlessId },
    { path: 'requestSigningCertId', kind: 'refers to', type: 'Certificate', name: unlessId },
  ]),
};
