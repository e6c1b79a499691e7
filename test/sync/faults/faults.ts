import type { Effect } from '../../../standin/faults.ts';
import type { Operation } from './operations.ts';

/** One way in which a call goes wrong. */
export type FaultKind = {
  readonly name: string;
  /** What the call meets, or why the fault makes no sense for it. */
  readonly effect: (operation: Operation) => Effect | string;
  /** By it the org says what it does not give: always, or of what it has never given. */
  readonly isSaid?: 'always' | 'at first';
};

const anyCall =
  (effect: Effect): FaultKind['effect'] =>
  ({ door }) =>
    door === 'job' ? 'a job is no call: the calls about it have rows of their own' : effect;

const ofSession =
  (effect: Effect): FaultKind['effect'] =>
  (operation) =>
    operation.call === 'versions' || operation.door === 'sign-in'
      ? 'the call needs no session'
      : anyCall(effect)(operation);

const ofJob =
  (effect: (members: readonly string[]) => Effect): FaultKind['effect'] =>
  ({ members }) =>
    members === undefined ? 'only a retrieve job has a state and a zip' : effect(members);

const ofRows =
  (effect: (row: string | undefined, isListing: boolean) => Effect): FaultKind['effect'] =>
  ({ row, call }) =>
    row === undefined ? 'the answer has no rows' : effect(row === '' ? undefined : row, call === 'listMetadata');

/** A refusal with a code: of a call in its answer, of a job in its result. */
const refused =
  (code: string, message: string, status: { readonly REST: number }): FaultKind['effect'] =>
  ({ door, call }) => {
    if (door === 'sign-in') return 'signing in has codes of its own';
    if (call === 'versions') return 'the call is about nothing, and anybody may make it';
    return { kind: 'fail', code, message, ...(door === 'REST' ? { status: status.REST } : {}) };
  };

const page = (status: number, body: string): Effect => ({
  kind: 'answer',
  status,
  contentType: 'text/html;charset=UTF-8',
  body,
});

const notReadable: FaultKind['effect'] = ({ door }) => ({
  kind: 'answer',
  status: 200,
  contentType: door === 'SOAP' ? 'text/xml;charset=UTF-8' : 'application/json;charset=UTF-8',
  body: door === 'SOAP' ? '<soapenv:Envelope><soapenv:Body><result></soapenv:Body>' : '{"records": [{"Id": ]}',
});

/** The faults of the matrix, in its order. */
export const FAULTS: readonly FaultKind[] = [
  { name: '500', effect: anyCall(page(500, '')) },
  { name: '502 HTML', effect: anyCall(page(502, '<html><body><h1>502 Bad Gateway</h1></body></html>')) },
  { name: 'reset', effect: anyCall({ kind: 'drop' }) },
  { name: 'hang', effect: anyCall({ kind: 'hang' }) },
  { name: 'cut body', effect: anyCall({ kind: 'cut', keep: 0.5 }) },
  {
    name: 'no JSON',
    effect: (operation) => {
      const answer = anyCall({ kind: 'drop' })(operation);
      return typeof answer === 'string' ? answer : notReadable(operation);
    },
  },
  { name: 'cut zip', effect: ofJob(() => ({ kind: 'truncateZip', keep: 0.6 })) },
  { name: 'no zip', effect: ofJob(() => ({ kind: 'garbageZip' })) },
  { name: 'empty zip', isSaid: 'at first', effect: ofJob(() => ({ kind: 'emptyZip' })) },
  { name: 'bare zip', isSaid: 'at first', effect: ofJob(() => ({ kind: 'emptyZip', bare: true })) },
  { name: 'gaps', isSaid: 'at first', effect: ofJob((member) => ({ kind: 'leaveOut', member, silent: true })) },
  { name: 'no file', isSaid: 'at first', effect: ofJob(() => ({ kind: 'missingFiles', every: 2 })) },
  {
    name: 'rows -',
    effect: ofRows((fullName, isListing) => {
      if (!isListing) return { kind: 'missingRows', totalSize: 'counts them' };
      return { kind: 'missingRow', ...(fullName === undefined ? {} : { fullName: decodeURIComponent(fullName) }) };
    }),
  },
  { name: 'rows +', effect: ofRows(() => ({ kind: 'doubleRows', every: 1 })) },
  { name: 'dead sess.', effect: ofSession({ kind: 'endSessions' }) },
  { name: 'daily limit', effect: refused('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', { REST: 403 }) },
  { name: 'UNKN. EXC.', effect: refused('UNKNOWN_EXCEPTION', 'An unexpected error occurred.', { REST: 500 }) },
  {
    name: 'INV. TYPE',
    isSaid: 'always',
    effect: refused('INVALID_TYPE', 'This type of metadata is not available for this organization', { REST: 400 }),
  },
  {
    name: 'INS. ACC.',
    isSaid: 'always',
    effect: refused('INSUFFICIENT_ACCESS', 'insufficient access rights on entity', { REST: 403 }),
  },
  { name: 'stuck job', effect: ofJob(() => ({ kind: 'stuckJob' })) },
  { name: 'fail. job', effect: ofJob(() => ({ kind: 'fail', code: 'INTERNAL_ERROR', message: 'The job failed.' })) },
];
