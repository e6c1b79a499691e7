import { childrenOf, textOf, type XmlElement } from '../xmlElement.ts';
import { address, withoutSecrets } from './address.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, readAttributes, text } from './readAttributes.ts';

const READERS = {
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
      ...readAttributes(element, READERS),
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
