import { wayTo, type Place } from '../files/wayTo.ts';
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
    | 'another org'
    | 'unknown';
  readonly where: string;
  readonly message: string;
};

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
/** In such a folder everybody may make files, and only their owners may take them away. */
const STICKY = 0o1000;

/** What files of policies, and the store, are open to. Files that do not exist are not looked at. */
export const findWeaknesses = (files: {
  readonly policies: readonly string[];
  readonly store: string;
  readonly platform: NodeJS.Platform;
}): Weakness[] => {
  if (files.platform === 'win32') return [...files.policies, files.store].map(unknown);
  const found = [...files.policies.flatMap((path) => weaknessesOf(path, true)), ...weaknessesOf(files.store, false)];
  const seen = new Set<string>();
  return found.filter(({ kind, where }) => !seen.has(`${kind} ${where}`) && seen.add(`${kind} ${where}`));
};

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

/** The file, its folders from the root on, links on the way, and the same of what those lead to. */
const weaknessesOf = (path: string, isPolicy: boolean): Weakness[] =>
  wayTo(path).places.flatMap((place) => weaknessesAt(place, isPolicy));

const weaknessesAt = ({ path: where, stats: own, target }: Place, isPolicy: boolean): Weakness[] => {
  const weak = (kind: Weakness['kind'], tokens: string[] = []): Weakness => ({
    kind,
    where,
    message: policyMessage(`weak.${kind}`, [where, ...tokens]),
  });
  // A link has no mode of its own, but an owner: in an open folder only that one may lead it elsewhere.
  const isForeign = isPolicy && own.uid !== 0;
  if (target !== undefined) return isForeign ? [weak('link', [target, String(own.uid)])] : [];
  const writers = own.isDirectory() && (own.mode & STICKY) !== 0 ? 0 : own.mode;
  return [
    ...((writers & OTHERS_WRITE) !== 0 ? [weak('others may write')] : []),
    ...(isPolicy && (writers & GROUP_WRITES) !== 0 && own.gid !== 0
      ? [weak('group may write', [String(own.gid)])]
      : []),
    ...(isForeign ? [weak('owner', [String(own.uid)])] : []),
  ];
};
