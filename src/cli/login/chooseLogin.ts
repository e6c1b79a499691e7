import type { Collaborators } from '../../engine/contract.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import type { Credential } from '../../policy/guard.ts';
import type { Target } from '../../salesforce/login/resolveTarget.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { browserSession, type LoginScreen } from './freshSession.ts';

/** How a command logs in to an org. `connect` is absent for what the sf CLI stores. */
export type ChosenLogin = {
  readonly credential: Credential;
  readonly connect?: Collaborators['connect'];
};

/** What is to be known of an org for logging in to it. */
type LoginOrg = Pick<
  OrgRecord,
  'orgId' | 'username' | 'alias' | 'instanceUrl' | 'isSandbox' | 'trialExpirationDate' | 'policies' | 'marked'
>;

type Choice = {
  readonly org: LoginOrg;
  readonly target: Target;
  readonly reauthenticate: boolean;
  readonly apiVersion: string | undefined;
  readonly environment: { readonly [name: string]: string | undefined };
};

/**
 * In this order: the browser with `--reauthenticate`; a token that `--target-org` names instead of an alias; what the sf
 * CLI stores for the org; `SF_ACCESS_TOKEN`, where nothing is stored or where Manual Sync Only forbids what is. Whether
 * it may be used is the guard's to say, not decided here.
 */
export const chooseLogin = async (
  backend: OpenBackend,
  choice: Choice,
  screen: LoginScreen & { warn(sentence: string): unknown }
): Promise<ChosenLogin> => {
  const { org, target, apiVersion } = choice;
  if (choice.reauthenticate) {
    // As the user of the record, whatever login an alias leads to.
    const connect: Collaborators['connect'] = async (_username, signal, tellUnrevoked) => {
      const expected = { ...org, instanceUrl: await addressOf(choice), name: orgLabel(org) };
      return browserSession(expected, screen, { apiVersion, signal, tellUnrevoked });
    };
    return { credential: 'fresh', connect };
  }
  const [{ policyFor }, { credentialState }] = await Promise.all([
    import('../../policy/createGuard.ts'),
    import('../../salesforce/login/storedLogin.ts'),
  ]);
  const isManual = async (): Promise<boolean> =>
    policyFor('manual-sync-only', org, await backend.readPolicies()).effective;
  const isStored = (await credentialState(target.username ?? org.username)) !== 'none';
  const inEnvironment = isStored && !(await isManual()) ? undefined : choice.environment['SF_ACCESS_TOKEN'];
  const accessToken = (target.accessToken ?? inEnvironment)?.trim();
  if (!accessToken) return { credential: 'stored' };
  const connect: Collaborators['connect'] = async (_username, signal, tellUnrevoked) => {
    const [{ environmentSession }, { setTimeout: wait }] = await Promise.all([
      import('../../connections/environmentSession.ts'),
      import('node:timers/promises'),
    ]);
    const sleep = async (ms: number, ended?: AbortSignal): Promise<void> =>
      void (await wait(ms, undefined, ended ? { signal: ended } : {}));
    const clock = { now: () => new Date(), sleep };
    const tell = (sentence: string): void => void screen.warn(sentence);
    return environmentSession(
      // Asked now, when the guard has said yes: it may have turned on since.
      { org, accessToken, instanceUrl: await addressOf(choice), isForOneUse: await isManual() },
      { store: backend.store, clock, tell },
      { sleep, random: Math.random, apiVersion, signal, tellUnrevoked }
    );
  };
  return { credential: 'environment', connect };
};

const addressOf = async ({ org, target, environment, reauthenticate }: Choice): Promise<string> => {
  const [{ orgAddress }, { checkNotedOrg }] = await Promise.all([
    import('../../salesforce/login/orgAddress.ts'),
    import('../../connections/notedOrg.ts'),
  ]);
  // Nobody logs in to an org that the store alone says to be what the person named.
  if (target.username !== undefined) await checkNotedOrg(org, target.username);
  // A token says which org it is of, and a person in the browser sees it.
  const mayBeRefreshed = reauthenticate && org.isSandbox;
  return orgAddress({ ...org, name: orgLabel(org) }, { environment, target: target.username, mayBeRefreshed });
};
