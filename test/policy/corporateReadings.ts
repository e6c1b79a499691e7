import type { PolicyReading, PolicyReadings } from '../../src/policy/readPolicies.ts';

/** What was found where only corporate sources say something. */
export const corporateReadings = (...corporate: readonly PolicyReading[]): PolicyReadings => ({ corporate, orgs: [] });
