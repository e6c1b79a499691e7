import { Messages } from '@salesforce/core/messages';
import { withView } from '../../../cli/backend/withBackend.ts';
import { describeOrg } from '../../../cli/output/describeOrg.ts';
import { showPublished, showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { orgDetail, type OrgDetail } from '../../../view/orgConnection.ts';
import { orgCard } from '../../../view/orgTable.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.display');

export type OrgDisplayResult = OrgDetail;

export default class OrgDisplay extends SfCommand<OrgDisplayResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = { 'target-org': targetOrgFlag, backend: backendFlag };

  public async run(): Promise<OrgDisplayResult> {
    const { flags } = await this.parse(OrgDisplay);
    return withView(this, flags, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org']);
      const connection = await describeOrg(backend, await backend.readPolicies(), org);
      const detail = orgDetail(connection, await backend.store.lastPublished(org.key));
      showTable(this, orgCard(connection));
      showPublished(this, detail);
      return detail;
    });
  }
}
