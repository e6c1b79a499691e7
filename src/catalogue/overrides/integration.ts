import type { Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

/** How the org talks to others, what was installed into it, and its settings. */
export const integration: Overrides = {
  /**
   * The key is the app's client id, with which it says who it is (source: OAuth Terminology, Salesforce). What kind of
   * key the one for Apple is no source says, so it counts as a secret.
   */
  AuthProvider: {
    secrets: ['consumerSecret', 'ecKey'],
    expectedBytes: 600,
    setup: setupList('AuthProviders', '/{id}'),
  },
  /** Holds the public certificate of the identity provider, which is no secret: to renew it is a change. */
  SamlSsoConfig: { expectedBytes: 1_500, setup: setupList('SingleSignOn', '/{id}') },
  /** Holds the whole OpenAPI text. Its pages: the code behind `sf org open`. */
  ExternalServiceRegistration: {
    expectedBytes: 10_000,
    setup: { lightning: ['/lightning/setup/ExternalServices/{id}/view', '/lightning/setup/ExternalServices/home'] },
  },
  ConnectedApp: {
    secrets: ['oauthConfig.consumerSecret'],
    expectedBytes: 1_000,
    setup: setupList('ConnectedApplication', '/{id}'),
  },
  CspTrustedSite: { setup: setupPage('SecurityCspTrustedSite') },
  ExternalCredential: { expectedBytes: 600, setup: setupList('NamedCredential', '/{id}') },
  NamedCredential: {
    secrets: ['password', 'oauthToken', 'oauthRefreshToken', 'awsAccessKey', 'awsAccessSecret'],
    expectedBytes: 600,
    setup: setupList('NamedCredential', '/{id}'),
  },
  RemoteSiteSetting: { setup: setupPage('SecurityRemoteProxy') },

  PlatformEventChannel: { expectedBytes: 350 },
  PlatformEventChannelMember: {},

  InstalledPackage: { secrets: ['password'], expectedBytes: 300, setup: setupList('ImportedPackage', '/{id}') },
  /** One component for each feature (`Account`, `Security`), whose document has a root element named after it. Settings have no dates. */
  Settings: { expectedBytes: 1_200 },
};
