import type { EffectivePolicy } from './effectivePolicy.ts';

/** What Manual Sync Only turns off: what works with records of managed packages, and what writes to the org. */
const FEATURES = ['q9', 'q9-quote-line-microscope', 'copado', 'sf_devops', 'description-write-back'] as const;

export type Feature = (typeof FEATURES)[number];

/** The features that a policy turns off as it is in force. */
export const featuresOff = (policy: Pick<EffectivePolicy, 'name' | 'effective'>): readonly Feature[] =>
  policy.name === 'manual-sync-only' && policy.effective ? FEATURES : [];
