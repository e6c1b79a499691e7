import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'flags');

/**
 * A plain text on purpose: the sf CLI's own flag of this name opens the connection, and may renew the session,
 * while flags are parsed, before anyone asked the guard.
 */
export const targetOrgFlag = Flags.string({
  char: 'o',
  summary: messages.getMessage('target-org.summary'),
  description: messages.getMessage('target-org.description'),
});

export const backendFlag = Flags.string({
  summary: messages.getMessage('backend.summary'),
  description: messages.getMessage('backend.description'),
});

export const apiVersionFlag = Flags.orgApiVersion({ summary: messages.getMessage('api-version.summary') });

export const linkTargetFlag = Flags.option({
  options: ['lightning', 'classic'] as const,
  summary: messages.getMessage('link-target.summary'),
})();
