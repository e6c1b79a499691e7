import { childTypes, entryOf } from '../../catalogue/catalogue.ts';
import type { ScopeState } from '../../model/compare/deletions.ts';
import { decodeRawName, type ComponentName } from '../../model/names/componentName.ts';
import type { Inventory, Scope } from './inventory.ts';

/** How each scope was seen, by its decoded name. Where two looks at the same scope differ, the worse one counts. */
export const scopeStates = (scopes: Inventory['scopes']): ReadonlyMap<string, ScopeState> => {
  const states = new Map<string, ScopeState>();
  for (const scope of scopes) {
    const name = decodeRawName(scope.name);
    const [state, other] = [stateOf(scope), states.get(name)];
    states.set(name, other === undefined || isWorse(state, other) ? state : other);
  }
  return states;
};

const stateOf = ({ state, doubtful, again }: Scope): ScopeState => {
  if (state !== 'listed') return state;
  if (doubtful) return 'doubtful';
  if (again === 'failed') return 'not listed again';
  return again === 'listed' ? 'listed twice' : 'listed';
};

/** From the best to the worst. */
const ORDER: readonly ScopeState[] = [
  'listed twice',
  'listed',
  'not listed again',
  'doubtful',
  'denied',
  'absent',
  'failed',
];

const isWorse = (one: ScopeState, other: ScopeState): boolean => ORDER.indexOf(one) > ORDER.indexOf(other);

/** Whether the rows of a scope came, so that what is not among them may be gone. */
export const cameListed = (state: ScopeState | undefined): boolean =>
  state === 'listed' || state === 'listed twice' || state === 'not listed again' || state === 'doubtful';

/**
 * The name of the scope that tells of a component: the folder of a foldered type; the containing type for children that
 * the org's describe does not name.
 */
export const scopeName = ({ type, fullName }: ComponentName, states: ReadonlyMap<string, unknown>): string => {
  if (entryOf(type)?.listing.how === 'folders') {
    const folder = `${type}/${fullName.slice(0, fullName.lastIndexOf('/'))}`;
    // The contents of a folder that is itself gone are gone with it: then the listing of the folders is the proof.
    return states.has(folder) ? folder : folderScope(type);
  }
  return states.has(type) ? type : (childTypes.get(type)?.parent.type ?? type);
};

const folderScope = (type: string): string => {
  const listing = entryOf(type)?.listing;
  return listing?.how === 'folders' ? listing.folderType : type;
};
