import { omitUndefined } from '../../model/omitUndefined.ts';
import { getWhole } from '../../salesforce/calls/getWhole.ts';
import { identify, readSyncUser, type Identity } from '../../salesforce/calls/identity.ts';
import { callMetadata, escapeXml } from '../../salesforce/calls/metadataCall.ts';
import { firstRow, shortText, type Row } from '../../salesforce/calls/query.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../../xml/xmlElement.ts';
import type { IpRange, PreflightFacts, ProfileRestrictions, SessionSettings } from './facts.ts';

/**
 * Asks an org everything that the checks are about: ten calls, most of them at once, and up to two more where the Tooling
 * API gives no answer. What can't be read stays undefined; only the first call, which says who the org is, throws. It is
 * not made where the org has said that already.
 */
export const askPreflight = async (session: OrgSession, known?: Identity): Promise<PreflightFacts> => {
  const identity = known ?? (await identify(session));
  const [user, apiCalls, sessions, app, who] = await Promise.all([
    readSyncUser(session),
    attempt(() => readApiCalls(session)),
    attempt(() => readSessionSettings(session)),
    attempt(() => readApp(session)),
    attempt(() => readProfile(session)),
  ]);
  const [sourceIp, profile] = await Promise.all([
    attempt(() => readSourceIp(session, user.userId)),
    who && attempt(() => readRestrictions(session, who)),
  ]);
  return { identity, user, licence: who?.licence, apiCalls, sourceIp, sessions, profile, app };
};

const attempt = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await ask();
  } catch {
    return undefined;
  }
};

/** `/limits` wants View Setup. */
export const readApiCalls = (session: OrgSession): Promise<PreflightFacts['apiCalls']> =>
  getWhole(session, `/services/data/v${session.apiVersion}/limits`, 'limits', ({ DailyApiRequests: requests }) => {
    const { Max: max, Remaining: remaining } = object(requests) ?? {};
    return typeof max === 'number' && typeof remaining === 'number' ? { used: max - remaining, max } : undefined;
  });

type Who = { readonly profileId?: string; readonly profileName?: string; readonly licence?: string };

const readProfile = async (session: OrgSession): Promise<Who | undefined> => {
  const escaped = session.username.replaceAll(/['\\]/g, String.raw`\$&`);
  const row = await firstRow(
    session,
    `SELECT ProfileId, Profile.Name, Profile.UserLicense.Name FROM User WHERE Username = '${escaped}'`
  );
  const profile = object(row?.['Profile']);
  const userLicense = object(profile?.['UserLicense']);
  return omitUndefined({
    profileId: row && shortText(row, 'ProfileId'),
    profileName: profile && shortText(profile, 'Name'),
    licence: userLicense && shortText(userLicense, 'Name'),
  });
};

/** Everybody may read his own logins from API version 37.0 on. */
const readSourceIp = async (session: OrgSession, userId: string | undefined): Promise<string | undefined> => {
  if (userId === undefined) return undefined;
  const soql = `SELECT SourceIp FROM LoginHistory WHERE UserId = '${userId}' ORDER BY LoginTime DESC LIMIT 1`;
  const row = await firstRow(session, soql);
  return row && shortText(row, 'SourceIp');
};

/** The sf CLI's own connected app; fields as in the Object Reference. */
const readApp = async (session: OrgSession): Promise<PreflightFacts['app']> => {
  const soql = "SELECT Name, RefreshTokenValidityPeriod FROM ConnectedApplication WHERE Name = 'Salesforce CLI'";
  const row = await firstRow(session, soql);
  return row === undefined ? null : { refreshTokenEnds: typeof row['RefreshTokenValidityPeriod'] === 'number' };
};

/** By the Tooling API, where only the whole `Metadata` can be selected; else by the Metadata API. */
const readSessionSettings = async (session: OrgSession): Promise<SessionSettings | undefined> => {
  const row = await attempt(() => firstRow(session, 'SELECT Metadata FROM SecuritySettings', 'tooling'));
  const settings = object(object(row?.['Metadata'])?.['sessionSettings']);
  if (settings) {
    return {
      lockSessionsToIp: bool(settings['lockSessionsToIp']),
      enforceIpRangesEveryRequest: bool(settings['enforceIpRangesEveryRequest']),
    };
  }
  const component = await readComponent(session, 'SecuritySettings', 'Security');
  const element = component && childOf(component, 'sessionSettings');
  return (
    element && {
      lockSessionsToIp: bool(textOf(element, 'lockSessionsToIp')),
      enforceIpRangesEveryRequest: bool(textOf(element, 'enforceIpRangesEveryRequest')),
    }
  );
};

/** Login ranges and hours, which a profile always comes with, whatever else it is asked for with. */
const readRestrictions = async (session: OrgSession, who: Who): Promise<ProfileRestrictions | undefined> => {
  const { profileId, profileName } = who;
  if (profileId !== undefined) {
    const path = `/services/data/v${session.apiVersion}/tooling/sobjects/Profile/${encodeURIComponent(profileId)}`;
    const answer = object(await attempt(() => session.get(path, 'toolingRecord')));
    const metadata = object(answer?.['Metadata']);
    if (metadata) return restrictionsInJson(metadata);
  }
  if (profileName === undefined) return undefined;
  const element = await readComponent(session, 'Profile', profileName);
  return element && restrictionsInXml(element);
};

/** A component that does not exist comes back as a record without content. */
const readComponent = async (session: OrgSession, type: string, name: string): Promise<XmlElement | undefined> => {
  const body = `<type>${escapeXml(type)}</type><fullNames>${escapeXml(name)}</fullNames>`;
  const results = await callMetadata(session, 'readMetadata', body);
  const record = results.flatMap((result) => childrenOf(result, 'records'))[0];
  return record && record.children.length > 0 ? record : undefined;
};

const restrictionsInJson = (metadata: Row): ProfileRestrictions => {
  const hours = object(metadata['loginHours']) ?? {};
  return {
    ranges: list(metadata['loginIpRanges']).map((range) => rangeOf(range['startAddress'], range['endAddress'])),
    hours: hoursOf((name) => hours[name]),
  };
};

const restrictionsInXml = (profile: XmlElement): ProfileRestrictions => {
  const hours = childOf(profile, 'loginHours');
  return {
    ranges: childrenOf(profile, 'loginIpRanges').map((range) =>
      rangeOf(textOf(range, 'startAddress'), textOf(range, 'endAddress'))
    ),
    hours: hoursOf((name) => hours && textOf(hours, name)),
  };
};

/** One that can't be read stays a range: without it the profile would look as if it had none. */
const rangeOf = (start: unknown, end: unknown): IpRange => ({ start: textOr(start, '?'), end: textOr(end, '?') });

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const hoursOf = (valueOf: (name: string) => unknown): ProfileRestrictions['hours'] =>
  new Map(
    DAYS.flatMap((day) => {
      const [start, end] = [valueOf(`${day}Start`), valueOf(`${day}End`)].map(minutes);
      return start === undefined || end === undefined ? [] : [[day, { start, end }] as const];
    })
  );

const minutes = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

const bool = (value: unknown): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;

const object = (value: unknown): Row | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined;

const list = (value: unknown): Row[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((item): Row[] => {
    const row = object(item);
    return row ? [row] : [];
  });
