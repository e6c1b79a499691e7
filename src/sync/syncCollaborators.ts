import type { RemovalParts } from '../connections/removalFor.ts';
import type { Collaborators } from '../engine/contract.ts';
import { systemCollaborators, type Parts } from '../engine/systemCollaborators.ts';
import { cutBatches, type Wanted } from './plan/batches.ts';

/** What a sync works with, beside what every part of the engine does. */
export type SyncCollaborators = Collaborators &
  RemovalParts & {
    /**
     * Cuts what is to be retrieved into the batches of one retrieve job each, so many of which run at once; how it cuts
     * changes no content.
     */
    readonly cut: (wanted: readonly Wanted[], jobsAtOnce: number) => Wanted[][];
  };

export const syncCollaborators = (parts: Parts): SyncCollaborators => ({
  ...systemCollaborators(parts),
  cut: (wanted, jobsAtOnce) => cutBatches(wanted, jobsAtOnce),
});
