import { childTypes, folderTypes } from '../metadataTypes.ts';
import type { StandinComponent } from '../orgState.ts';
import { buildPackage } from '../soap/buildPackage.ts';
import { typesOfOrg } from '../soap/describeMetadata.ts';
import { writeZip } from '../soap/writeZip.ts';
import type { World } from '../world.ts';
import { workMs } from './jobSchedule.ts';
import type { DelayProfile } from './profile.ts';

/** What a client has to fetch that reads types as a whole. */
export type Reading = {
  /** Queries of listings, one for each type and folder, and the rows that each of them answers. */
  readonly listings: readonly number[];
  /** Entries and type of each component that is retrieved. */
  readonly components: ReadonlyArray<{ readonly type: string; readonly entries: number }>;
  /** Of all of them, zipped, as SOAP writes it. */
  readonly zipBytes: number;
};

export type LowerBound = {
  readonly login: number;
  readonly listing: number;
  readonly queue: number;
  readonly components: number;
  readonly transfer: number;
  readonly total: number;
};

const queriesInCall = 3;

/**
 * The time below which no client can read the org, without jitter, in milliseconds: login (one call to REST) and describe;
 * the listings, three queries a call and as many calls at once as the org serves; one wait in the queue; the work of all
 * components with as many jobs at once as the org takes, or that of the longest component if it is more; and the transfer
 * of the zip.
 */
export function lowerBound(profile: DelayProfile, { listings, components, zipBytes }: Reading): LowerBound {
  const { restMs, soapMs, describeMetadataMs, listQueryMs, listRowMs, callsAtOnce, jobsAtOnce } = profile;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0);
  const queries = listings.map((rows) => listQueryMs + rows * listRowMs);
  const calls = Math.ceil(queries.length / queriesInCall) * soapMs;
  const works = components.map(({ type, entries }) => workMs(profile, { entries, types: [type] }));
  const parts = {
    login: restMs + soapMs + describeMetadataMs,
    listing: queries.length === 0 ? 0 : Math.max((sum(queries) + calls) / callsAtOnce, soapMs + most(queries)),
    queue: components.length === 0 ? 0 : profile.queueMs,
    components: Math.max(sum(works) / Math.min(jobsAtOnce, profile.jobsAllowed), most(works)),
    transfer: zipBytes / profile.bodyBytesPerMs,
  };
  return { ...parts, total: sum(Object.values(parts)) };
}

const isRetrievable = ({ type, parent }: StandinComponent, types: ReadonlySet<string>): boolean =>
  parent === undefined && types.has(type);

/** As base64, in as many zips as the files need. */
function zipBytesOf(entries: ReadonlyArray<readonly [string, Buffer]>, filesInZip: number): number {
  let bytes = 0;
  for (let at = 0; at < entries.length; at += filesInZip) {
    bytes += Math.ceil(writeZip(new Map(entries.slice(at, at + filesInZip))).length / 3) * 4;
  }
  return bytes;
}

/**
 * What these types of the org come to: their listings, and the components with files of their own among them. Children are
 * listed where they are named, and come with their containers. Folders come with what lies in them.
 */
export function readingOf(world: World, named: ReadonlySet<string>): Reading {
  const known = new Set([...typesOfOrg(world), ...childTypes].map(({ name }) => name));
  const folders = [...named].flatMap((type) => folderTypes[type] ?? []);
  const types = new Set([...[...named].filter((type) => known.has(type)), ...folders]);
  const all = [...world.org.components.values()].filter(({ type }) => types.has(type));
  const byType = Map.groupBy(all, ({ type }) => type);
  const listings = [...types].flatMap((type) => {
    const rows = byType.get(type) ?? [];
    const folderType = folderTypes[type];
    if (folderType === undefined) return [rows.length];
    const inFolders = Map.groupBy(rows, ({ fullName }) => fullName.slice(0, fullName.lastIndexOf('/')));
    return (byType.get(folderType) ?? []).map(({ fullName }) => inFolders.get(fullName)?.length ?? 0);
  });
  const retrieved = all.filter((component) => isRetrievable(component, types));
  const request = { types: [], version: world.org.apiVersion, singlePackage: false };
  const components = new Map(retrieved.map((one) => [`${one.type}:${one.fullName}`, one]));
  const { entries, entriesOf } = buildPackage(world.org, request, { components, messages: [] });
  return {
    listings,
    components: retrieved.map((one) => ({ type: one.type, entries: entriesOf.get(one) ?? 0 })),
    zipBytes: retrieved.length === 0 ? 0 : zipBytesOf([...entries], world.limits.retrieveFiles),
  };
}
