import { Messages } from '@salesforce/core/messages';
import { showTable } from '../../../cli/output/screen.ts';
import type { SupportedType } from '../../../catalogue/supportedTypes.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { typeTable } from '../../../view/typeTable.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.model.types');

export type ModelTypesResult = SupportedType[];

export default class ModelTypes extends SfCommand<ModelTypesResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {};

  public async run(): Promise<ModelTypesResult> {
    await this.parse(ModelTypes);
    const [{ catalogue }, { supportedTypes }] = await Promise.all([
      import('../../../catalogue/catalogue.ts'),
      import('../../../catalogue/supportedTypes.ts'),
    ]);
    const types = supportedTypes(catalogue);
    showTable(this, typeTable(types));
    this.log(messages.getMessage('count', [types.length]));
    return types;
  }
}
