import { elementsError, isElementsError } from '../errors.ts';
import type { OrgRecord } from '../store/records.ts';
import type { ConnectRequest } from '../sync/contract.ts';
import type { Preflight } from '../sync/preflightOrg.ts';
import { systemParts } from './systemParts.ts';
import type { OpenBackend } from './withBackend.ts';

export type Connected = Preflight & { readonly org: OrgRecord };

/**
 * Connects the org that `--target-org` means, with the login that the sf CLI holds for it, and checks it with the same
 * session. An org that is found wanting is connected all the same: what to mend is in the checks. One that could not be
 * asked at all is not; the error's `data` holds the checks, where its answer decides one.
 */
export const connectTarget = async (
  backend: OpenBackend,
  options: {
    readonly target: string | undefined;
    readonly actor: string;
    readonly manualSyncOnly: boolean;
    readonly linkTarget: OrgRecord['linkTarget'] | undefined;
    readonly mode: OrgRecord['mode'] | undefined;
    readonly acceptRefresh: boolean;
    readonly schedule: ConnectRequest['schedule'];
    readonly apiVersion: string | undefined;
  }
): Promise<Connected> => {
  const [{ resolveTarget }, { connectOrg }, { preflightOrg }, { refusedChecks }] = await Promise.all([
    import('../org/resolveTarget.ts'),
    import('../sync/connectOrg.ts'),
    import('../sync/preflightOrg.ts'),
    import('../org/preflight/preflight.ts'),
  ]);
  const { text, username, alias } = await resolveTarget(options.target);
  if (username === undefined) throw elementsError('noOrgFound', [text]);
  const { linkTarget, apiVersion } = options;
  const parts = await systemParts(backend, { apiVersion });
  let preflight: Preflight = { checks: [] };
  const inspect: ConnectRequest['inspect'] = async (session, org) => {
    preflight = await preflightOrg(session, { name: alias ?? username, mode: org.mode, now: parts.clock.now() });
  };
  const request: ConnectRequest = {
    username,
    actor: options.actor,
    inspect,
    ...(alias === undefined ? {} : { alias }),
    ...(options.manualSyncOnly ? { manualSyncOnly: true } : {}),
    ...(linkTarget === undefined ? {} : { linkTarget }),
    ...(options.mode === undefined ? {} : { mode: options.mode }),
    ...(options.acceptRefresh ? { acceptRefresh: true } : {}),
    ...(options.schedule === undefined ? {} : { schedule: options.schedule }),
  };
  try {
    const org = await connectOrg(request, parts);
    return { ...preflight, org };
  } catch (error) {
    const named = error instanceof Error && isElementsError(error) ? error : undefined;
    const checks = named && refusedChecks(named, options.mode ?? 'default');
    if (checks) named.setData({ checks });
    throw error;
  }
};
