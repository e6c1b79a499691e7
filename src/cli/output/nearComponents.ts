import { formatComponentName, type ComponentName } from '../../model/names/componentName.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { ComponentFilter } from '../../store/store.ts';
import { nearestNames } from '../../view/nearestNames.ts';
import type { BackendView } from '../backend/openBackend.ts';

type Store = BackendView['store'];

/** Of many that have the words of a name these are enough: the shortest names come first. */
const WITH_WORDS = 50;

/** A misspelled parent may be one of these. */
const PARENTS = 3;

/**
 * The names nearest to one that no component has, nearest first. A model may have a hundred thousand, and to read and
 * compare all takes seconds, so that is done only where nothing is near among those that have its words, those of its type,
 * and those of its parent and the parents with a name like that.
 */
export const nearComponents = async (store: Store, org: OrgRecord, asked: ComponentName): Promise<string[]> => {
  const find = async (filter: ComponentFilter): Promise<string[]> =>
    (await store.components(org.key, filter)).map(formatComponentName);
  const written = formatComponentName(asked);
  const { parentName } = await import('../../catalogue/parentName.ts');
  const parent = parentName(asked);
  const candidates = [
    ...(await find({ text: asked.fullName, limit: WITH_WORDS })),
    ...(parent === undefined ? await find({ type: asked.type }) : await siblings(find, asked.type, parent)),
  ];
  const near = nearestNames(written, [...new Set(candidates)]);
  return near.length > 0 ? near : nearestNames(written, await find({}));
};

const siblings = async (
  find: (filter: ComponentFilter) => Promise<string[]>,
  type: string,
  parent: ComponentName
): Promise<string[]> => {
  const own = await find({ type, parent });
  if (own.length > 0) return own;
  const parents = nearestNames(formatComponentName(parent), await find({ type: parent.type }), PARENTS);
  const found = await Promise.all(
    parents.map((name) => find({ type, parent: { type: parent.type, fullName: name.slice(parent.type.length + 1) } }))
  );
  return found.flat();
};
