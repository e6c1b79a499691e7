import type { GrantRecord } from '../model/access/grants.ts';
import type { ComponentVersion, KnownComponent, Missing, VersionChange } from '../model/component.ts';
import type { ExtractedComponent, JsonValue } from '../model/extraction.ts';
import type { ComponentName } from '../model/names/componentName.ts';
import type { PackedMentions } from '../model/references/packMentions.ts';
import type { ReferenceRecord } from '../model/references/resolveReferences.ts';

export type { GrantRecord, ReferenceRecord };
export type { ComponentVersion, KnownComponent, Missing, VersionChange };

/** A connected org. `key` is ours and never changes; org id, username and alias may. Dates are ISO 8601 in UTC. */
export type OrgRecord = {
  readonly key: string;
  /** 18 characters. */
  readonly orgId: string;
  readonly username: string;
  readonly alias?: string;
  readonly name: string;
  readonly edition: string;
  readonly isSandbox: boolean;
  readonly trialExpirationDate?: string;
  readonly instanceUrl: string;
  /** Org id of the production org whose group this org belongs to; its own while none is known. */
  readonly group: string;
  readonly mode: 'default' | 'managed';
  readonly linkTarget: 'lightning' | 'classic';
  readonly namespace?: string;
  /** IANA name. */
  readonly timeZone?: string;
  /** Each day at `time` (HH:MM) of `timezone` (IANA name); set at the moment `since`, and first due after it. */
  readonly schedule?: { readonly time: string; readonly timezone: string; readonly since?: string };
  /** The org holds the marker of Manual Sync Only, as it last said itself: the policy is in force before it is asked again. */
  readonly marked?: boolean;
  /** The org's own policy settings; absent means not set. */
  readonly policies: { readonly [name: string]: boolean };
  readonly connectedAt: string;
  /** Set while the org is disconnected with its model kept. */
  readonly disconnectedAt?: string;
};

export type RunState = 'running' | 'succeeded' | 'partial' | 'failed' | 'interrupted';
export type Trigger = 'manual' | 'pipeline' | 'scheduled';

export type TypeState =
  'complete' | 'partial' | 'failed' | 'unavailable' | 'not in org' | 'not supported' | 'not asked';

export type TypeOutcome = {
  readonly type: string;
  readonly state: TypeState;
  readonly components: number;
  readonly problem?: string;
};

/**
 * `total` is the sum of all others but `deleted`: a component that was not fetched, or is unavailable, is counted there
 * and nowhere else.
 */
export type ComponentCounts = {
  readonly total: number;
  readonly added: number;
  readonly updated: number;
  readonly reread: number;
  readonly renamed: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly notFetched: number;
  readonly unavailable: number;
};

/** Who holds a running run; together with the lease it tells a dead run from a living one. */
export type LeaseHolder = {
  readonly host: string;
  readonly pid: number;
};

/** One attempt to bring a model up to date. */
export type RunRecord = {
  /** Public id, unique over all stores. */
  readonly runId: string;
  /** Position in this store's order of runs: validity is counted in it. */
  readonly number: number;
  readonly orgKey: string;
  readonly orgId: string;
  readonly trigger: Trigger;
  /** The person or machine account that started it. */
  readonly actor: string;
  readonly username: string;
  readonly userId?: string;
  /** API names of the user's effective permissions that matter to a sync, sorted. */
  readonly permissions: readonly string[];
  readonly apiVersion: string;
  readonly extractorVersion: string;
  readonly state: RunState;
  readonly full: boolean;
  readonly scope?: readonly string[];
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly components?: ComponentCounts;
  readonly types: readonly TypeOutcome[];
  readonly references?: number;
  readonly grants?: number;
  readonly truncated?: readonly string[];
  readonly warnings: readonly string[];
  readonly apiCalls: { readonly [operation: string]: number };
  /**
   * Run number of the last successful listing per scope (`ApexClass`, `Report/Sales`), as of this run.
   * Says which run last saw a component that is not marked missing.
   */
  readonly listed: { readonly [scope: string]: number };
  readonly holder: LeaseHolder;
  /** While running: after this moment the run counts as interrupted. */
  readonly leaseUntil: string;
  /** Position in the outbox; absent when nothing was published. */
  readonly sequence?: number;
};

export type NewRun = Omit<RunRecord, 'number' | 'sequence'>;

/** The bytes of one retrieved file, with line ends normalised and request-dependent sections left out. */
export type Content = {
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly size: number;
  /** Raw deflate stream of the bytes. */
  readonly deflated: Uint8Array;
};

/**
 * What a retrieve returns for one component: a file, a file with its `-meta.xml`, or the files of a bundle;
 * together with what one version of the extractors makes of it. Shared by all orgs that hold the same.
 */
