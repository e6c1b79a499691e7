import { DateTime } from 'luxon';
import { BlockList, isIP } from 'node:net';
import { checkMessage } from '../../messages.ts';
import type { Check, IpRange, PreflightFacts } from './facts.ts';

/**
 * The session settings and the login ranges of the user's profile, held against the address that Salesforce sees. A lock
 * of sessions to their address does no harm while that stays the same, so it is a warning.
 */
export const checkNetwork = ({ sessions, profile, sourceIp }: PreflightFacts): Check[] => [
  lockCheck(sessions?.lockSessionsToIp),
  everyRequestCheck(sessions?.enforceIpRangesEveryRequest, profile?.ranges),
  rangesCheck(profile?.ranges, sourceIp),
];

const lockCheck = (isLocked: boolean | undefined): Check => {
  const check = { name: 'session-ip-lock', required: false };
  if (isLocked === undefined) return { ...check, state: 'unknown', message: checkMessage('lock.unknown') };
  if (!isLocked) return { ...check, state: 'passed', message: checkMessage('lock.passed') };
  return {
    ...check,
    state: 'warning',
    message: checkMessage('lock.warning'),
    actions: [checkMessage('lock.action')],
  };
};

const everyRequestCheck = (isEnforced: boolean | undefined, ranges: readonly IpRange[] | undefined): Check => {
  const check = { name: 'ip-ranges-every-request', required: false };
  if (isEnforced === undefined) return { ...check, state: 'unknown', message: checkMessage('everyRequest.unknown') };
  if (!isEnforced) return { ...check, state: 'passed', message: checkMessage('everyRequest.passed') };
  if (ranges?.length === 0) return { ...check, state: 'passed', message: checkMessage('everyRequest.noRanges') };
  return {
    ...check,
    state: 'warning',
    message: checkMessage('everyRequest.warning'),
    actions: [checkMessage('everyRequest.action')],
  };
};

const rangesCheck = (ranges: readonly IpRange[] | undefined, sourceIp: string | undefined): Check => {
  const check = { name: 'login-ip-ranges', required: true };
  if (ranges === undefined) return { ...check, state: 'unknown', message: checkMessage('ranges.unknown') };
  if (ranges.length === 0) return { ...check, state: 'passed', message: checkMessage('ranges.none') };
  const shown = ranges.map(({ start, end }) => `${start} - ${end}`).join(', ');
  const isInside = sourceIp === undefined ? undefined : contains(ranges, sourceIp);
  if (isInside === undefined || sourceIp === undefined) {
    return { ...check, state: 'unknown', message: checkMessage('ranges.noAddress', [shown]) };
  }
  if (isInside) return { ...check, state: 'passed', message: checkMessage('ranges.passed', [sourceIp, shown]) };
  return {
    ...check,
    state: 'failed',
    message: checkMessage('ranges.failed', [sourceIp, shown]),
    actions: [checkMessage('ranges.action', [sourceIp])],
  };
};

/** Undefined when the address, or a range that might hold it, is none that can be read. */
const contains = (ranges: readonly IpRange[], address: string): boolean | undefined => {
  const family = familyOf(address);
  if (family === undefined) return undefined;
  const list = new BlockList();
  let isWhole = true;
  for (const { start, end } of ranges) {
    const rangeFamily = familyOf(start);
    try {
      if (rangeFamily === undefined) isWhole = false;
      else list.addRange(start, end, rangeFamily);
    } catch {
      isWhole = false;
    }
  }
  return list.check(address, family) || (isWhole ? false : undefined);
};

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined => {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
};

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
