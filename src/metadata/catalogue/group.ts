import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Public groups. Their members are in no document. */
export const group: CatalogueEntry = {
  type: 'Group',
  directory: 'groups',
  suffix: 'group',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: {
    lightning: '/lightning/setup/PublicGroups/page?address=%2Fsetup%2Fown%2Fgroupdetail.jsp%3Fid%3D{id}',
    classic: '/setup/own/groupdetail.jsp?id={id}',
  },
};
