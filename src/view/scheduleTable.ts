import { viewMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { printable } from '../redact.ts';
import type { OrgSchedule } from '../schedule/describeSchedules.ts';
import { formatTime, readersTimezone } from './format.ts';
import { nextSyncText } from './orgTable.ts';
import { tableOf, type Table } from './table.ts';

export type { OrgSchedule };

export const scheduleTable = (schedules: readonly OrgSchedule[]): Table =>
  tableOf(
    [
      { key: 'org', name: 'Org' },
      { key: 'time', name: 'Daily At' },
      { key: 'zone', name: 'Time Zone' },
      { key: 'next', name: `Next Sync (${readersTimezone()})` },
      { key: 'last', name: 'Last Scheduled' },
      { key: 'state', name: 'State' },
    ],
    schedules.map(({ schedule, isDue, lastScheduled, ...org }) => ({
      org: printable(orgLabel(org)),
      time: printable(schedule.time ?? ''),
      zone: printable(schedule.timezone ?? ''),
      next: isDue ? viewMessage('schedule.due') : nextSyncText(schedule),
      last: lastScheduled === undefined ? '' : formatTime(lastScheduled.startedAt),
      state: printable(lastScheduled?.state ?? ''),
    }))
  );
