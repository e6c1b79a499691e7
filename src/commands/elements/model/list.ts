import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { withView } from '../../../cli/backend/withBackend.ts';
import { findComponents } from '../../../cli/output/findComponents.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { showComponents } from '../../../cli/output/showComponents.ts';
import { backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import type { ComponentSummary } from '../../../view/componentView.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.model.list');

export type ModelListResult = ComponentSummary[];

export default class ModelList extends SfCommand<ModelListResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    type: Flags.string({ char: 't', summary: messages.getMessage('flags.type.summary') }),
    parent: Flags.string({
      char: 'p',
      summary: messages.getMessage('flags.parent.summary'),
      description: messages.getMessage('flags.parent.description'),
    }),
    limit: Flags.integer({ summary: messages.getMessage('flags.limit.summary'), min: 1 }),
    backend: backendFlag,
  };

  public async run(): Promise<ModelListResult> {
    const { flags } = await this.parse(ModelList);
    return withView(this, flags, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org'], { all: true });
      const found = await findComponents(backend, org, flags);
      showComponents(this, org, found, flags.limit);
      return found.components;
    });
  }
}
