import type { CountedMap } from './countedMap.ts';

/**
 * What the stand-in knows of its org: everything it answers is derived from here.
 * `serve` loads it from an sfdx source project, the control door edits it, the SOAP, REST and SOQL doors read it.
 */

/** One row of a listing: a component, or the child of one (a field of an object, a label of the labels file). */
export type StandinComponent = {
  readonly type: string;
  /** Decoded, as in a source project: `Account.Rating__c`, `Account-Account (Sales) Layout`, `Sales/Pipeline`. */
  fullName: string;
  /** Path of its file in a retrieve zip, without the package folder: `objects/Account.object`. Children have their parent's. */
  fileName: string;
  /** 18 characters; empty for standard objects, as Salesforce lists them. */
  id: string;
  createdById: string;
  createdDate: string;
  lastModifiedById: string;
  lastModifiedDate: string;
  namespacePrefix?: string;
  manageableState?: string;
  /** Full name of the container for children (`Account` for `Account.Rating__c`). */
  readonly parent?: string;
};

export type StandinUser = {
  id: string;
  username: string;
  name: string;
  isActive: boolean;
  profile: string;
  role?: string;
  permissionSets: string[];
  permissionSetGroups: string[];
  /** Permissions (API names such as `ModifyMetadata`) taken away from what the profile and sets give. */
  revokedPermissions: string[];
  /** Where the user's last login came from; an address of the documentation range when not given. */
  sourceIp?: string;
};

/** A sandbox of this production org; ids of sandboxes have 15 characters in Salesforce's own list of them. */
export type StandinSandbox = { name: string; orgId: string };

export type StandinOrg = {
  orgId: string;
  name: string;
  edition: string;
  instanceName: string;
  isSandbox: boolean;
  trialExpirationDate: string | null;
  namespacePrefix: string | null;
  timeZone: string;
  apiVersion: string;
  /** Keyed `Type:fullName`. */
  components: CountedMap<string, StandinComponent>;
  /** Metadata-format files by path (`objects/Account.object`, `classes/A.cls`, `classes/A.cls-meta.xml`). */
  files: Map<string, Buffer>;
  users: StandinUser[];
  /** Goes up with each edit of what stands above: whoever derives something from the org may keep it until then. */
  revision: number;
  /** Permissions (API names) that this org does not have, so that no object has a column for them. */
  absentPermissions?: readonly string[];
  /** Metadata types that this org does not have, as small editions lack some. */
  absentTypes?: readonly string[];
  sandboxes?: readonly StandinSandbox[];
  /** What the publishers of installed packages call them, by namespace. */
  packageNames?: Readonly<Record<string, string>>;
  /** When a report was run for the last time, by its full name. */
  reportRuns?: ReadonlyMap<string, string>;
  /** Versions of flows before the latest, oldest first, by the flow's full name: the files hold the latest alone. */
  earlierFlowVersions?: ReadonlyMap<string, ReadonlyArray<{ readonly id: string; readonly content: Buffer }>>;
  /** The sf CLI's connected app: null where it is not installed. Installed, and its tokens without an end, when not given. */
  cliApp?: { refreshTokenValidityPeriod?: number } | null;
};
