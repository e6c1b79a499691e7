import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { withView } from '../../../cli/backend/withBackend.ts';
import { seenRuns } from '../../../cli/output/describeOrg.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { shellWord } from '../../../model/names/shellWord.ts';
import { printable } from '../../../redact.ts';
import { syncResult, type SyncResult } from '../../../view/syncResult.ts';
import { historyTable } from '../../../view/syncSummary.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.sync.history');

export type SyncHistoryResult = SyncResult[];

export default class SyncHistory extends SfCommand<SyncHistoryResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    limit: Flags.integer({ summary: messages.getMessage('flags.limit.summary'), min: 1, default: 20 }),
    backend: backendFlag,
  };

  public async run(): Promise<SyncHistoryResult> {
    const { flags } = await this.parse(SyncHistory);
    return withView(this, flags, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org'], { all: true });
      const runs = await seenRuns(backend, org.key, { limit: flags.limit });
      const results = runs.map((run) => syncResult(run, backend.url));
      const name = printable(orgLabel(org));
      if (results.length === 0) this.log(messages.getMessage('empty', [name, shellWord(name)]));
      else showTable(this, historyTable(results));
      return results;
    });
  }
}
