import type { XmlElement } from '../model/xmlElement.ts';

/** Calls to the org so far by operation: `listMetadata`, `query`, `retrieve` … Each counts as one API request at Salesforce. */
export type ApiCalls = { readonly [operation: string]: number };

export type SoqlDoor = 'data' | 'tooling';

export type Row = { readonly [column: string]: unknown };

/** A manifest: raw names by type, as the org lists them. */
export type Manifest = ReadonlyMap<string, readonly string[]>;

/**
 * All that a sync asks of an org. Idempotent calls repeat themselves on passing faults; a session that ended is renewed
 * once a run where the login can be renewed. What fails for good throws one of our named errors or a `SalesforceFault`.
 */
export type SalesforceClient = {
  readonly username: string;
  readonly instanceUrl: string;
  /** `66.0` */
  readonly apiVersion: string;
  readonly apiCalls: () => ApiCalls;
  /** One Metadata API call that changes nothing; gives the elements inside `…Response`. `body` is the call's inner XML. */
  metadata(operation: string, body: string): Promise<readonly XmlElement[]>;
  /** All rows, page by page. */
  query(soql: string, door?: SoqlDoor): Promise<Row[]>;
  /** GET below `/services/data/vNN.0`, or of an absolute path. */
  get(path: string, operation: string): Promise<unknown>;
  /** Starts a retrieve job and returns its id. */
  startRetrieve(manifest: Manifest): Promise<string>;
  /** The job's zip, decoded while it arrives. It can be fetched once. */
  fetchZip(jobId: string): Promise<{ readonly zip: Buffer; readonly messages: readonly string[] }>;
};

/** What Salesforce answered instead of a result: `code` such as `INVALID_TYPE`, without the `sf:` prefix. */
export class SalesforceFault extends Error {
  readonly code: string;
  readonly operation: string;
  readonly status: number;

  constructor(fault: { code: string; message: string; operation: string; status: number }) {
    super(fault.message);
    this.name = 'SalesforceFault';
    this.code = fault.code;
    this.operation = fault.operation;
    this.status = fault.status;
  }
}
