import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { showGenerated, type Generated } from '../../../../cli/output/screen.ts';
import { SfCommand } from '../../../../cli/output/sfCommand.ts';
import { writeSource } from '../../../../cli/output/writeSource.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.generate.user');

export type OrgGenerateUserResult = Generated;

export default class OrgGenerateUser extends SfCommand<OrgGenerateUserResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'output-dir': Flags.directory({
      char: 'd',
      required: true,
      summary: messages.getMessage('flags.output-dir.summary'),
    }),
    mode: Flags.option({
      options: ['default', 'managed'] as const,
      default: 'default' as const,
      summary: messages.getMessage('flags.mode.summary'),
      description: messages.getMessage('flags.mode.description'),
    })(),
    force: Flags.boolean({ summary: messages.getMessage('flags.force.summary') }),
  };

  public async run(): Promise<OrgGenerateUserResult> {
    const { flags } = await this.parse(OrgGenerateUser);
    const { generatedUser, SYNC_PERMISSION_SET, SYNC_PROFILE } =
      await import('../../../../connections/generatedSource.ts');
    const { generateMessage } = await import('../../../../messages.ts');
    const folder = flags['output-dir'];
    const files = await writeSource(folder, generatedUser(flags.mode), { force: flags.force });
    const generated = {
      files,
      steps: [
        generateMessage('step.deployUser', [folder]),
        generateMessage('step.profile', [SYNC_PROFILE]),
        generateMessage('step.createUser', [SYNC_PROFILE]),
        generateMessage('step.assign', [SYNC_PERMISSION_SET.name]),
        generateMessage('step.licences'),
        generateMessage('step.login'),
        generateMessage('step.connect', [flags.mode === 'managed' ? ' --mode managed' : '']),
      ],
    };
    showGenerated(this, generated);
    return generated;
  }
}
