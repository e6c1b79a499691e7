import { Messages } from '@salesforce/core/messages';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { actor, trigger } from '../../../cli/backend/caller.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { endSessionsOnExit } from '../../../cli/login/endSessionsOnExit.ts';
import { showChecks } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { checkTarget } from '../../../cli/target/checkTarget.ts';
import { apiVersionFlag, backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { EXIT } from '../../../errors.ts';
import type { Check } from '../../../view/orgConnection.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.check');

export type OrgCheckResult = { checks: Check[] };

export default class OrgCheck extends SfCommand<OrgCheckResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    reauthenticate: Flags.boolean({
      summary: messages.getMessage('flags.reauthenticate.summary'),
      description: messages.getMessage('flags.reauthenticate.description'),
    }),
    'api-version': apiVersionFlag,
    backend: backendFlag,
  };
  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exit.passed'),
    [EXIT.failed]: messages.getMessage('exit.failed'),
    [EXIT.refused]: messages.getMessage('exit.refused'),
  });

  public async run(): Promise<OrgCheckResult> {
    const { flags } = await this.parse(OrgCheck);
    return withBackend(this, flags, async (backend) => {
      const question = {
        target: flags['target-org'],
        actor: actor(),
        trigger: trigger(process.env),
        reauthenticate: flags.reauthenticate,
        apiVersion: flags['api-version'],
      };
      const logins = endSessionsOnExit({
        interrupted: () => this.interrupted(),
        warn: (sentence) => this.warn(sentence),
        jsonEnabled: this.jsonEnabled(),
      });
      const { name, checks, error } = await checkTarget(backend, question, { screen: this, logins }).finally(() =>
        logins.done()
      );
      showChecks(this, name, checks);
      if (error) {
        error.setData({ checks });
        throw error;
      }
      return { checks };
    });
  }

  private interrupted(): never {
    this.warn(messages.getMessage('interrupted'));
    process.exit(EXIT.interrupted);
  }
}
