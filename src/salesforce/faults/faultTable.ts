import { ACCESS_ROWS } from './accessRows.ts';
import type { FaultRow } from './faultRow.ts';
import { NETWORK_ROWS } from './networkRows.ts';
import { PASSING_ROWS } from './passingRows.ts';

/**
 * The error policy: what is answered instead of a result, and what it means. The first row that fits decides; the first
 * one that fits and has an `error` names. Codes and texts as recorded in public code and in Salesforce's documentation.
 * What no row knows fails alone: nothing is repeated, and a request for several things is split until the culprit is found.
 */
export const FAULT_TABLE: readonly FaultRow[] = [...NETWORK_ROWS, ...ACCESS_ROWS, ...PASSING_ROWS];
