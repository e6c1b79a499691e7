/** `ManageableState` of the Metadata API. */
export type ManageableState =
  | 'beta'
  | 'deleted'
  | 'deprecated'
  | 'deprecatedEditable'
  | 'installed'
  | 'installedEditable'
  | 'released'
  | 'unmanaged';

/** What a listing says of a component without retrieving it. Ids have 18 characters, dates are ISO 8601 in UTC. */
export type Stamp = {
  readonly type: string;
  /** The name as the API lists it: it is sent back in requests. */
  readonly rawName: string;
  /** The name decoded once: it is shown and stored. */
  readonly fullName: string;
  readonly id?: string;
  readonly namespace?: string;
  readonly state?: ManageableState;
  /** True for components that a managed package installed; false for those of unlocked packages and the org's own namespace. */
  readonly packaged: boolean;
  readonly createdBy?: string;
  readonly createdById?: string;
  readonly createdDate?: string;
  readonly lastModifiedBy?: string;
  readonly lastModifiedById?: string;
  readonly lastModifiedDate?: string;
};

/** All fields of a stamp, to tell it from what else is known of a component. */
export const STAMP_FIELDS = [
  'type',
  'rawName',
  'fullName',
  'id',
  'namespace',
  'state',
  'packaged',
  'createdBy',
  'createdById',
  'createdDate',
  'lastModifiedBy',
  'lastModifiedById',
  'lastModifiedDate',
] as const satisfies ReadonlyArray<keyof Stamp>;
