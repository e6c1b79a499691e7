import { statSync } from 'node:fs';
import { callerId } from '../files/callerId.ts';
import { weakPlacesOf, type AccountFiles, type WeakPlace } from '../files/weakPlaces.ts';
import { policyMessage } from '../messages.ts';
import type { PolicyReadings } from './readPolicies.ts';

/** Something about files or settings that lets somebody change a policy, or a model, who should not. */
export type Weakness = {
  readonly kind:
    | 'others may write'
    | 'group may write'
    | 'owner'
    | 'owner changed'
    | 'link'
    | 'settings only'
    | 'another store'
    | 'nothing is kept'
    | 'account folder'
    | 'another org'
    | 'login of another store'
    | 'unknown';
  readonly where: string;
  readonly message: string;
};

const ROOT = 0;

/**
 * All that is weak about the files of policies and the store, and about the folders and links on the way to them. Only
 * root should be able to change a policy; a store also its owner and the caller, as where commands warn of its folder.
 * Files that do not exist are not looked at.
 */
export const findWeaknesses = (
  files: AccountFiles & {
    readonly policies: readonly string[];
    readonly store: string;
    readonly platform: NodeJS.Platform;
    readonly userId?: number | undefined;
  }
): Weakness[] => {
  if (files.platform === 'win32') return [...files.policies, files.store].map(unknown);
  const found = [...files.policies.flatMap((path) => weakPlacesOf(path, [ROOT], files)), ...weakStorePlaces(files)];
  const seen = new Set<string>();
  return found
    .map(({ path, why, problem }) => ({ kind: KINDS[why], where: path, message: sentence(problem) }))
    .filter(({ kind, where }) => !seen.has(`${kind} ${where}`) && seen.add(`${kind} ${where}`));
};

const KINDS = {
  'belongs to another': 'owner',
  'link of another': 'link',
  'others may write': 'others may write',
  'group may write': 'group may write',
} as const satisfies Readonly<Record<WeakPlace['why'], Weakness['kind']>>;

/** A group that may write the store's own file is no weakness: so an owner makes others editors of it. */
const weakStorePlaces = (
  files: AccountFiles & { readonly store: string; readonly userId?: number | undefined }
): WeakPlace[] => {
  const { store, userId = callerId() } = files;
  const trusted = [ROOT, userId, ownerOf(store)].filter((user) => user !== undefined);
  return weakPlacesOf(store, trusted, files).filter(({ is, why }) => is !== 'file' || why === 'others may write');
};

const ownerOf = (path: string): number | undefined => {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
};

const sentence = (problem: string): string => `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;

/** A corporate policy that no system-wide file says: whoever can change their own settings can be rid of it. */
export const settingsOnly = ({ corporate }: Pick<PolicyReadings, 'corporate'>, systemFile: string): Weakness[] => {
  const saying = corporate.filter(
    ({ statement }) => statement.problem !== undefined || Object.keys(statement.values).length > 0
  );
  if (saying.length === 0 || saying.some(({ where }) => where === systemFile)) return [];
  const where = saying.map((reading) => reading.where).join('; ');
  return [{ kind: 'settings only', where, message: policyMessage('weak.settings only', [systemFile]) }];
};

/** Who may write cannot be told from a file's mode there. */
const unknown = (where: string): Weakness => ({
  kind: 'unknown',
  where,
  message: policyMessage('weak.unknown', [where]),
});
