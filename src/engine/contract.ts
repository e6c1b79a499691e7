import type { Credential, Guard, GuardContext } from '../policy/guard.ts';
import type { NotedOrg } from '../salesforce/login/notedIdentity.ts';
import type { TellUnrevoked } from '../salesforce/login/endTokens.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import type { ScheduleWish } from '../schedule/chooseSchedule.ts';
import type { LeaseHolder, OrgRecord, Trigger } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Reporter } from './reporter.ts';

export type Clock = { now(): Date; sleep(ms: number, signal?: AbortSignal): Promise<void> };

/** What the engine works with; nothing is reached past these. */
export type Collaborators = {
  readonly store: Store;
  readonly guard: Guard;
  /**
   * Opens a connection as the username: with the login that the sf CLI holds, or as the request's credential says.
   * Called only after the guard said yes. When the signal fires, what the session has under way is broken off. A token
   * for one use that could not be revoked is told; without `tellUnrevoked` the session's end, or the error, says so.
   */
  readonly connect: (username: string, signal?: AbortSignal, tellUnrevoked?: TellUnrevoked) => Promise<OrgSession>;
  readonly clock: Clock;
  /** A new unique id. */
  readonly newId: () => string;
  readonly reporter: Reporter;
  /** Who holds a run: this process, and whether the holder of another run still lives. */
  readonly process: { readonly holder: LeaseHolder; isAlive(holder: LeaseHolder): boolean };
};

export type SyncRequest = {
  readonly org: OrgRecord;
  /** Whose login to use, where it is not the one of the record: an alias may have got another one. */
  readonly username?: string;
  readonly trigger: Trigger;
  /** How `connect` authenticates; what the sf CLI holds when not given. */
  readonly credential?: Credential;
  readonly actor: string;
  /** The run is given up at that moment; `minutes` is how a person said it. */
  readonly deadline?: { readonly at: Date; readonly minutes: number };
  /** A person agreed that a sandbox with another org id is the same one after its refresh. */
  readonly acceptRefresh?: boolean;
  /** The due time that a scheduled sync serves: another run that served it makes this one needless. */
  readonly due?: Date;
};

export type ConnectRequest = {
  readonly username: string;
  readonly alias?: string;
  /** Sets the org's own Manual Sync Only; it can only be turned on here. */
  readonly manualSyncOnly?: true;
  readonly linkTarget?: 'lightning' | 'classic';
  readonly mode?: 'default' | 'managed';
  readonly actor: string;
  /** How `connect` authenticates, and what started it; by hand with what the sf CLI holds when not given. */
  readonly context?: GuardContext;
  /** A person agreed that a sandbox with another org id is the same one after its refresh. */
  readonly acceptRefresh?: boolean;
  /** What a person says of the schedule, and with what one is drawn; without it a new org gets none. */
  readonly schedule?: {
    readonly wish: ScheduleWish;
    /** Where this machine is, for an org that does not say where its user is. */
    readonly timezone: string;
    readonly random: () => number;
  };
  /** Who the org is as the sf CLI noted it: then the org is asked nothing at all, because a policy forbids the stored login. */
  readonly noted?: NotedOrg;
  /** Takes what a person should know of a connection that was made all the same. */
  readonly warn?: (sentence: string) => unknown;
  /** What the connection entails: done even where the store does not keep the audit record, which is thrown then. */
  readonly follow?: (stored: OrgRecord) => Promise<void>;
};

/** Identifies the org and records the connection, or refreshes the record of an org that is connected already. */
export type ConnectOrg = (request: ConnectRequest, collaborators: Collaborators) => Promise<OrgRecord>;
