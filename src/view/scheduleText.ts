import type { OrgConnection } from './orgConnection.ts';
import { formatTime } from './format.ts';
import { viewMessage } from './viewMessage.ts';

/** When an org syncs by itself, as a person reads it. */
export const scheduleText = ({ state, time = '', timezone = '', nextRun }: OrgConnection['schedule']): string =>
  state === 'active' && nextRun !== undefined
    ? viewMessage('schedule.active', [time, timezone, formatTime(nextRun)])
    : viewMessage(`schedule.${state}`, [time, timezone]);
