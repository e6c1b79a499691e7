/** Fault codes that end a whole sync rather than one call: repeating, splitting or going on can't help. */
export const ENDS_EVERYTHING: ReadonlySet<string> = new Set([
  'API_CURRENTLY_DISABLED',
  'API_DISABLED_FOR_ORG',
  'INVALID_SESSION_ID',
  'RENEWED_SESSION_REFUSED',
  'REQUEST_LIMIT_EXCEEDED',
]);
