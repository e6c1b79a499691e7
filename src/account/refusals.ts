import { randomBytes } from 'node:crypto';
import type { AccountRecords } from './accountRecords.ts';

/** The account's place for these files, one for each. */
export type RefusalRecords = Pick<AccountRecords, 'list' | 'write' | 'remove'>;

/**
 * What a policy or a missing role refused this account, in whichever store; and what was done and the store did not keep:
 * then `error` is empty and `reason` says what, as JSON. There is no secret in it.
 */
export type RefusedAction = {
  /** URL of the store that was used. */
  readonly store: string;
  /** Empty where it was not known which org it is. */
  readonly orgId: string;
  /** As the person named the org. */
  readonly org: string;
  readonly action: string;
  readonly actor: string;
  readonly from: string;
  readonly at: string;
  readonly error: string;
  readonly reason: string;
};

export type Refusals = {
  /** Newest first. What can't be read is left out: it protects nothing. */
  list(): Promise<readonly RefusedAction[]>;
  /** Never rejects: a refusal must not turn into another error. */
  note(refusal: RefusedAction): Promise<void>;
};

const KEPT = 200;
/** Characters; a reason may repeat what somebody else wrote. */
const LONGEST = 2_000;

const TEXTS = ['store', 'orgId', 'org', 'action', 'actor', 'from', 'at', 'error', 'reason'] as const;

/**
 * The last refusals of the account. A store holds its own in its audit records; who works around a policy by another
 * store, or by none, leaves no trace in the one that managers look at.
 */
export const refusals = (records: RefusalRecords): Refusals => ({
  list: async () => {
    const kept = await records.list().catch(() => []);
    return kept
      .flatMap((one) => (one.problem === undefined ? (toRefusal(one.value) ?? []) : []))
      .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  },
  note: async (refusal) => {
    try {
      const texts = TEXTS.map((name) => [name, refusal[name].slice(0, LONGEST)]);
      await records.write(nameOf(refusal), Object.fromEntries(texts) as RefusedAction);
      // What does not look like one of these files is not ours to remove.
      const own = (await records.list()).filter(
        (one) => one.problem === undefined && toRefusal(one.value) !== undefined
      );
      const names = own.flatMap(({ name }) => (OWN_NAME.test(name) ? [name] : [])).sort();
      for (const name of names.slice(0, Math.max(0, names.length - KEPT))) await records.remove(name);
    } catch {
      // Where nothing can be remembered, the store's own record is what there is.
    }
  },
});

/** Sorted by name they are sorted by time; two at once do not get into each other's way. */
const nameOf = ({ at }: RefusedAction): string => `${at.replaceAll(/\W/g, '')}-${randomBytes(6).toString('hex')}`;

const OWN_NAME = /^\d{8}T\d+Z-[0-9a-f]{12}$/;

const toRefusal = (value: Readonly<Record<string, unknown>>): RefusedAction | undefined =>
  TEXTS.every((name) => typeof value[name] === 'string') ? (value as RefusedAction) : undefined;
