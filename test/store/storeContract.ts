import { documentsContract } from './contract/documents.ts';
import { edgesContract } from './contract/edges.ts';
import type { StoreFactory } from './contract/factory.ts';
import { governanceContract } from './contract/governance.ts';
import { historyContract } from './contract/history.ts';
import { modelContract } from './contract/model.ts';
import { pruneContract } from './contract/prune.ts';
import { runsContract } from './contract/runs.ts';
import { searchContract } from './contract/search.ts';

/** What every store does, whatever it is made of. */
export const storeContract = (name: string, factory: StoreFactory): void => {
  describe(name, () => {
    governanceContract(factory);
    runsContract(factory);
    documentsContract(factory);
    modelContract(factory);
    historyContract(factory);
    edgesContract(factory);
    searchContract(factory);
    pruneContract(factory);
  });
};
