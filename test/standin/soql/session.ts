import type { StandinUser } from '../orgState.ts';
import type { OrgView } from './orgView.ts';

export type Door = 'data' | 'tooling';

/** Who asks, at which door, and what of the org there is to see. */
export type Session = {
  readonly view: OrgView;
  readonly door: Door;
  readonly user: StandinUser;
  /** Effective permissions of the user (API names). */
  readonly permissions: ReadonlySet<string>;
};
