import { childTypes } from '../../catalogue/catalogue.ts';
import {
  componentKey,
  decodeRawName,
  formatComponentName,
  type ComponentKey,
} from '../../model/names/componentName.ts';
import type { RetrievedZip } from '../../salesforce/calls/retrieveJob.ts';
import type { RequestCompanions, Wanted } from '../plan/batches.ts';
import { keysIn } from './readBatch.ts';

/**
 * The components of a batch whose companions are not all in the zip, each with the name of one that is missing: what
 * came of them may not be whole. A companion is expected when it came by itself in this run.
 */
export const incompleteIn = (
  zip: Pick<RetrievedZip, 'zip'>,
  batch: readonly Wanted[],
  came: ReadonlySet<ComponentKey>
): ReadonlyMap<ComponentKey, string> => {
  if (!batch.some(({ companions }) => companions)) return new Map();
  const present = keysIn(zip);
  const missing = new Map<RequestCompanions, string | undefined>();
  return new Map(
    batch.flatMap(({ component, companions }): Array<[ComponentKey, string]> => {
      if (!companions) return [];
      if (!missing.has(companions)) missing.set(companions, missingOf(companions, present, came));
      const name = missing.get(companions);
      return name === undefined ? [] : [[componentKey(component), name]];
    })
  );
};

/** Children have no files of their own. */
const missingOf = (
  { components }: RequestCompanions,
  present: ReadonlySet<ComponentKey>,
  came: ReadonlySet<ComponentKey>
): string | undefined => {
  for (const { type, rawName } of components) {
    if (childTypes.has(type)) continue;
    const name = { type, fullName: decodeRawName(rawName) };
    const key = componentKey(name);
    if (came.has(key) && !present.has(key)) return formatComponentName(name);
  }
  return undefined;
};
