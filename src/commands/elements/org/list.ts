import { Messages } from '@salesforce/core/messages';
import { withView } from '../../../cli/backend/withBackend.ts';
import { describeOrg } from '../../../cli/output/describeOrg.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import type { OrgConnection } from '../../../view/orgConnection.ts';
import { printable } from '../../../redact.ts';
import { orgTable, sortByGroup } from '../../../view/orgTable.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.list');

export type OrgListResult = OrgConnection[];

export default class OrgList extends SfCommand<OrgListResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = { backend: backendFlag };

  public async run(): Promise<OrgListResult> {
    const { flags } = await this.parse(OrgList);
    return withView(this, flags, async (backend) => {
      const [records, readings] = await Promise.all([backend.store.orgs(), backend.readPolicies()]);
      const orgs = sortByGroup(await Promise.all(records.map(async (org) => describeOrg(backend, readings, org))));
      if (orgs.length === 0) this.log(messages.getMessage('empty', [printable(backend.url)]));
      else showTable(this, orgTable(orgs));
      return orgs;
    });
  }
}
