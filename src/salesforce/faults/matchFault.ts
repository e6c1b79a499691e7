import type { FaultRow } from './faultRow.ts';
import { FAULT_TABLE } from './faultTable.ts';

/** What came instead of a result, as far as the table looks at it. */
export type Answer = {
  /** `unknown` for the error of a client library, which may tell of either. */
  readonly from: 'Salesforce' | 'network' | 'unknown';
  readonly code?: string | undefined;
  readonly status?: number;
  readonly operation?: string;
  readonly text: string;
  /** Names, codes and messages of an error and of its causes, where the network's own words are. */
  readonly causes?: string;
};

/** The row that says what an answer means. */
export const decidingRow = (answer: Answer): FaultRow | undefined =>
  FAULT_TABLE.find((row) => fits(row, answer) && !isOnlyInText(row, answer));

/** The row that names an answer; a text names whatever code comes with it. */
export const namingRow = (answer: Answer): FaultRow | undefined =>
  FAULT_TABLE.find((row) => row.error !== undefined && fits(row, answer));

const fits = (row: FaultRow, answer: Answer): boolean =>
  isOfSender(row, answer) &&
  (row.operations?.includes(answer.operation ?? '') ?? true) &&
  (byCode(row, answer) || (row.text?.test(textFor(row, answer)) ?? false));

/**
 * An answer with a code of its own does not end a sync for what its text says: that may quote a component, or be about
 * another user than the sync's.
 */
const isOnlyInText = (row: FaultRow, answer: Answer): boolean =>
  row.meaning === 'fatal' && answer.code !== undefined && !byCode(row, answer);

const isOfSender = (row: FaultRow, answer: Answer): boolean =>
  answer.from === 'unknown' || (row.from === 'network') === (answer.from === 'network');

const byCode = (row: FaultRow, answer: Answer): boolean => {
  const { codes = [], statuses = [] } = row;
  if (answer.status !== undefined && statuses.includes(answer.status)) return true;
  const known = [...codes, ...statuses.map((status) => `HTTP_${String(status)}`)];
  const found = codesFor(row, answer);
  const isKnown = known.some((pattern) =>
    pattern === '*' ? answer.from !== 'unknown' : found.some((code) => isLike(code, pattern))
  );
  return isKnown && (row.saying?.test(textFor(row, answer)) ?? true);
};

/** A code may stand in the text, where the error has none of its own. */
const codesFor = (row: FaultRow, answer: Answer): readonly string[] => {
  const { code } = answer;
  if (row.from !== 'network' && code !== undefined) return [bareCode(code)];
  return [code ?? '', ...(textFor(row, answer).match(/\w+/g) ?? [])].map(bareCode);
};

const textFor = (row: FaultRow, { text, causes }: Answer): string => (row.from === 'network' ? (causes ?? text) : text);

const isLike = (code: string, pattern: string): boolean =>
  pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;

/** As the table has it: jsforce says `ERROR_HTTP_503`. */
const bareCode = (code: string): string => code.replace(/^ERROR_(?=HTTP_\d)/, '');
