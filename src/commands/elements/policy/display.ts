import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { withView } from '../../../cli/backend/withBackend.ts';
import { describePolicies } from '../../../cli/output/describeOrg.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { policyMessage } from '../../../messages.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { printable } from '../../../redact.ts';
import { policyTable, sourceTable, type PolicyView } from '../../../view/policyView.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.display');

export type PolicyDisplayResult = PolicyView[];

export default class PolicyDisplay extends SfCommand<PolicyDisplayResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': Flags.string({ char: 'o', summary: messages.getMessage('flags.target-org.summary') }),
    backend: backendFlag,
  };

  public async run(): Promise<PolicyDisplayResult> {
    const { flags } = await this.parse(PolicyDisplay);
    const { readPolicies } = await import('../../../policy/readPolicies.ts');
    return withView(this, flags, async (backend) => {
      const target = flags['target-org'];
      const found = target === undefined ? undefined : await resolveConnectedOrg(backend, target);
      const org = found?.org;
      if (found?.otherOrg !== undefined) {
        const told = [orgLabel(found.org), found.org.orgId, found.otherOrg];
        this.warn(policyMessage('weak.another org', told.map(printable)));
      }
      const policies = await describePolicies(await readPolicies(backend.corporatePlaces, { absent: true }), org);
      const { whyNothingIsKept } = await import('../../../account/keepsRecords.ts');
      const problem = await whyNothingIsKept(backend.account);
      if (problem !== undefined) this.warn(policyMessage('weak.nothing is kept', [printable(problem)]));
      if (backend.account.isByVariable) {
        this.warn(messages.getMessage('homeByVariable', [printable(backend.account.home)]));
      }
      showTable(this, policyTable(policies));
      showTable(this, sourceTable(policies));
      return policies;
    });
  }
}
