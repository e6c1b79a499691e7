import type { Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

/** How the org talks to others, what was installed into it, and its settings. */
export const integration: Overrides = {
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
