import type { Preflight } from '../../connections/preflight/preflight.ts';
import { isElementsError } from '../../errors.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { prepareTarget, type TargetLogin, type TargetQuestion } from './prepareTarget.ts';

/** Checks the org that `--target-org` means, connected or not, with the login that the sf CLI holds or one for this use. */
export const checkTarget = async (
  backend: OpenBackend,
  question: TargetQuestion,
  login: TargetLogin
): Promise<Preflight & { readonly name: string }> => {
  const [
    { lackingUser, preflightOrg, refusedPreflight },
    { recogniseOrg },
    { askMarker },
    { authorize },
    { nameFault },
  ] = await Promise.all([
    import('../../connections/preflight/preflight.ts'),
    import('../../connections/recogniseOrg.ts'),
    import('../../connections/readMarker.ts'),
    import('../../engine/authorize.ts'),
    import('../../salesforce/faults/nameFault.ts'),
  ]);
  const target = await prepareTarget(backend, question, { ...login, asTarget: false });
  const { named, username, name, parts, refusal } = target;
  if (refusal) throw refusal.error;
  const { mode } = named.org;
  try {
    const session = await target.connect(username);
    try {
      const { identity, question: recognised } = await recogniseOrg(session, target.question, parts);
      // Before anything else is asked: the org itself may forbid that.
      const org = { ...recognised.org, marked: await askMarker(session) };
      try {
        await authorize({ ...recognised, org }, parts);
      } catch (refused) {
        const lack = lackingUser(org.marked, mode);
        if (lack === undefined || !(refused instanceof Error) || !isElementsError(refused)) throw refused;
        refused.actions = [...lack.actions, ...(refused.actions ?? [])];
        return { name, checks: lack.checks, error: refused };
      }
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
