import type { CatalogueEntry } from '../catalogueEntry.ts';

/**
 * Classic and Lightning templates. Lightning ones lie in folders of their own, which no listing returns: their kind is
 * `EmailTemplate`, that of the classic ones `Email`.
 */
export const emailTemplate: CatalogueEntry = {
  type: 'EmailTemplate',
  directory: 'email',
  suffix: 'email',
  listing: { how: 'folders', folderType: 'EmailFolder', unfiled: 'unfiled$public', queried: 'EmailTemplate' },
  shape: 'source',
  children: [],
  packaged: 'retrieve',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 2_500,
  setup: { lightning: '/lightning/setup/CommunicationTemplatesEmail/page?address=%2F{id}', classic: '/{id}' },
};
