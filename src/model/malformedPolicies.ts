/**
 * Stands among an org's policies where a store holds them in a form that nobody can understand: they count as on. Kept
 * when the record is saved again, until somebody sets them.
 */
export const MALFORMED = 'malformed';
