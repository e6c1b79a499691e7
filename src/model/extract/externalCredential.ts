import { childrenOf, textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { readAttributes, text } from './readAttributes.ts';

const READERS = { authenticationProtocol: text('authenticationProtocol') };

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
  attributes: ({ element }) => ({ ...readAttributes(element, READERS), principals: principalsOf(element) }),
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
