import { Messages } from '@salesforce/core/messages';
import { Flags } from '@salesforce/sf-plugins-core';
import { actor, systemParts } from '../../../cli/backend/caller.ts';
import { withBackend } from '../../../cli/backend/withBackend.ts';
import { startManualSyncOnly } from '../../../cli/login/removeStoredLogins.ts';
import { describeOrg } from '../../../cli/output/describeOrg.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import {
  backendFlag,
  linkTargetFlag,
  machineTimezone,
  modeFlag,
  scheduleFlags,
  scheduleWish,
  targetOrgFlag,
} from '../../../cli/target/flags.ts';
import { resolveConnectedOrg } from '../../../cli/target/resolveOrg.ts';
import { orgLabel } from '../../../model/names/orgLabel.ts';
import { printable } from '../../../redact.ts';
import type { OrgConnection } from '../../../view/orgConnection.ts';
import { orgCard } from '../../../view/orgTable.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.update');

const SETTINGS = ['manual-sync-only', 'link-target', 'mode', 'schedule', 'no-schedule', 'timezone'];

export type OrgUpdateResult = OrgConnection;

export default class OrgUpdate extends SfCommand<OrgUpdateResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': targetOrgFlag,
    'manual-sync-only': Flags.boolean({
      summary: messages.getMessage('flags.manual-sync-only.summary'),
      allowNo: true,
      atLeastOne: SETTINGS,
    }),
    'link-target': linkTargetFlag,
    mode: modeFlag,
    ...scheduleFlags,
    'no-prompt': Flags.boolean({ summary: messages.getMessage('flags.no-prompt.summary') }),
    backend: backendFlag,
  };

  public async run(): Promise<OrgUpdateResult> {
    const { flags } = await this.parse(OrgUpdate);
    const [{ updateOrg }, { isManual }] = await Promise.all([
      import('../../../connections/updateOrg.ts'),
      import('../../../connections/setPolicy.ts'),
    ]);
    return withBackend(this, flags, async (backend) => {
      const { org } = await resolveConnectedOrg(backend, flags['target-org'], { change: true });
      const readings = await backend.readPolicies();
      const settings = {
        manualSyncOnly: flags['manual-sync-only'] as boolean | undefined,
        linkTarget: flags['link-target'],
        mode: flags.mode,
        schedule: scheduleWish(flags),
      };
      const updated = await updateOrg(
        { org, settings, actor: actor(), readings, timezone: machineTimezone() },
        await systemParts(backend),
        async (stored) => {
          await backend.noteSet(stored);
          this.logSuccess(messages.getMessage('updated', [printable(orgLabel(stored))]));
          if (isManual(org, readings) || !isManual(stored, await backend.readPolicies())) return;
          await startManualSyncOnly(this, backend, [stored], { noPrompt: flags['no-prompt'], command: 'org update' });
        }
      );
      const after = await backend.readPolicies();
      const connection = await describeOrg(backend, after, updated);
      showTable(this, orgCard(connection));
      return connection;
    });
  }
}
