import { readFileSync } from 'node:fs';

/** What the machine's own files say of accounts and groups. Those of a directory service are not among them. */
export type Accounts = {
  nameOf(userId: number): string | undefined;
  /**
   * Whether a group holds one user alone, as the groups do that some systems make together with each account: folders
   * that a group may write are common there, and safe.
   */
  isPrivate(groupId: number, userId: number): boolean;
  /** Whether these files name a user as one of a group. */
  isMember(groupId: number, userId: number): boolean;
};

type User = { readonly name: string; readonly id: number; readonly group: number };
type Group = { readonly name: string; readonly id: number; readonly members: readonly string[] };

/** Reads both files; one that can't be read counts as empty. */
export const readAccounts = (userFile: string, groupFile: string): Accounts => {
  const users = linesOf(userFile).map(([name = '', , id, group]): User => ({
    name,
    id: Number(id || NaN),
    group: Number(group || NaN),
  }));
  const groups = linesOf(groupFile).map(([name = '', , id, members = '']): Group => ({
    name,
    id: Number(id || NaN),
    members: members.split(',').filter((member) => member !== ''),
  }));
  const nameOf = (userId: number): string | undefined => users.find(({ id }) => id === userId)?.name;
  /** Root is never a stranger. */
  const isOther = (name: string, userId: number): boolean =>
    !users.some((user) => user.name === name && (user.id === userId || user.id === 0));

  const isPrivate = (groupId: number, userId: number): boolean => {
    const found = groups.filter(({ id }) => id === groupId);
    if (found.some(({ members }) => members.some((member) => isOther(member, userId)))) return false;
    // Some systems put accounts of their own into it that can't log in.
    if (groupId === 0) return userId === 0;
    if (users.some(({ id, group }) => group === groupId && id !== userId && id !== 0)) return false;
    if (found.length === 0) return groupId === userId;
    // Accounts of a directory service may share a group that looks empty here ("users", "staff"), not one named after a user.
    const own = users.filter(({ id, group }) => id === userId && group === groupId);
    return own.some(({ name }) => groupId === userId || found.some((group) => group.name === name));
  };
  const isMember = (groupId: number, userId: number): boolean => {
    const own = users.filter(({ id }) => id === userId);
    const members = groups.filter(({ id }) => id === groupId).flatMap((group) => group.members);
    return own.some(({ name, group }) => group === groupId || members.includes(name));
  };
  return { nameOf, isPrivate, isMember };
};

const linesOf = (file: string): string[][] => {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes(':') && !line.startsWith('#'))
      .map((line) => line.split(':'));
  } catch {
    return [];
  }
};
