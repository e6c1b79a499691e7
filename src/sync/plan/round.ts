import type { ListedComponent } from '../../model/component.ts';
import type { ComponentKey } from '../../model/names/componentName.ts';
import type { Wanted } from './batches.ts';

/** Why a component has no content in this run: the org can't give it, or something failed that should have worked. */
export type NotRetrieved = {
  readonly state: 'unavailable' | 'failed';
  readonly reason: string;
  /** Its files came, but can't be read: so it is there. */
  readonly unreadable?: true;
  /** It came in an earlier run, and only its files are missing now: so it is there. */
  readonly silent?: true;
  /** Left out of every request of this run, because what has to be asked for with it could not be. */
  readonly notAsked?: true;
  /** Asked for by itself, and that is what failed. */
  readonly culprit?: true;
  /** A later try may just work. */
  readonly transient?: true;
};

/** What earlier runs made of a component: read it, found that the org does not give it as it is now, or neither. */
export type Earlier = (component: ListedComponent) => 'came' | 'unavailable' | 'never came';

/** What earlier rounds brought. */
export type SoFar = {
  readonly documents: ReadonlyArray<{ readonly key: ComponentKey }>;
  readonly notRetrieved: ReadonlyMap<ComponentKey, NotRetrieved>;
};

/** One part of what is retrieved; it may depend on what the parts before it brought. */
export type Round = (soFar: SoFar) => {
  readonly batches: ReadonlyArray<readonly Wanted[]>;
  /** What is better not asked for in this run, and why. */
  readonly notAsked: ReadonlyMap<ComponentKey, NotRetrieved>;
  readonly warnings: readonly string[];
};
