import type { StandinUser } from '../orgState.ts';
import type { OrgView } from './orgView.ts';

export type Door = 'data' | 'tooling';

/** A live login, for the object AuthSession. */
export type LoginSession = {
  readonly username: string;
  readonly created: Date;
  /** Whether it is the one that asks. */
  readonly isCurrent: boolean;
};

/** Who asks, at which door, and what of the org there is to see. */
export type Session = {
  readonly view: OrgView;
  readonly door: Door;
  readonly user: StandinUser;
  /** Effective permissions of the user (API names). */
  readonly permissions: ReadonlySet<string>;
  /** Of all users, where the door knows them. */
  readonly logins?: readonly LoginSession[];
};
