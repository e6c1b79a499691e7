import { Messages } from '@salesforce/core/messages';
import { withView } from '../../../cli/backend/withBackend.ts';
import { showTable } from '../../../cli/output/screen.ts';
import { SfCommand } from '../../../cli/output/sfCommand.ts';
import { backendFlag } from '../../../cli/target/flags.ts';
import { printable } from '../../../redact.ts';
import { scheduleTable, type OrgSchedule } from '../../../view/scheduleTable.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.schedule.list');

export type ScheduleListResult = OrgSchedule[];

export default class ScheduleList extends SfCommand<ScheduleListResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = { backend: backendFlag };

  public async run(): Promise<ScheduleListResult> {
    const { flags } = await this.parse(ScheduleList);
    const { describeSchedules } = await import('../../../schedule/describeSchedules.ts');
    return withView(this, flags, async (backend) => {
      const schedules = await describeSchedules(backend.store, await backend.readPolicies(), new Date());
      if (schedules.length === 0) this.log(messages.getMessage('empty', [printable(backend.url)]));
      else showTable(this, scheduleTable(schedules));
      return schedules;
    });
  }
}
