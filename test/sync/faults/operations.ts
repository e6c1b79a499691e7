/** One kind of call that a sync makes, as the stand-in names it. */
export type Operation = {
  readonly name: string;
  /** As the stand-in counts it; `retrieveJob` is the job that a retrieve starts. */
  readonly call: string;
  readonly match?: string;
  readonly door: 'REST' | 'SOAP' | 'job' | 'sign-in';
  /** The answer is rows: this one may be missing (of a listing by name, of a query the first). */
  readonly row?: string;
  /** What of the zip may be missing. */
  readonly members?: readonly string[];
  /** What the org or the login is like, so that the call is made at all. */
  readonly needs?: 'short pages' | 'an ended session' | 'the API version' | 'a sandbox';
};

const listing = (name: string, match: string, row: string): Operation => ({
  name: `listMetadata: ${name}`,
  call: 'listMetadata',
  match,
  door: 'SOAP',
  row,
});

const job = (name: string, match: string, members: readonly string[]): readonly Operation[] => [
  { name: `retrieve: ${name}`, call: 'retrieve', match, door: 'SOAP' },
  { name: `job: ${name}`, call: 'retrieveJob', match, door: 'job', members },
];

const query = (name: string, match: string, call = 'query'): Operation => ({
  name: `${call}: ${name}`,
  call,
  match,
  door: 'REST',
  row: '',
});

const describe = (object: string): Operation => ({
  name: `describe: ${object}`,
  call: 'describe',
  match: `sobjects/${object}/`,
  door: 'REST',
});

/** Every kind of call of a sync, in the order of its stages. */
export const OPERATIONS: readonly Operation[] = [
  { name: 'versions', call: 'versions', door: 'REST', needs: 'the API version' },
  { name: 'token', call: 'token', door: 'sign-in', needs: 'an ended session' },
  query('org', 'FROM Organization'),
  listing('marker', 'CustomPermission', ''),
  query('user', 'FROM User WHERE'),
  describe('UserPermissionAccess'),
  query('permissions', 'FROM UserPermissionAccess'),
  { name: 'limits', call: 'limits', door: 'REST' },
  { name: 'describeMetadata', call: 'describeMetadata', door: 'SOAP' },
  listing('classes', 'ApexClass', 'Steady'),
  listing('objects', 'CustomObject', 'Line__c'),
  listing('access', 'Profile', 'Force%2Ecom - Free User'),
  listing('records', 'CustomMetadata', 'Rule.One'),
  listing('fields', 'CustomField', 'Line__c.Amount__c'),
  listing('rules', 'ValidationRule', 'Line__c.Steady'),
  listing('labels', 'CustomLabel', 'Bye'),
  listing('folders', 'ReportFolder', 'Sales'),
  listing('folder', 'Report/Sales', 'Sales/Steady'),
  describe('Folder'),
  query('folders', 'FROM Folder'),
  ...job('alone', 'ApexClass:', ['ApexClass:Steady', 'ApexClass:OrderService', 'Report:*', 'Layout:*']),
  ...job('objects', 'CustomObject:', ['CustomObject:Line__c', 'CustomObject:Account', 'StandardValueSet:*']),
  ...job('access', 'Profile:', ['Profile:*', 'PermissionSet:*', 'RecordType:*']),
  { name: 'checkRetrieveStatus: poll', call: 'checkRetrieveStatus', match: 'without zip', door: 'SOAP' },
  { name: 'checkRetrieveStatus: zip', call: 'checkRetrieveStatus', match: 'with zip', door: 'SOAP' },
  query('flows', 'FROM FlowDefinitionView'),
  query('profiles', 'FROM PermissionSet WHERE'),
  query('object rights', 'FROM ObjectPermissions'),
  query('field rights', 'FROM FieldPermissions'),
  query('setup rights', 'FROM SetupEntityAccess'),
  query('tabs', 'FROM PermissionSetTabSetting'),
  { ...query('next page', ''), name: 'queryMore', call: 'queryMore', needs: 'short pages' },
  query('flow versions', 'FROM Flow', 'toolingQuery'),
  { ...query('next page', ''), name: 'toolingQueryMore', call: 'toolingQueryMore', needs: 'short pages' },
  describe('Report'),
  query('report runs', 'FROM Report'),
  query('packages', 'FROM InstalledSubscriberPackage', 'toolingQuery'),
  { ...query('sandboxes', 'FROM SandboxProcess', 'toolingQuery'), needs: 'a sandbox' },
];

/** Whether a request that came in is such a call; of a job, whether it starts such a one. */
export const isOf = (
  request: { readonly operation: string; readonly subject: string },
  { call, match = '' }: Operation
): boolean => request.operation === (call === 'retrieveJob' ? 'retrieve' : call) && request.subject.includes(match);
