import { DateTime } from 'luxon';
import { checkMessage } from '../checkMessage.ts';
import type { Check } from './check.ts';
import type { PreflightFacts } from './preflightFacts.ts';

/** The login hours of the user's profile, which Salesforce reads in the org's own time zone. */
export const checkHours = ({ profile, identity }: PreflightFacts, now: Date): Check => {
  const check = { name: 'login-hours', required: false };
  if (profile === undefined) return { ...check, state: 'unknown', message: checkMessage('hours.unknown') };
  if (profile.hours.size === 0) return { ...check, state: 'passed', message: checkMessage('hours.none') };
  const shown = [...profile.hours].map(([day, { start, end }]) => `${day} ${clock(start)}-${clock(end)}`).join(', ');
  const local = DateTime.fromJSDate(now, { zone: identity.timeZone ?? 'invalid' }).setLocale('en');
  if (!local.isValid) return { ...check, state: 'unknown', message: checkMessage('hours.noZone', [shown]) };
  const today = profile.hours.get(local.toFormat('cccc').toLowerCase());
  const minute = local.hour * 60 + local.minute;
  const isOpen = today === undefined || (minute >= today.start && minute < today.end);
  return {
    ...check,
    state: isOpen ? 'warning' : 'failed',
    message: checkMessage(isOpen ? 'hours.warning' : 'hours.failed', [shown, local.zoneName]),
    actions: [checkMessage('hours.action')],
  };
};

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
