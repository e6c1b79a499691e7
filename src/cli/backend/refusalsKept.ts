import type { Refusals } from '../../account/refusals.ts';
import { refusalIn } from '../../engine/authorize.ts';
import { redact } from '../../redact.ts';
import type { Store } from '../../store/store.ts';

/**
 * The store, with each refusal that is written down in it kept for the account as well: the store may be one that only
 * this command uses, or be gone with it. First, since the store may be one that can't be written to.
 */
export const refusalsKept = (
  store: Store,
  { kept, url }: { readonly kept: Refusals; readonly url: string }
): Store => ({
  ...store,
  audit: async (record) => {
    const refusal = refusalIn(record);
    if (refusal !== undefined) {
      const { actor, from, at } = record;
      const org = redact(refusal.org);
      const reason = redact(refusal.reason);
      await kept.note({ ...refusal, org, reason, actor, from, at, store: url });
    }
    await store.audit(record);
  },
});
