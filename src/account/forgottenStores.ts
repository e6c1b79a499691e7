import { randomBytes } from 'node:crypto';
import type { AccountRecords } from './accountRecords.ts';

/** The account's place for these files, one for each. */
export type ForgottenRecords = Pick<AccountRecords, 'list' | 'create'>;

/** A store that is gone, what of it was lifted by that, and who said so. There is no secret in it. */
export type ForgottenStore = {
  /** URL of the store. */
  readonly store: string;
  readonly orgs: ReadonlyArray<{ readonly orgId: string; readonly policies: { readonly [name: string]: boolean } }>;
  readonly actor: string;
  readonly from: string;
  readonly at: string;
};

export type ForgottenStores = {
  /** What can't be read is left out: it protects nothing. */
  list(): Promise<readonly ForgottenStore[]>;
  /** Rejects where it can't be kept: then nothing may be forgotten. */
  note(forgotten: ForgottenStore): Promise<void>;
};

/**
 * Which stores the account forgot. The store in use holds a record of it too, but anybody can use one that is gone
 * afterwards: the account's own record is not lost with it, and none is ever removed.
 */
export const forgottenStores = (records: ForgottenRecords): ForgottenStores => ({
  list: async () => {
    const kept = await records.list().catch(() => []);
    return kept.flatMap((one) => (one.problem === undefined ? (toForgotten(one.value) ?? []) : []));
  },
  note: async (forgotten) => {
    const name = `${forgotten.at.replaceAll(/\W/g, '')}-${randomBytes(6).toString('hex')}`;
    await records.create(name, forgotten);
  },
});

const TEXTS = ['store', 'actor', 'from', 'at'] as const;

const toForgotten = (value: Readonly<Record<string, unknown>>): ForgottenStore | undefined => {
  const { orgs } = value;
  const isWhole = TEXTS.every((name) => typeof value[name] === 'string') && Array.isArray(orgs) && orgs.every(isOrg);
  return isWhole ? (value as ForgottenStore) : undefined;
};

const isOrg = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const { orgId, policies } = value as { readonly orgId?: unknown; readonly policies?: unknown };
  if (typeof orgId !== 'string' || typeof policies !== 'object' || policies === null) return false;
  return Object.values(policies).every((one) => typeof one === 'boolean');
};
