import type { ComponentName } from '../../model/componentName.ts';
import type { Connection } from './connection.ts';
import type { Words } from './words.ts';

/** What the steps of one publication share. */
export type Publishing = {
  readonly connection: Connection;
  readonly words: Words;
  readonly org: number;
  /** Number of the run: the point in time at which rows open and close. */
  readonly run: number;
  /** By how much the counts of the org's current model change. */
  readonly tally: { components: number; references: number; grants: number };
};

export type Identity = {
  readonly id: number;
  readonly type: string;
  readonly name: string | null;
  readonly first_run: number | null;
  readonly changed_run: number | null;
  /** NULL without a current version. */
  readonly search_text: string | null;
};

/** Finds who holds a name in an org. */
export type Identities = {
  find(name: ComponentName): Identity | undefined;
  byId(id: number): Identity | undefined;
  /** Makes an identity without a component when nobody holds the name. */
  idOf(name: ComponentName): number;
};
