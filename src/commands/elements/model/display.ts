import { Args } from '@oclif/core';
import { Messages } from '@salesforce/core/messages';
import { withView } from '../../../cli/backend/withBackend.ts';
import { findComponent } from '../../../cli/output/findComponents.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { setupLinks } from '../../../cli/output/setupLinks.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag, targetOrgFlag } from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { componentCards } from '../../../view/componentCard.ts';
import { componentDetail, type Component } from '../../../view/componentView.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.model.display');

export type ModelDisplayResult = Component;

export default class ModelDisplay extends SfCommand<ModelDisplayResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = {
    component: Args.string({ description: messages.getMessage('args.component.description'), required: true }),
  };
  public static override readonly flags = { 'target-org': targetOrgFlag, backend: backendFlag };

  public async run(): Promise<ModelDisplayResult> {
    const { args, flags } = await this.parse(ModelDisplay);
    return withView(this, flags, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org'], { all: true });
      const found = await findComponent(backend, org, args.component);
      const component = componentDetail(await setupLinks(backend, org, [found]), found);
      for (const card of componentCards(component)) showTable(this, card);
      if (component.url !== undefined) this.log(messages.getMessage('inSetup', [component.url]));
      return component;
    });
  }
}
