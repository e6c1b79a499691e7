import { ANSWER_TOO_LARGE } from '../faults/passingRows.ts';
import { SalesforceFault } from '../faults/salesforceFault.ts';

/** How much an operation may be answered with, in bytes. */
export type AnswerSize = {
  readonly most: number;
  /** An answer that grows beyond this comes in alone: several of the largest at once would fill the memory. */
  readonly alone: number;
  /** How long its bytes may be waited for in all, in milliseconds; the longer the more there are, where it is not said. */
  readonly within?: number;
};

const MB = 1_000_000;

/**
 * With room above the largest real answers, and so small that what is made of an answer stays far below 500 MB; measured
 * by `npm run bench:answers`.
 */
const SIZES: { readonly [operation: string]: AnswerSize } = {
  // A row has 600 to 800 bytes: more than 100,000 fields, or reports of one folder. Rows are kept as they arrive.
  listMetadata: { most: 80 * MB, alone: 4 * MB },
  // A zip has 39 MB at most, in base64 with line ends 57 MB. Beside it, a description of each of its 10,000 files.
  checkRetrieveStatus: { most: 100 * MB, alone: 64 * MB },
  // One component as XML; the largest profiles have 15 MB.
  readMetadata: { most: 32 * MB, alone: 16 * MB },
  // A page has 2,000 rows at most: 8,000 bytes for each.
  query: { most: 16 * MB, alone: 8 * MB },
  toolingQuery: { most: 16 * MB, alone: 8 * MB },
  // 900 fields with their picklists; one profile with its metadata as JSON.
  describeSObject: { most: 16 * MB, alone: 8 * MB },
  toolingRecord: { most: 16 * MB, alone: 8 * MB },
};

/** A byte now and then keeps a connection alive without end; a line that carries less than this carries no sync. */
const PATIENCE_MS = 180_000;
const SLOWEST_BYTES_A_MS = 1;

export const patienceFor = ({ within }: AnswerSize, received: number): number =>
  within ?? PATIENCE_MS + received / SLOWEST_BYTES_A_MS;

/** Lists of types, versions and limits, tokens, the start of a job: some ten thousand bytes. */
const SMALL: AnswerSize = { most: 4 * MB, alone: 4 * MB, within: PATIENCE_MS };

export const answerSize = (operation: string): AnswerSize => SIZES[operation] ?? SMALL;

/** Of a listing of several types: beyond this, each is asked for alone. */
export const LARGEST_OF_SEVERAL = 10 * MB;

/**
 * What stands around a zip, or is XML as a whole. A tree of it is made, and the messages of a retrieve are few beside the
 * 7 MB that describe 10,000 files.
 */
export const LARGEST_XML = 32 * MB;

/** An error's page is read so far: what is wrong stands at its beginning. */
export const LARGEST_ERROR_PAGE = 64_000;

export const answerTooLarge = (operation: string, most: number): SalesforceFault =>
  new SalesforceFault({
    code: ANSWER_TOO_LARGE,
    message: `the answer has more than ${sizeText(most)}`,
    operation,
    status: 200,
  });

export const isTooLarge = (error: unknown): boolean =>
  error instanceof SalesforceFault && error.code === ANSWER_TOO_LARGE;

const sizeText = (bytes: number): string =>
  bytes < MB ? `${String(bytes)} bytes` : `${String(Math.floor(bytes / MB))} MB`;
