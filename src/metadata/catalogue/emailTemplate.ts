import type { CatalogueEntry } from '../catalogueEntry.ts';

/**
 * Classic and Lightning templates. Lightning ones lie in folders of their own, which no listing returns for sure.
 */
export const emailTemplate: CatalogueEntry = {
  type: 'EmailTemplate',
  directory: 'email',
  suffix: 'email',
  listing: { how: 'folders', folderType: 'EmailFolder', unfiled: 'unfiled$public' },
  shape: 'source',
  children: [],
  packaged: 'retrieve',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 2_500,
  setup: { lightning: '/lightning/setup/CommunicationTemplatesEmail/page?address=%2F{id}', classic: '/{id}' },
};
