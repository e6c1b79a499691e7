import type { Identity, SyncUser } from '../../salesforce/calls/identity.ts';

/** A check of an org or its user; part of the contract. */
export type Check = {
  name: string;
  state: 'passed' | 'failed' | 'warning' | 'unknown';
  /** Whether a sync is refused when it fails. */
  required: boolean;
  message: string;
  /** Metadata types and objects that a sync does without. */
  lost?: string[];
  actions?: string[];
};

/** What the org said about itself and its user. Whatever is undefined could not be read, so nothing is known of it. */
export type PreflightFacts = {
  readonly identity: Identity;
  readonly user: SyncUser;
  readonly licence?: string | undefined;
  readonly apiCalls?: { readonly used: number; readonly max: number } | undefined;
  /** The address from which Salesforce saw the user's last login. */
  readonly sourceIp?: string | undefined;
  readonly sessions?: SessionSettings | undefined;
  readonly profile?: ProfileRestrictions | undefined;
  /** Of the sf CLI's own connected app; null where it is not installed. */
  readonly app?: { readonly refreshTokenEnds: boolean } | null | undefined;
};

/** A switch that the answer leaves out is undefined, not off. */
export type SessionSettings = {
  readonly lockSessionsToIp?: boolean | undefined;
  readonly enforceIpRangesEveryRequest?: boolean | undefined;
};

export type IpRange = { readonly start: string; readonly end: string };

export type ProfileRestrictions = {
  readonly ranges: readonly IpRange[];
  /** Minutes after midnight, by the day's English name in small letters; a day that is not here has no restriction. */
  readonly hours: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
};
