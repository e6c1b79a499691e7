import type { OrgRecord } from '../store/records.ts';
import type { ConnectRequest } from '../sync/contract.ts';
import { elementsError } from '../errors.ts';
import { systemParts } from './systemParts.ts';
import type { OpenBackend } from './withBackend.ts';

/** Connects the org that `--target-org` means, with the login that the sf CLI holds for it. */
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
): Promise<OrgRecord> => {
  const [{ resolveTarget }, { connectOrg }] = await Promise.all([
    import('../org/resolveTarget.ts'),
    import('../sync/connectOrg.ts'),
  ]);
  const { text, username, alias } = await resolveTarget(options.target);
  if (username === undefined) throw elementsError('noOrgFound', [text]);
  const { linkTarget, apiVersion } = options;
  return connectOrg(
    {
      username,
      actor: options.actor,
      ...(alias === undefined ? {} : { alias }),
      ...(options.manualSyncOnly ? { manualSyncOnly: true } : {}),
      ...(linkTarget === undefined ? {} : { linkTarget }),
      ...(options.mode === undefined ? {} : { mode: options.mode }),
      ...(options.acceptRefresh ? { acceptRefresh: true } : {}),
      ...(options.schedule === undefined ? {} : { schedule: options.schedule }),
    },
    await systemParts(backend, { apiVersion })
  );
};
