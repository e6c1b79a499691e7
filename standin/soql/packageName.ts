import type { StandinOrg } from '../orgState.ts';

/** What the publisher calls the package: its namespace where nothing else is configured. */
export function packageName({ packageNames }: StandinOrg, namespace: string): string {
  return packageNames?.[namespace] ?? namespace;
}
