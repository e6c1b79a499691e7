import type { ComponentKey, ComponentName } from '../model/names/componentName.ts';
import type {
  AuditRecord,
  Compacted,
  ComponentDetail,
  ComponentHistoryEntry,
  Content,
  CurrentDocument,
  GrantRecord,
  KnownComponent,
  NewRun,
  OrgRecord,
  Pruned,
  Publication,
  ReferenceRecord,
  RunRecord,
  StoredDocument,
} from './records.ts';

export type ComponentFilter = {
  readonly type?: string;
  readonly parent?: ComponentName;
  /** Words that must all occur, whatever their case, in full name, label or description. */
  readonly text?: string;
  readonly limit?: number;
};

/**
 * Who uses a store: what they may do there depends on it. `userId` is the operating system's number, undefined where the
 * platform has none (Windows).
 */
export type Actor = { readonly name: string; readonly userId: number | undefined };

/** What somebody is to an org of a store, as the store itself knows it. */
export type StoreRole = 'corporate admin' | 'manager' | 'editor' | 'viewer';

/**
 * What a backend answers. Everything about a model is as of the last published run:
 * a run that is under way, failed or was interrupted changes nothing of it.
 */
export type StoreView = {
  /**
   * What the actor who opened the store is to an org, at this moment; undefined for what is about no org that the store
   * has a record of.
   */
  roles(orgKey: string | undefined): Promise<readonly StoreRole[]>;
  /** In the order they were connected: connected orgs, and with `all` the disconnected ones whose model is kept. */
  orgs(options?: { readonly all?: boolean }): Promise<OrgRecord[]>;
  org(key: string): Promise<OrgRecord | undefined>;
  /** Newest first. `running` is returned as stored: whether its holder still lives is the caller's to judge. */
  runs(orgKey: string, options?: { readonly limit?: number }): Promise<RunRecord[]>;
  run(orgKey: string, runId: string): Promise<RunRecord | undefined>;
  /** The newest run that published. */
  lastPublished(orgKey: string): Promise<RunRecord | undefined>;
  /** The whole current model for comparison with an inventory, in no particular order. */
  known(orgKey: string): Promise<KnownComponent[]>;
  documents(orgKey: string): Promise<CurrentDocument[]>;
  /** Sorted by type, then by full name ignoring case; without attributes. */
  components(orgKey: string, filter: ComponentFilter): Promise<Array<Omit<ComponentDetail, 'attributes'>>>;
  component(orgKey: string, key: ComponentKey): Promise<ComponentDetail | undefined>;
  /** Which of these components of the current model have an attribute of this name; one question for all of them. */
  havingAttribute(orgKey: string, keys: readonly ComponentKey[], attribute: string): Promise<ComponentKey[]>;
  /**
   * All versions of the component that has this key now, or had it last when it is deleted; newest first.
   * Versions from before a rename are among them, under their old names.
   */
  versions(orgKey: string, key: ComponentKey): Promise<ComponentHistoryEntry[]>;
  references(
    orgKey: string,
    filter: { readonly from?: ComponentKey; readonly to?: ComponentKey }
  ): Promise<ReferenceRecord[]>;
  grants(
    orgKey: string,
    filter: { readonly principal?: ComponentKey; readonly target?: ComponentKey }
  ): Promise<GrantRecord[]>;
  counts(
    orgKey: string
  ): Promise<{ readonly components: number; readonly references: number; readonly grants: number }>;
  /** The inflated bytes of what the org has under this hash. */
  content(orgKey: string, hash: string): Promise<Uint8Array | undefined>;
  /** Documents of the org with what this version of the extractors made of them; unknown hashes are left out. */
  storedDocuments(orgKey: string, hashes: readonly string[], extractorVersion: string): Promise<StoredDocument[]>;
  /** Corporate policies kept in this store; absent means not set. */
  corporatePolicies(): Promise<{ readonly [name: string]: boolean }>;
  /** Newest first. */
  audits(options?: { readonly orgKey?: string; readonly limit?: number }): Promise<AuditRecord[]>;
};

/** A backend that holds everything. All methods are atomic; several programs may use one store at once. */
export type Store = StoreView & {
  /** For a record that is new: of one that is there it would undo what another program has set meanwhile. */
  saveOrg(org: OrgRecord): Promise<void>;
  /**
   * Changes an org's record. `change` gets it as it is when the writing begins, undefined where there is none, so that
   * what another program has set meanwhile, a policy above all, is kept. What it gives is stored and returned;
   * undefined leaves all as it is. It must not wait for anything.
   */
  changeOrg(
    key: string,
    change: (current: OrgRecord | undefined) => OrgRecord | undefined
  ): Promise<OrgRecord | undefined>;
  /**
   * Removes the org with its model, runs and policies, and contents. Audit records stay, and the one that is given is
   * added in the same step. Until the store is compacted its bytes may still be there. Returns the record as it was.
   */
  eraseOrg(key: string, audit?: (erased: OrgRecord) => AuditRecord): Promise<OrgRecord | undefined>;
  /**
   * Removes the history of an org: what ended in a run that began before the moment, and what nothing refers to without
   * it, also what unfinished runs put. The current model and all runs stay. A dry run tells what would go. Nothing is done
   * while a run of the org is running and `isLive` says it lives: then that one is returned.
   */
  prune(
    orgKey: string,
    request: { readonly before: string; readonly dryRun?: boolean },
    isLive: (run: RunRecord) => boolean
  ): Promise<{ readonly pruned: Pruned } | { readonly running: RunRecord }>;
  /**
   * Gives back the room of what was removed, so that no byte of it stays; says where that could not be done. `isLong` is
   * called first where it may take longer than a person waits without a word.
   */
  compact(isLong?: () => void): Promise<Compacted>;
  /**
   * Records a run as running, unless another run of the org is running and `isLive` says it lives: then that one is
   * returned and nothing is written. So it is with a newer one of the org's runs that makes this one needless, as
   * `isServedBy` says. Runs found dead are marked interrupted. Number assignment, check and insert are one step.
   */
  beginRun(
    run: NewRun,
    isLive: (other: RunRecord) => boolean,
    isServedBy?: (other: RunRecord) => boolean
  ): Promise<{ begun: RunRecord } | { running: RunRecord }>;
  /** False when the run is no longer the org's running one (somebody took over): the caller must stop. */
  renewLease(orgKey: string, runId: string, leaseUntil: string): Promise<boolean>;
  /**
   * Updates a run that is still running (its user, permissions, versions), or ends it without publishing (failed,
   * interrupted). Without effect on a run that ended or was taken over; holder and lease stay as they are.
   */
  saveRun(run: RunRecord): Promise<void>;
  /**
   * Idempotent. What an unfinished run put is invisible, and goes with the org's next publication if nothing refers to it.
   */
  putDocuments(orgKey: string, documents: readonly StoredDocument[], contents: readonly Content[]): Promise<void>;
  /**
   * One transaction: versions, documents, references, grants, missing marks, the run with its outbox sequence and with
   * the totals of references and grants that hold after it.
   * Fails without any effect when the run is no longer the org's running one.
   */
  publish(publication: Publication): Promise<RunRecord>;
  setCorporatePolicy(name: string, value: boolean | undefined): Promise<void>;
  /**
   * Remembers for ever that a token was used; false when it was used before. `digest` gets a salt that this store keeps
   * for itself, and only what it makes of it is kept: the token never comes here. Check and note are one step.
   */
  useToken(digest: (salt: string) => string, at: string): Promise<boolean>;
  audit(record: AuditRecord): Promise<void>;
  close(): Promise<void>;
};
