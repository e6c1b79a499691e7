import type { OrgRecord } from '../store/records.ts';
import type { Target } from '../org/resolveTarget.ts';
import type { OpenBackend } from './withBackend.ts';

/** The connected org that `--target-org` means, found without any login; with `all`, also a disconnected one. */
export const targetOf = async (
  { store }: OpenBackend,
  text: string | undefined,
  options: { readonly all?: boolean } = {}
): Promise<{ readonly org: OrgRecord; readonly target: Target }> => {
  const [{ resolveTarget }, { findConnectedOrg }] = await Promise.all([
    import('../org/resolveTarget.ts'),
    import('../org/findConnectedOrg.ts'),
  ]);
  const target = await resolveTarget(text);
  return { target, org: await findConnectedOrg(store, target, options) };
};
