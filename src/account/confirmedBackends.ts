import { stat } from 'node:fs/promises';
import { wayTo } from '../files/wayTo.ts';
import { accountRecords, hashedName } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';
import { weakRecords } from './weakRecords.ts';

/** Where a backend is: its URL, and for a store that is a file, that file. */
export type NamedBackend = { readonly name: string; readonly path?: string };

/** Why a backend is not simply used. */
export type Doubt =
  /** Only a project's own configuration names it. */
  | { readonly kind: 'named by a project' }
  /** Its file belongs to another user of the machine. */
  | { readonly kind: 'of another owner'; readonly owner: number };

export type ConfirmedBackends = {
  /** Undefined: it was confirmed as it is, or nothing speaks against it. */
  doubt(backend: NamedBackend, options: { readonly isProjects: boolean }): Promise<Doubt | undefined>;
  /** Remembers the backend with what it is now, outside of any project. */
  confirm(backend: NamedBackend): Promise<void>;
};

/**
 * What a person confirmed once: stores that a project's own configuration names, which may have come with the project,
 * and files of other users. A file that changed hands since, or a link that leads elsewhere, is confirmed no more.
 */
export const confirmedBackends = (account: Account): ConfirmedBackends => {
  const records = accountRecords(account, 'backends');
  return {
    doubt: async (backend, { isProjects }) => {
      const { file, owner } = await whatItIs(backend);
      const isForeign = owner !== undefined && account.userId !== undefined && owner !== account.userId;
      if (!isProjects && !isForeign) return undefined;
      // What somebody else may have written confirms nothing.
      const kept = weakRecords(account) === undefined ? await records.read(hashedName(backend.name)) : undefined;
      const confirmed = kept?.problem === undefined ? kept?.value : undefined;
      if (confirmed?.['url'] !== backend.name || confirmed['file'] !== file) {
        return isForeign ? { kind: 'of another owner', owner } : { kind: 'named by a project' };
      }
      return isForeign && confirmed['owner'] !== owner ? { kind: 'of another owner', owner } : undefined;
    },
    confirm: async (backend) => {
      const { file, owner } = await whatItIs(backend);
      const value = {
        url: backend.name,
        ...(file === undefined ? {} : { file, ...(owner === undefined ? {} : { owner }) }),
      };
      const kept = await records.read(hashedName(backend.name));
      const isSame = kept !== undefined && kept.problem === undefined && isEqual(kept.value, value);
      if (!isSame) await records.write(hashedName(backend.name), value);
    },
  };
};

/** The file after all links, which may not be there yet. */
const whatItIs = async ({ path }: NamedBackend): Promise<{ readonly file?: string; readonly owner?: number }> => {
  if (path === undefined) return {};
  const file = wayTo(path).end;
  const owner = (await stat(file).catch(() => undefined))?.uid;
  return { file, ...(owner === undefined ? {} : { owner }) };
};

const isEqual = (left: object, right: object): boolean =>
  JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(right).sort());
