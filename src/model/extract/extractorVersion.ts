/**
 * Raised whenever an extractor makes something else of the same content: stored contents are then extracted anew, and
 * what differs is marked as read again, not as changed.
 */
export const extractorVersion = '3';