export type StoredDocument = {
  /** SHA-256 of the component's name and of the names and hashes of its parts, hex. */
  readonly hash: string;
  readonly extractorVersion: string;
  /** Part names are relative to the document's path: empty for the file itself, `-meta.xml` for its companion. */
  readonly parts: ReadonlyArray<{ readonly name: string; readonly contentHash: string }>;
  /** Without `own`, which only serves to find changes; `ownHash` is its SHA-256. */
  readonly components: ReadonlyArray<Omit<ExtractedComponent, 'own'> & { readonly ownHash: string }>;
  readonly mentions: PackedMentions;
};

/** Which document stands at a path in the current model. */
export type CurrentDocument = { readonly path: string; readonly hash: string; readonly extractorVersion: string };

/** A component as `model display` shows it. */
export type ComponentDetail = KnownComponent & {
  readonly attributes: { readonly [name: string]: JsonValue };
  /** Moments of the first run that had it, and of the last one that added, updated or renamed it. */
  readonly firstSeen: string;
  readonly lastChanged: string;
  /** Moment of the run that last fetched it, where a later one could not. */
  readonly lastFetched?: string;
};

/** One version in a component's history, valid in the models of runs `from` up to, not including, `to`. */
export type ComponentHistoryEntry = {
  readonly version: ComponentVersion;
  readonly change: VersionChange;
  readonly from: number;
  /** Absent for the current version. */
  readonly to?: number;
  readonly ended?: 'superseded' | 'deleted';
};

/** Everything that one run changes in the model; published in one transaction or not at all. */
export type Publication = {
  readonly orgKey: string;
  /** The run as it ends: succeeded or partial. */
  readonly run: RunRecord;
  /** New components, and components that had been deleted and are back under the same type and key. */
  readonly added: readonly ComponentVersion[];
  readonly changed: ReadonlyArray<{
    readonly componentId: number;
    readonly change: Exclude<VersionChange, 'added'>;
    readonly version: ComponentVersion;
  }>;
  /**
   * References from and to them end, and their own grants. What others grant on them stays: those others go on saying
   * so, and grants may be on what the model has no component of.
   */
  readonly deleted: readonly number[];
  /**
   * Components that were not seen, or not read although the model has content of them; one that is seen and read again
   * without any other change is in `found`. A changed component counts as seen unless it is named here too.
   */
  readonly missing: ReadonlyArray<{ readonly componentId: number; readonly missing: Missing }>;
  readonly found: readonly number[];
  /** Which of the added components are listed and were not read: they have no content yet. */
  readonly addedUnread: ReadonlyArray<{ readonly component: ComponentName; readonly missing: Missing }>;
  /** Documents that are new or differ, by decoded path; they and their contents must have been put before. */
  readonly documents: readonly CurrentDocument[];
  readonly removedDocuments: readonly string[];
  /** The whole set of references from each of these components as of this run; other components keep theirs. */
  readonly references: ReadonlyArray<{ readonly from: ComponentName; readonly to: readonly ReferenceRecord[] }>;
  /** The whole set of grants of each of these principals as of this run; other principals keep theirs. */
  readonly grants: ReadonlyArray<{ readonly principal: ComponentName; readonly grants: readonly GrantRecord[] }>;
};

/** How much history of an org went, or would go. */
export type Pruned = {
  readonly versions: number;
  readonly references: number;
  readonly grants: number;
  /** Where documents stood once. */
  readonly paths: number;
  readonly documents: number;
  readonly contents: number;
  /** Of deleted components, and names that nothing is about any more. */
  readonly components: number;
  /** Of the contents; what the file becomes smaller by is known when it is compacted. */
  readonly bytes: number;
};

/** What it brought to give back the room of what was removed: the size of the store in bytes, and why that was not done. */
export type Compacted = {
  readonly before: number;
  readonly after: number;
  readonly problem?: 'in use' | 'disk full' | 'failed';
};

export type AuditRecord = {
  readonly at: string;
  readonly actor: string;
  /** Machine and program it came from. */
  readonly from: string;
  readonly orgKey?: string;
  /** `sync refused`, `policy set`, `org connected` … */
  readonly action: string;
  readonly detail: { readonly [name: string]: JsonValue };
};

/** The own policies of an org, and what it is known by. */
export type OrgPolicies = Pick<
  OrgRecord,
  'orgId' | 'username' | 'isSandbox' | 'instanceUrl' | 'policies' | 'disconnectedAt'
>;

/** What a store says of policies: those of the corporation, and the own ones of each org. */
export type StoredPolicies = {
  readonly corporate: { readonly [name: string]: boolean };
  readonly orgs: readonly OrgPolicies[];
};
