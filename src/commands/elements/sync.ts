import { Messages } from '@salesforce/core/messages';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { actor, trigger } from '../../cli/backend/caller.ts';
import { withBackend } from '../../cli/backend/withBackend.ts';
import { chooseLogin } from '../../cli/login/chooseLogin.ts';
import { finishedSync, outcomeError, runSync, showSync, TIMEOUT_MINUTES } from '../../cli/output/runSync.ts';
import { SfCommand } from '../../cli/output/sfCommand.ts';
import { askAboutRefresh } from '../../cli/target/askAboutRefresh.ts';
import { apiVersionFlag, backendFlag, targetOrgFlag } from '../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../cli/target/resolveOrg.ts';
import type { SyncOutcome } from '../../engine/outcome.ts';
import { EXIT } from '../../errors.ts';
import type { SyncResult } from '../../view/syncResult.ts';

export type { SyncResult };

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.sync');

export default class Sync extends SfCommand<SyncResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    reauthenticate: Flags.boolean({
      summary: messages.getMessage('flags.reauthenticate.summary'),
      description: messages.getMessage('flags.reauthenticate.description'),
    }),
    'accept-refresh': Flags.boolean({
      summary: messages.getMessage('flags.accept-refresh.summary'),
      description: messages.getMessage('flags.accept-refresh.description'),
    }),
    strict: Flags.boolean({ summary: messages.getMessage('flags.strict.summary') }),
    timeout: Flags.integer({
      summary: messages.getMessage('flags.timeout.summary'),
      description: messages.getMessage('flags.timeout.description'),
      min: 1,
      max: 1440,
      default: TIMEOUT_MINUTES,
    }),
    'api-version': apiVersionFlag,
    backend: backendFlag,
  };
  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exit.succeeded'),
    [EXIT.failed]: messages.getMessage('exit.failed'),
    [EXIT.usage]: messages.getMessage('exit.usage'),
    [EXIT.partial]: messages.getMessage('exit.partial'),
    [EXIT.refused]: messages.getMessage('exit.refused'),
  });

  public async run(): Promise<SyncResult> {
    const { flags } = await this.parse(Sync);
    return withBackend(this, flags, async (backend) => {
      const { org, target } = await resolveConnectedOrg(backend, flags['target-org']);
      const login = target.username === undefined ? {} : { username: target.username };
      const chosen = await chooseLogin(
        backend,
        {
          org,
          target,
          reauthenticate: flags.reauthenticate,
          apiVersion: flags['api-version'],
          environment: process.env,
        },
        this
      );
      const { credential, connect } = chosen;
      const sync = (acceptRefresh: boolean): Promise<SyncOutcome> => {
        const request = { org, ...login, acceptRefresh, trigger: trigger(process.env), actor: actor(), credential };
        return runSync(backend, request, {
          jsonEnabled: this.jsonEnabled(),
          apiVersion: flags['api-version'],
          timeoutMinutes: flags.timeout,
          connect,
          warn: (sentence) => this.warn(sentence),
          interrupted: () => this.interrupted(),
        });
      };
      const outcome = await askAboutRefresh(this, flags['accept-refresh'], sync);
      if (outcome.kind !== 'published') throw outcomeError(outcome, backend);
      const { orgId } = outcome.run;
      // Also after a refresh, which gave the org another id.
      if (credential === 'stored' && login.username === org.username) await backend.logins.chosen({ ...org, orgId });
      const finished = finishedSync(outcome, backend);
      showSync(this, org, finished);
      if (finished.result.state === 'partial') process.exitCode = flags.strict ? EXIT.failed : EXIT.partial;
      return finished.result;
    });
  }

  private interrupted(): never {
    this.warn(messages.getMessage('interrupted'));
    process.exit(EXIT.interrupted);
  }
}
