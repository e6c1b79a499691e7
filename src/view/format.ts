import { viewMessage } from '../messages.ts';
import { printable } from '../redact.ts';
import type { OrgConnection } from './orgConnection.ts';

/** `2026-03-01 14:05` in the reader's time zone. */
export const formatTime = (iso: string): string => {
  const date = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** The reader's time zone by its name, `Europe/Zurich`. */
export const readersTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `0.4 s`, `12 s`, `3 min 4 s`, `2 h 5 min`. */
export const formatDuration = (ms: number): string => {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** `12,345` */
export const formatCount = (count: number): string => count.toLocaleString('en-US');

/** Cut to `length` characters, with an ellipsis where something is missing; never inside of what the eye takes for one. */
export const shorten = (text: string, length: number): string => {
  if (text.length <= length) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, length + 1))) {
    if (index + segment.length > length - 1) break;
    end = index + segment.length;
  }
  // One character with thousands of marks on it.
  return `${text.slice(0, end || length - 1).trimEnd()}…`;
};

/** When an org is due, as a person reads it. The next sync is told in the reader's time zone, named where it is another. */
export const scheduleText = ({ state, nextRun, ...said }: OrgConnection['schedule']): string => {
  const [time, timezone] = [said.time ?? '', said.timezone ?? ''].map(printable) as [string, string];
  if (state !== 'active' || nextRun === undefined) return viewMessage(`schedule.${state}`, [time, timezone]);
  const next = `${formatTime(nextRun)}${timezone === readersTimezone() ? '' : ` (${readersTimezone()})`}`;
  return viewMessage('schedule.active', [time, timezone, next]);
};
