import { createHash } from 'node:crypto';
import { decodeName } from '../memberName.ts';
import type { StandinUser } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import type { ConfiguredUser, StandinConfig } from './standinConfig.ts';

const namesIn = (paths: readonly string[], directory: string, suffix: string): string[] =>
  paths
    .filter((path) => path.startsWith(`${directory}/`) && path.endsWith(`.${suffix}`))
    .map((path) => decodeName(path.slice(directory.length + 1, -suffix.length - 1)));

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');

const pick = (name: string, count: number): number =>
  createHash('sha1').update(name).digest().readUInt32BE(0) % Math.max(1, count);

function fromConfig(user: ConfiguredUser): StandinUser {
  return {
    id: salesforceId('005', `User:${user.username}`),
    username: user.username,
    name: user.name ?? user.username.split('@')[0] ?? user.username,
    isActive: user.isActive ?? true,
    profile: user.profile,
    ...(user.role === undefined ? {} : { role: user.role }),
    permissionSets: [...(user.permissionSets ?? [])],
    permissionSetGroups: [...(user.permissionSetGroups ?? [])],
    revokedPermissions: [...(user.revokedPermissions ?? [])],
  };
}

/**
 * The org's users: those of the configuration, else one administrator and one more per profile, each permission set and
 * group given to one of them, always to the same.
 */
export function deriveUsers(config: StandinConfig, paths: readonly string[]): StandinUser[] {
  if (config.users !== undefined && config.users.length > 0) {
    requireKnown(config.users, paths);
    return config.users.map(fromConfig);
  }
  const profiles = namesIn(paths, 'profiles', 'profile').filter((name) => name !== 'Admin');
  const users = [
    fromConfig({ username: 'admin@standin.example', name: 'Ada Admin', profile: 'Admin' }),
    ...profiles.map((profile, index) =>
      fromConfig({ username: `${slug(profile) || `user${index}`}@standin.example`, name: `${profile} User`, profile })
    ),
  ];
  for (const name of namesIn(paths, 'permissionsets', 'permissionset')) {
    users[pick(name, users.length)]?.permissionSets.push(name);
  }
  for (const name of namesIn(paths, 'permissionsetgroups', 'permissionsetgroup')) {
    users[pick(name, users.length)]?.permissionSetGroups.push(name);
  }
  return users;
}

/** A misspelt name in the configuration would otherwise show as rights that silently are not there. */
function requireKnown(users: readonly ConfiguredUser[], paths: readonly string[]): void {
  const sets = new Set(namesIn(paths, 'permissionsets', 'permissionset'));
  const groups = new Set(namesIn(paths, 'permissionsetgroups', 'permissionsetgroup'));
  for (const user of users) {
    const unknown = [
      ...(user.permissionSets ?? []).filter((name) => !sets.has(name)),
      ...(user.permissionSetGroups ?? []).filter((name) => !groups.has(name)),
    ];
    if (unknown.length > 0)
      throw new Error(`standin-org.json: ${user.username} is given unknown ${unknown.join(', ')}`);
  }
}
