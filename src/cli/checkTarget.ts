import type { SfError } from '@salesforce/core/sfError';
import { elementsError } from '../errors.ts';
import type { Check } from '../org/preflight/check.ts';
import type { OrgRecord, Trigger } from '../store/records.ts';
import { systemParts } from './systemParts.ts';
import type { OpenBackend } from './withBackend.ts';

/** Checks the org that `--target-org` means, connected or not, with the login that the sf CLI holds for it. */
export const checkTarget = async (
  backend: OpenBackend,
  options: {
    readonly target: string | undefined;
    readonly actor: string;
    readonly trigger: Trigger;
    readonly apiVersion: string | undefined;
  }
): Promise<{ readonly name: string; readonly checks: Check[]; readonly error?: SfError }> => {
  const [{ resolveTarget }, { authorize }, { preflightOrg }] = await Promise.all([
    import('../org/resolveTarget.ts'),
    import('../sync/authorize.ts'),
    import('../sync/preflightOrg.ts'),
  ]);
  const { text, username, alias } = await resolveTarget(options.target);
  if (username === undefined) throw elementsError('noOrgFound', [text]);
  const name = alias ?? username;
  const record = await recordOf(backend, username);
  const parts = await systemParts(backend, { apiVersion: options.apiVersion });
  const context = { trigger: options.trigger, credential: 'stored' } as const;
  const org = { policies: {}, ...record, name };
  await authorize({ action: 'check an org', org, actor: options.actor, context }, parts);
  const session = await parts.connect(username);
  try {
    const mode = record?.mode ?? 'default';
    return { name, ...(await preflightOrg(session, { name, mode, now: parts.clock.now() })) };
  } finally {
    await session.end();
  }
};

/** Its record, also by another user of the org than the connected one, or when only its model was kept: its policy holds. */
const recordOf = async ({ store }: OpenBackend, username: string): Promise<OrgRecord | undefined> => {
  const { storedLogin } = await import('../org/storedLogin.ts');
  const orgId = (await storedLogin(username))?.orgId?.slice(0, 15);
  const orgs = await store.orgs({ all: true });
  return (
    orgs.find((org) => org.username === username) ??
    orgs.find((org) => orgId !== undefined && org.orgId.slice(0, 15) === orgId)
  );
};
