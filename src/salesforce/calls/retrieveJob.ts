import { childrenOf, textOf, type XmlElement } from '../../xml/xmlElement.ts';
import { isNetworkError, isUnsent } from '../faults/networkError.ts';
import { renewing, retryPassing } from '../faults/retry.ts';
import { SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { escapeXml, answerElements, callMetadata, envelopeOf } from './metadataCall.ts';
import { createZipFileScanner } from './zipFileScanner.ts';

/** Raw names by type, as the org lists them. */
export type Manifest = ReadonlyMap<string, readonly string[]>;

export type RetrievedZip = {
  readonly zip: Buffer;
  /** What Salesforce says about single components of a job that succeeded. */
  readonly messages: readonly string[];
};

/** Waits between two looks at a job, in milliseconds: soon at first, for small jobs; at most 5 s later on. */
const pollDelay = (poll: number): number => Math.min(5000, 250 * 1.5 ** poll);

/** A job that is not done by then is given up. Salesforce queues retrieves for minutes when it is busy. */
const JOB_DEADLINE = 60 * 60_000;

/**
 * One retrieve from start to zip. Throws a `SalesforceFault` when the job failed (its code is the job's
 * `errorStatusCode`) and a `TransportFault` when its result was lost on the way: it can be fetched only once.
 */
export const runRetrieveJob = async (
  session: OrgSession,
  manifest: Manifest,
  now: () => number
): Promise<RetrievedZip> => {
  const id = await startJob(session, manifest);
  const deadline = now() + JOB_DEADLINE;
  let pollFaults = 0;
  for (let poll = 0; ; poll += 1) {
    await session.sleep(pollDelay(poll));
    const status = await pollStatus(session, id).catch((error: unknown) => {
      pollFaults += 1;
      if (pollFaults > MAX_POLL_FAULTS || !isPollFault(error)) throw error;
      return undefined;
    });
    if (status && textOf(status, 'done')?.trim() === 'true') {
      throwUnlessSucceeded(status);
      return renewing(session, () => fetchZip(session, id));
    }
    if (now() > deadline) {
      throw new SalesforceFault({
        code: 'DEADLINE',
        message: `job ${id} was not done after an hour`,
        operation: 'retrieve',
        status: 0,
      });
    }
  }
};

const pollStatus = async (session: OrgSession, id: string): Promise<XmlElement | undefined> =>
  (await callMetadata(session, 'checkRetrieveStatus', statusXml(id, false)))[0];

/** Looks at one job that may go wrong in the way below. */
const MAX_POLL_FAULTS = 5;

/**
 * A job that leaves `Pending` is sometimes unknown for a moment (`INVALID_CROSS_REFERENCE_KEY`), which may also show as
 * an HTTP 500 whose body is no SOAP: source-deploy-retrieve tolerates the same.
 */
const isPollFault = (error: unknown): boolean =>
  error instanceof SalesforceFault && (error.code === 'INVALID_CROSS_REFERENCE_KEY' || error.code === 'HTTP_500');

const startJob = async (session: OrgSession, manifest: Manifest): Promise<string> => {
  const { ComponentSet, MetadataApiRetrieve } = await import('@salesforce/source-deploy-retrieve');
  const components = new ComponentSet(
    [...manifest].flatMap(([type, members]) => members.map((fullName) => ({ type, fullName })))
  );
  components.apiVersion = session.apiVersion;
  components.sourceApiVersion = session.apiVersion;
  const start = async (): Promise<string> => {
    try {
      const { id } = await session.withConnection('retrieve', (connection) =>
        new MetadataApiRetrieve({
          usernameOrConnection: connection,
          components,
          output: '',
          format: 'metadata',
          suppressEvents: true,
        }).start()
      );
      if (!id) throw new TransportFault('retrieve', 'the answer names no job', { unsent: false });
      return id;
    } catch (error) {
      throw error instanceof TransportFault ? error : startFault(error);
    }
  };
  // Only what surely started no job is repeated here: a refused connection, a server that turned the request away.
  return retryPassing(start, { attempts: 4, firstDelay: 500, sleep: session.sleep, only: startedNothing });
};

const startedNothing = (error: unknown): boolean =>
  (error instanceof TransportFault && error.unsent) ||
  (error instanceof SalesforceFault && (/^HTTP_(?:420|429|503)$/.test(error.code) || isConcurrencyLimit(error)));

const isConcurrencyLimit = (fault: SalesforceFault): boolean =>
  fault.code === 'REQUEST_LIMIT_EXCEEDED' && /concurrent/i.test(fault.message);

/** jsforce's errors carry a code (`sf:INVALID_TYPE`, `ERROR_HTTP_503`) unless the network failed. */
const startFault = (thrown: unknown): Error => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof TransportFault) return error;
  const code = (error as { errorCode?: unknown }).errorCode;
  if (typeof code !== 'string')
    return isNetworkError(error)
      ? new TransportFault('retrieve', error.message, { unsent: isUnsent(error), cause: error })
      : error;
  const status = /^ERROR_HTTP_(\d+)$/.exec(code)?.[1];
  return new SalesforceFault({
    code: status === undefined ? code.replace(/^.*:/, '') : `HTTP_${status}`,
    message: error.message,
    operation: 'retrieve',
    status: Number(status ?? 500),
  });
};

const statusXml = (id: string, includeZip: boolean): string =>
  `<asyncProcessId>${escapeXml(id)}</asyncProcessId><includeZip>${String(includeZip)}</includeZip>`;

const fetchZip = async (session: OrgSession, id: string): Promise<RetrievedZip> => {
  const operation = 'checkRetrieveStatus';
  const answer = await session.postSoap(envelopeOf(operation, statusXml(id, true)), operation);
  const scanner = createZipFileScanner();
  for await (const chunk of answer.body) scanner.push(chunk);
  const { zip, rest } = scanner.end();
  const [result] = answerElements(rest, operation, answer.status);
  if (!result) throw new TransportFault(operation, 'the answer is empty', { unsent: false });
  throwUnlessSucceeded(result);
  if (!zip) throw new TransportFault(operation, 'the answer holds no zip', { unsent: false });
  return { zip, messages: childrenOf(result, 'messages').flatMap((message) => textOf(message, 'problem') ?? []) };
};

const throwUnlessSucceeded = (status: XmlElement): void => {
  if (textOf(status, 'status')?.trim() === 'Succeeded' || textOf(status, 'success')?.trim() === 'true') return;
  throw new SalesforceFault({
    code: textOf(status, 'errorStatusCode') ?? 'RETRIEVE_FAILED',
    message:
      textOf(status, 'errorMessage') ??
      childrenOf(status, 'messages')
        .map((m) => textOf(m, 'problem'))
        .join('; '),
    operation: 'retrieve',
    status: 0,
  });
};
