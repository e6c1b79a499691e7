import type { ComponentIds } from './componentIds.ts';
import type { Connection } from './connection.ts';

/** What the steps of one publication share. */
export type Publishing = {
  readonly connection: Connection;
  readonly org: number;
  /** Number of the run: the point in time at which rows open and close. */
  readonly run: number;
  readonly ids: ComponentIds;
  /** By how much the counts of the org's current model change. */
  readonly tally: { components: number; references: number; grants: number };
};
