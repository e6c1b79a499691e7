import type { Preflight } from '../../connections/preflight/preflight.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { prepareTarget, type TargetLogin, type TargetQuestion } from './prepareTarget.ts';

/** Checks the org that `--target-org` means, connected or not, with the login that the sf CLI holds or one for this use. */
export const checkTarget = async (
  backend: OpenBackend,
  question: TargetQuestion,
  login: TargetLogin
): Promise<Preflight & { readonly name: string }> => {
  const [{ preflightOrg, refusedPreflight }, { recogniseOrg }, { nameFault }] = await Promise.all([
    import('../../connections/preflight/preflight.ts'),
    import('../../connections/recogniseOrg.ts'),
    import('../../salesforce/faults/nameFault.ts'),
  ]);
  const target = await prepareTarget(backend, question, { ...login, asTarget: false });
  const { named, username, name, parts, refusal } = target;
  if (refusal) throw refusal.error;
  const { mode } = named.org;
  try {
    const session = await target.connect(username);
    try {
      const identity = await recogniseOrg(session, target.question, parts);
      return { name, ...(await preflightOrg(session, { name, mode, now: parts.clock.now(), identity })) };
    } finally {
      await session.end();
    }
  } catch (thrown) {
    const error = nameFault(thrown, name);
    const refused = refusedPreflight(error, mode);
    if (!refused) throw error;
    return { name, ...refused };
  }
};
