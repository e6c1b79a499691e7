import type { OrgConnection } from './orgConnection.ts';
import { formatTime, readersTimezone } from './format.ts';
import { viewMessage } from './viewMessage.ts';

/** When an org is due, as a person reads it. The next sync is told in the reader's time zone, named where it is another. */
export const scheduleText = ({ state, time = '', timezone = '', nextRun }: OrgConnection['schedule']): string =>
  state === 'active' && nextRun !== undefined
    ? viewMessage('schedule.active', [
        time,
        timezone,
        `${formatTime(nextRun)}${timezone === readersTimezone() ? '' : ` (${readersTimezone()})`}`,
      ])
    : viewMessage(`schedule.${state}`, [time, timezone]);
