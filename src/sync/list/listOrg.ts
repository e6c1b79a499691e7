import { catalogue } from '../../catalogue/catalogue.ts';
import { elementsError } from '../../errors.ts';
import { describeMetadata, type MetadataDescription } from '../../salesforce/calls/describeMetadata.ts';
import type { SyncUser } from '../../salesforce/calls/identity.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { KnownComponent } from '../../model/component.ts';
import type { OrgRecord } from '../../store/records.ts';
import { takeInventory, type Inventory } from './inventory.ts';
import { markLostTypes } from './lostTypes.ts';
import { listLossesAgain } from './secondListing.ts';

/** What the org says it has. */
export type Listing = { readonly description: MetadataDescription; readonly inventory: Inventory };

type Circumstances = {
  readonly user: SyncUser;
  readonly mode: OrgRecord['mode'];
  /** The model as it is: what of it is not listed is looked for a second time. */
  readonly known: readonly KnownComponent[];
};

/** Describes the org and lists all types of the catalogue that it has. Throws when nothing at all could be listed. */
export const listOrg = async (
  session: OrgSession,
  { user, mode, known }: Circumstances,
  tell: (listed: number) => void
): Promise<Listing> => {
  const description = await describeMetadata(session);
  const listed = await takeInventory(session, catalogue, description, tell);
  const inventory = markLostTypes(listed, user, { mode, description });
  if (!inventory.scopes.some((scope) => scope.state === 'listed')) {
    const { problem = 'no type could be listed', transient } = inventory.scopes[0] ?? {};
    throw elementsError('retrieveFailed', [problem], { transient });
  }
  return {
    description,
    inventory: await listLossesAgain(session, inventory, { known, ownNamespace: description.namespace }),
  };
};
