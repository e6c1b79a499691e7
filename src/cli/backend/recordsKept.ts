import type { Refusals } from '../../account/refusals.ts';
import { refusalIn } from '../../engine/authorize.ts';
import { redact } from '../../redact.ts';
import type { AuditRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

/**
 * The store, with each refusal that is written down in it kept for the account as well: the store may be one that only
 * this command uses. First, since the store may be one that can't be written to. What else such a store does not keep,
 * a policy that was set above all, the account keeps too.
 */
export const recordsKept = (store: Store, { kept, url }: { readonly kept: Refusals; readonly url: string }): Store => {
  const keep = async (record: AuditRecord, what: NonNullable<ReturnType<typeof refusalIn>>): Promise<void> => {
    const { actor, from, at } = record;
    await kept.note({ ...what, org: redact(what.org), reason: redact(what.reason), actor, from, at, store: url });
  };
  return {
    ...store,
    audit: async (record) => {
      const refusal = refusalIn(record);
      if (refusal !== undefined) await keep(record, refusal);
      try {
        await store.audit(record);
      } catch (error) {
        const { action, detail } = record;
        const said = { action, org: '', orgId: '', error: '', reason: JSON.stringify(detail) };
        if (refusal === undefined) await keep(record, said);
        throw error;
      }
    },
  };
};
