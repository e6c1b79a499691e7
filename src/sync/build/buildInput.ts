import type { MetadataDescription } from '../../salesforce/calls/describeMetadata.ts';
import type { ApiCalls } from '../../salesforce/session/orgSession.ts';
import type { CurrentDocument, RunRecord } from '../../store/records.ts';
import type { ConfirmedChanges } from '../confirm/confirmChanges.ts';
import type { Inventory } from '../list/inventory.ts';
import type { QueryResults } from '../query/queryOrg.ts';
import type { RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';

/** What the stages before it brought, as plain data: no session, no store, no clock. */
export type BuildInput = ConfirmedChanges & {
  readonly run: RunRecord;
  readonly previous: RunRecord | undefined;
  readonly description: MetadataDescription;
  readonly inventory: Inventory;
  /** The documents of the model as it is, by path. */
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  readonly retrieved: RetrievedDocuments;
  readonly queried: Omit<QueryResults, 'facts'>;
  /** What the other stages found that a person should know. */
  readonly warnings: readonly string[];
  /** ISO 8601 in UTC: when the run ends. */
  readonly finishedAt: string;
  readonly apiCalls: ApiCalls;
};
