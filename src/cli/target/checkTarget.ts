import type { Preflight } from '../../connections/preflight/preflight.ts';
import type { OpenBackend } from '../backend/withBackend.ts';
import { prepareTarget, type TargetLogin, type TargetQuestion } from './prepareTarget.ts';

/** Checks the org that `--target-org` means, connected or not, with the login that the sf CLI holds or one for this use. */
export const checkTarget = async (
  backend: OpenBackend,
  question: TargetQuestion,
  login: TargetLogin
): Promise<Preflight & { readonly name: string }> => {
  const { preflightOrg, refusedPreflight } = await import('../../connections/preflight/preflight.ts');
  const target = await prepareTarget(backend, question, { ...login, asTarget: false });
  const { named, username, name, parts, refusal } = target;
  if (refusal) throw refusal.error;
  const { mode } = named.org;
  try {
    const session = await target.connect(username);
    try {
      return { name, ...(await preflightOrg(session, { name, mode, now: parts.clock.now() })) };
    } finally {
      await session.end();
    }
  } catch (thrown) {
    // Opening the session asks the org already.
    const refused = refusedPreflight(thrown, mode);
    if (!refused) throw thrown;
    return { name, ...refused };
  }
};
