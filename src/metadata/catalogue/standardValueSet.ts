import type { CatalogueEntry } from '../catalogueEntry.ts';
import { STANDARD_VALUE_SET_NAMES } from './standardValueSetNames.ts';

/** No listing returns them, and they have no ids: the known names are asked for. */
export const standardValueSet: CatalogueEntry = {
  type: 'StandardValueSet',
  directory: 'standardValueSets',
  suffix: 'standardValueSet',
  listing: { how: 'named', names: STANDARD_VALUE_SET_NAMES },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
};
