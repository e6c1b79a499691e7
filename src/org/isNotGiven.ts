import { SalesforceFault } from './salesforceFault.ts';

const CODES = /^(?:INVALID_TYPE|INVALID_FIELD|NOT_FOUND|INSUFFICIENT_ACCESS(?:_\w+)?)$/;

/** The org has no such object or field, or its user may not see it: no failure, but a fact about the org. */
export const isNotGiven = (error: unknown): boolean => error instanceof SalesforceFault && CODES.test(error.code);
