import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { actor, systemParts } from '../../../cli/backend/caller.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { agrees, canAsk } from '../../../cli/output/asking.ts';
import { compactingTakesLong, warnOfBytes } from '../../../cli/output/compacted.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { omitUndefined } from '../../../model/omitUndefined.ts';
import { printable } from '../../../redact.ts';
import type { Compacted } from '../../../store/records.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.disconnect');

export type OrgDisconnectResult = {
  key: string;
  orgId: string;
  username: string;
  name: string;
  erased: boolean;
  /** Why bytes of an erased model may still be in the store's file; absent where none is. */
  bytesMayStay?: Compacted['problem'];
};

export default class OrgDisconnect extends SfCommand<OrgDisconnectResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    erase: Flags.boolean({ summary: messages.getMessage('flags.erase.summary'), default: false }),
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    backend: backendFlag,
  };

  public async run(): Promise<OrgDisconnectResult> {
    const { flags } = await this.parse(OrgDisconnect);
    const { disconnectOrg } = await import('../../../connections/disconnectOrg.ts');
    return withBackend(this, flags, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org'], { all: flags.erase, change: true });
      const { key, orgId, username, name } = org;
      if (flags.erase && !flags['no-prompt']) await this.confirmErasing(printable(name), printable(username));
      const compacted = await disconnectOrg(
        { org, erase: flags.erase, actor: actor(), isLong: () => this.log(compactingTakesLong()) },
        await systemParts(backend)
      );
      this.logSuccess(messages.getMessage(flags.erase ? 'erased' : 'disconnected', [printable(orgLabel(org))]));
      warnOfBytes(this, compacted);
      const bytesMayStay = compacted?.problem;
      return { key, orgId, username, name, erased: flags.erase, ...omitUndefined({ bytesMayStay }) };
    });
  }

  /** Asks only where somebody can answer; anything else than a yes stops here. */
  private async confirmErasing(name: string, username: string): Promise<void> {
    if (!canAsk(this)) throw messages.createError('noPromptNeeded', [], [], 2);
    const message = messages.getMessage('confirm', [name, username]);
    if (!(await agrees(this, message))) throw messages.createError('notConfirmed');
  }
}
