import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import type { OpenBackend } from '../../../cli/backend/openBackend.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import {
  agreesToRemove,
  loginNames,
  removeStoredLogins,
  withoutUnread,
  withStoredLogin,
} from '../../../cli/login/removeStoredLogins.ts';
import { canAsk } from '../../../cli/output/asking.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { EXIT } from '../../../errors.ts';
import type { OrgLogins } from '../../../connections/removeLogins.ts';
import type { PolicyReadings } from '../../../policy/readPolicies.ts';
import { isIncomplete, type EnforcementView } from '../../../view/enforcementView.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.enforce');

export type PolicyEnforceResult = EnforcementView[];

export default class PolicyEnforce extends SfCommand<PolicyEnforceResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': Flags.string({ char: 'o', summary: messages.getMessage('flags.target-org.summary') }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    backend: backendFlag,
  };

  public async run(): Promise<PolicyEnforceResult> {
    const { flags } = await this.parse(PolicyEnforce);
    return withBackend(this, flags, async (backend) => {
      const readings = await backend.readPolicies();
      const all = await forbidden(backend, readings, flags['target-org']);
      const logins = await withoutUnread(this, all, readings);
      const isAllRead = logins.length === all.length;
      if (!isAllRead) process.exitCode = EXIT.partial;
      if (logins.length === 0) {
        if (isAllRead) this.log(messages.getMessage('nothing'));
        return [];
      }
      if (!flags['no-prompt'] && !canAsk(this)) throw messages.createError('noPromptNeeded', [], [], EXIT.usage);
      if (!(await agreesToRemove(this, logins, readings, flags['no-prompt'])))
        throw messages.createError('notConfirmed');
      const outcomes = await removeStoredLogins(this, backend, logins, 'policy enforce');
      if (outcomes.every(({ error }) => error?.name === 'RoleError')) process.exitCode = EXIT.refused;
      else if (outcomes.some(isIncomplete)) process.exitCode = EXIT.partial;
      else if (isAllRead && !outcomes.some(isLeft)) this.logSuccess(messages.getMessage('done', [loginNames(logins)]));
      return outcomes;
    });
  }
}

const isLeft = ({ revocation }: EnforcementView): boolean => revocation?.state === 'left';

/**
 * The orgs under Manual Sync Only of which the sf CLI still stores a login; of those that are not connected here, the ones
 * whose own policy it is.
 */
const forbidden = async (
  backend: OpenBackend,
  readings: PolicyReadings,
  target: string | undefined
): Promise<OrgLogins[]> => {
  const { isManual } = await import('../../../connections/setPolicy.ts');
  const { disconnectedUnderOwn, loginsElsewhere } = await import('../../../connections/unconnectedLogins.ts');
  const { allLogins } = await import('../../../salesforce/login/allLogins.ts');
  const all = await backend.store.orgs({ all: true });
  const orgs =
    target === undefined ? all : [(await resolveConnectedOrg(backend, target, { all: true, change: true })).org];
  const connected = orgs.filter((org) => org.disconnectedAt === undefined && isManual(org, readings));
  const found = await withStoredLogin([...connected, ...disconnectedUnderOwn(orgs, readings)]);
  if (target !== undefined) return found;
  const dealtWith = found.flatMap(({ usernames }) => usernames);
  return [...found, ...loginsElsewhere(all, readings, (await allLogins()).logins, dealtWith)];
};
