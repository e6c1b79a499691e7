import type { Question } from '../../engine/authorize.ts';
import type { Collaborators } from '../../engine/contract.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import type { GuardContext, Refusal } from '../../policy/guard.ts';
import type { Trigger } from '../../store/records.ts';
import { systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { chooseLogin } from '../login/chooseLogin.ts';
import type { EndedLogins } from '../login/endSessionsOnExit.ts';
import { recordedOrNotedOrg, unknownOrg, type NamedOrg } from './resolveOrg.ts';

export type TargetQuestion = {
  readonly target: string | undefined;
  readonly actor: string;
  readonly trigger: Trigger;
  readonly reauthenticate: boolean;
  readonly apiVersion: string | undefined;
};

/** How a person may log in for this use. */
export type TargetLogin = {
  readonly screen: Parameters<typeof chooseLogin>[2];
  readonly logins: EndedLogins;
};

/** An org that is about to be asked, maybe for the first time. */
export type PreparedTarget = {
  readonly named: NamedOrg;
  /** Whom the sf CLI knows the org by. */
  readonly username: string;
  readonly alias?: string;
  /** As a person knows it. */
  readonly name: string;
  readonly context: GuardContext;
  readonly parts: Collaborators;
  readonly connect: Collaborators['connect'];
  /** Whether `connect` logs in for this use alone; `logins` ends such a session. */
  readonly isForOneUse: boolean;
  /** What the guard was asked, for when the org has said who it is. */
  readonly question: Question;
  /** Why the org must not be asked; written down already. */
  readonly refusal: Refusal | undefined;
};

/**
 * Who the org is that `--target-org` means, connected or not, how to log in to it, and whether the guard lets it be checked.
 * Nothing is asked of the org. A login for this use is the record's user's; with `asTarget` it is that of the user whom
 * the sf CLI knows, who may be another one.
 */
export const prepareTarget = async (
  backend: OpenBackend,
  { target: text, actor, trigger, reauthenticate, apiVersion }: TargetQuestion,
  { screen, logins, asTarget }: TargetLogin & { readonly asTarget: boolean }
): Promise<PreparedTarget> => {
  const [{ resolveTarget }, { guarded, refusalOf }] = await Promise.all([
    import('../../salesforce/login/resolveTarget.ts'),
    import('../../engine/authorize.ts'),
  ]);
  const target = await resolveTarget(text);
  const { username, alias } = target;
  if (username === undefined) throw await unknownOrg(target.text);
  const name = orgLabel({ ...target, username });
  const named = await recordedOrNotedOrg(backend, target, username);
  const org = asTarget ? { ...named.org, username } : named.org;
  // A token from the environment is for an org that is connected: its record says which one it must be.
  const environment = named.kind === 'recorded' ? process.env : { ...process.env, SF_ACCESS_TOKEN: undefined };
  const choice = { org, target, reauthenticate, apiVersion, environment };
  const { credential, connect } = await chooseLogin(backend, choice, screen);
  const parts = await systemParts(backend, { apiVersion });
  const context: GuardContext = { trigger, credential };
  const question = { action: 'check an org', org: { ...guarded(named.org), name }, actor, context } as const;
  return {
    named,
    username,
    ...omitUndefined({ alias }),
    name,
    context,
    parts,
    connect: connect ? logins.watch(connect) : parts.connect,
    isForOneUse: connect !== undefined,
    question,
    refusal: await refusalOf(question, parts),
  };
};
