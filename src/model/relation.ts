import type { ComponentName } from './componentName.ts';

export type ReferenceRecord = {
  readonly from: ComponentName;
  readonly to: ComponentName;
  readonly kind: string;
  /** Which parsers or APIs said so, sorted. */
  readonly evidence: readonly string[];
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly place?: string;
};

export type GrantRecord = {
  readonly principal: ComponentName;
  /** May be a name that the model has no component of (a standard field). */
  readonly target: ComponentName;
  /** Bit set of `model/rights.ts`. */
  readonly rights: number;
};
