import { Messages } from '@salesforce/core/messages';
import { SfCommand } from '@salesforce/sf-plugins-core';
import { backendFlag } from '../../../cli/flags.ts';
import { describeSchedules } from '../../../cli/runDueSyncs.ts';
import { showTable } from '../../../cli/screen.ts';
import { withBackend } from '../../../cli/withBackend.ts';
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
    return withBackend({ flag: flags.backend, dataDir: this.config.dataDir }, async (backend) => {
      const schedules = await describeSchedules(backend, await backend.readCorporate());
      if (schedules.length === 0) this.log(messages.getMessage('empty', [backend.url]));
      else showTable(this, scheduleTable(schedules));
      return schedules;
    });
  }
}
