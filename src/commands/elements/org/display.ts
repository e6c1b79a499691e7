import { Messages } from '@salesforce/core/messages';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { describeOrg } from '../../../cli/output/describeOrg.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import type { OrgConnection } from '../../../view/orgConnection.ts';
import { orgCard } from '../../../view/orgTable.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.display');

export type OrgDisplayResult = OrgConnection;

export default class OrgDisplay extends SfCommand<OrgDisplayResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = { 'target-org': targetOrgFlag, backend: backendFlag };

  public async run(): Promise<OrgDisplayResult> {
    const { flags } = await this.parse(OrgDisplay);
    return withBackend({ flag: flags.backend, dataDir: this.config.dataDir }, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org']);
      const connection = await describeOrg(backend, await backend.readCorporate(), org);
      showTable(this, orgCard(connection));
      return connection;
    });
  }
}
