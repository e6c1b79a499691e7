import { LAYOUT_PLACES } from '../../model/names/nameParts.ts';
import type { CatalogueEntry } from '../catalogueEntry.ts';
import { LIST_ELSEWHERE } from './objectPages.ts';

/**
 * Not on the positive list of trusted stamps: no source says that a layout's date moves with each change.
 * A packaged layout is listed as `ns__Obj__c-Name`, but is named, and can only be asked for, as `ns__Obj__c-ns__Name`.
 */
export const layout: CatalogueEntry = {
  type: 'Layout',
  directory: 'layouts',
  suffix: 'layout',
  owner: { type: 'CustomObject', until: '-', special: LAYOUT_PLACES },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'retrieve',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 2_000,
  packagedName: (rawName, namespace) => {
    const dash = rawName.indexOf('-');
    const layout = rawName.slice(dash + 1);
    return dash < 0 || layout.startsWith(`${namespace}__`)
      ? rawName
      : `${rawName.slice(0, dash)}-${namespace}__${layout}`;
  },
  setup: {
    lightning: [
      '/lightning/setup/ObjectManager/{parent}/PageLayouts/{id}/view',
      '/lightning/setup/ObjectManager/{parent}/PageLayouts/view',
      // The list of global layouts (source: Force Navigator).
      '/lightning/setup/GlobalPublisherLayouts/home',
    ],
    classic: '/{id}',
    kinds: LIST_ELSEWHERE,
  },
};
