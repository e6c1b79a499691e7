import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { showGenerated, type Generated } from '../../../../cli/output/screen.ts';
import { SfCommand } from '../../../../cli/output/sfCommand.ts';
import { writeSource } from '../../../../cli/output/writeSource.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.generate.marker');

export type OrgGenerateMarkerResult = Generated;

export default class OrgGenerateMarker extends SfCommand<OrgGenerateMarkerResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'output-dir': Flags.directory({
      char: 'd',
      required: true,
      summary: messages.getMessage('flags.output-dir.summary'),
    }),
    force: Flags.boolean({ summary: messages.getMessage('flags.force.summary') }),
  };

  public async run(): Promise<OrgGenerateMarkerResult> {
    const { flags } = await this.parse(OrgGenerateMarker);
    const [{ generatedMarker }, { generateMessage }, { MARKER_PERMISSION }] = await Promise.all([
      import('../../../../connections/generatedSource.ts'),
      import('../../../../messages.ts'),
      import('../../../../policy/createGuard.ts'),
    ]);
    const folder = flags['output-dir'];
    const files = await writeSource(folder, generatedMarker(MARKER_PERMISSION), { force: flags.force });
    const generated = {
      files,
      steps: [generateMessage('step.deployMarker', [folder]), generateMessage('step.markerHolds', [MARKER_PERMISSION])],
    };
    showGenerated(this, generated);
    return generated;
  }
}
