import type { ChangedOwner } from '../account/storeOwners.ts';
import { readAccounts } from '../files/accounts.ts';
import { policyMessage } from '../messages.ts';
import { shellWord } from '../model/names/shellWord.ts';
import type { Role } from './policies.ts';

/** Who put another file in the place of the store's owns that file, and is no manager by it. */
export const believedRoles = (roles: readonly Role[], changed: ChangedOwner | undefined): readonly Role[] =>
  changed === undefined ? roles : roles.map((role) => (role === 'manager' ? 'editor' : role));

/**
 * Whether somebody may confirm that a store belongs to another user now: who owned it before, or root. The new owner may
 * be who put another file in its place.
 */
export const mayConfirm = (changed: ChangedOwner, userId: number | undefined): boolean =>
  userId === 0 || (userId !== undefined && userId === changed.recorded);

/**
 * Whether somebody may forget a store that is gone. Anybody can make a store and be its manager: of the one that is gone,
 * that is who owned it when the account last saw it. Where users have no numbers (Windows), the role in the store in use
 * is all there is.
 */
export const mayForget = (recorded: number | undefined, userId: number | undefined, roles: readonly Role[]): boolean =>
  userId === undefined || userId === 0 || recorded === userId || roles.includes('corporate admin');

const accountsOf = () => readAccounts('/etc/passwd', '/etc/group');

/** A user of the machine as a person knows it: `ada (1000)`; the number alone where the machine's own list has no name. */
export const userLabel = (userId: number | undefined): string => {
  if (userId === undefined) return policyMessage('ownerUnknown');
  const name = accountsOf().nameOf(userId);
  return name === undefined ? String(userId) : `${name} (${String(userId)})`;
};

/** Whether a person means this user, by name or by number. */
export const isUser = (said: string, userId: number): boolean =>
  said === String(userId) || said === accountsOf().nameOf(userId);

/** The store as named, whose it was, the file, whose that is, and how a command names the store: for messages. */
export const ownerTokens = ({ path, file, recorded, found }: ChangedOwner): string[] => [
  path,
  userLabel(recorded),
  file,
  userLabel(found),
  backendOption(`sqlite:${path}`),
];

/** What who copies a command needs, since a store need not be their default one. */
export const backendOption = (url: string): string => `--backend ${shellWord(url)}`;
