import type { LoginOrg, OrgLogins } from '../../connections/removeLogins.ts';
import { viewMessage } from '../../messages.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import { printable } from '../../redact.ts';
import type { PolicyReadings } from '../../policy/readPolicies.ts';
import type { OrgRecord } from '../../store/records.ts';
import { enforcementTable, enforcementView, leftovers, type EnforcementView } from '../../view/enforcementView.ts';
import { actor, origin, systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { agrees, canAsk, type Asking } from '../output/asking.ts';
import { showTable, type Screen } from '../output/screen.ts';

/** A command that can ask. */
export type AskingScreen = Screen & Asking;

/** The orgs of which the sf CLI stores a login, with the users whose logins they are. */
export const withStoredLogin = async <Org extends LoginOrg>(orgs: readonly Org[]): Promise<Array<OrgLogins<Org>>> => {
  const { storedLoginsOf } = await import('../../connections/removeLogins.ts');
  return storedLoginsOf(orgs);
};

export const namesOf = (orgs: readonly OrgRecord[]): string => orgs.map((org) => printable(orgLabel(org))).join(', ');

/** Each org, with the users of its logins where they are others than the one that it is known by. */
export const loginNames = (logins: readonly OrgLogins[]): string =>
  logins
    .map(({ org, usernames }) => {
      const others = usernames.some((username) => username !== org.username);
      return printable(others ? `${orgLabel(org)} (${usernames.join(', ')})` : orgLabel(org));
    })
    .join(', ');

/**
 * Those of the logins that a policy forbids which was read, and not only named by a project: only they are removed. The
 * others are refused as well; a warning names them.
 */
export const withoutUnread = async (
  screen: AskingScreen,
  logins: readonly OrgLogins[],
  readings: PolicyReadings
): Promise<OrgLogins[]> => {
  const { isReadManual } = await import('../../connections/setPolicy.ts');
  const { isOnlyProjects } = await import('../../policy/effectivePolicy.ts');
  const { policyFor } = await import('../../policy/createGuard.ts');
  const unproven = logins.filter(({ org }) => !isReadManual(org, readings));
  const byProject = unproven.filter(({ org }) => isOnlyProjects(policyFor('manual-sync-only', org, readings)));
  const unread = unproven.filter((one) => !byProject.includes(one));
  for (const [key, those] of [
    ['removal.unread', unread],
    ['removal.byProject', byProject],
  ] as const) {
    if (those.length > 0) screen.warn(viewMessage(key, [loginNames(those), await reasonsOf(those, readings)]));
  }
  return logins.filter((one) => !unproven.includes(one));
};

const reasonsOf = async (logins: readonly OrgLogins[], readings: PolicyReadings): Promise<string> => {
  const { policyFor, whoDecides } = await import('../../policy/createGuard.ts');
  const reasons = logins.map(({ org }) => whoDecides(policyFor('manual-sync-only', org, readings)));
  return printable([...new Set(reasons)].join('; '));
};

/**
 * Says why, and asks. Yes without asking where `noPrompt` says so, no where nobody is there to answer or does not.
 */
export const agreesToRemove = async (
  screen: AskingScreen,
  logins: readonly OrgLogins[],
  readings: PolicyReadings,
  noPrompt: boolean
): Promise<boolean> => {
  screen.log(viewMessage('removal.why', [loginNames(logins), await reasonsOf(logins, readings)]));
  if (noPrompt) return true;
  if (!canAsk(screen)) return false;
  return agrees(screen, viewMessage('removal.confirm', [loginNames(logins)]));
};

/** Removes the stored logins, and shows what was removed and what could not be. */
export const removeStoredLogins = async (
  screen: Screen,
  backend: OpenBackend,
  logins: readonly OrgLogins[],
  command: string
): Promise<EnforcementView[]> => {
  const { removeForbidden } = await import('../../connections/removeLogins.ts');
  const { url: storeUrl, owed } = backend;
  const request = { logins, actor: actor(), from: origin(command), storeUrl, owed };
  const outcomes = (await removeForbidden(request, await systemParts(backend))).map(enforcementView);
  showTable(screen, enforcementTable(outcomes));
  for (const sentence of outcomes.flatMap(leftovers)) screen.warn(sentence);
  return outcomes;
};

/**
 * What follows when Manual Sync Only comes into force for orgs: their stored logins go, after asking, where a policy that
 * was read says so. Without a yes the policy is in force all the same, and a warning says how to remove them later.
 */
export const startManualSyncOnly = async (
  screen: AskingScreen,
  backend: OpenBackend,
  orgs: readonly OrgRecord[],
  options: { readonly noPrompt: boolean; readonly command: string }
): Promise<void> => {
  const readings = await backend.readPolicies();
  const stored = await withoutUnread(screen, await withStoredLogin(orgs), readings);
  if (stored.length === 0) return;
  if (await agreesToRemove(screen, stored, readings, options.noPrompt)) {
    await removeStoredLogins(screen, backend, stored, options.command);
  } else {
    screen.warn(viewMessage('removal.left', [loginNames(stored)]));
  }
};
