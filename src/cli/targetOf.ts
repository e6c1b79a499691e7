import { elementsError } from '../errors.ts';
import type { OrgRecord } from '../store/records.ts';
import type { Target } from '../org/resolveTarget.ts';
import type { OpenBackend } from './withBackend.ts';

/**
 * The connected org that `--target-org` means, found without any login; with `all`, also a disconnected one.
 * With `login`, an org that neither the store nor the sf CLI knows is a misspelt one rather than one to connect.
 */
export const targetOf = async (
  { store }: OpenBackend,
  text: string | undefined,
  options: { readonly all?: boolean; readonly login?: boolean } = {}
): Promise<{ readonly org: OrgRecord; readonly target: Target }> => {
  const [{ resolveTarget }, { findConnectedOrg }] = await Promise.all([
    import('../org/resolveTarget.ts'),
    import('../org/findConnectedOrg.ts'),
  ]);
  const target = await resolveTarget(text);
  try {
    return { target, org: await findConnectedOrg(store, target, options) };
  } catch (error) {
    const isUnknown = options.login && target.username === undefined;
    throw isUnknown && error instanceof Error && error.name === 'OrgNotConnectedError'
      ? elementsError('noOrgFound', [target.text])
      : error;
  }
};
