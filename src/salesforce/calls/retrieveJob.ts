import type { ComponentSet } from '@salesforce/source-deploy-retrieve';
import { childrenOf, textOf, type XmlElement } from '../../xml/xmlElement.ts';
import { mayRepeat } from '../faults/decideFault.ts';
import { renewing, retryPassing } from '../faults/retry.ts';
import { faultOf, SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { answerTooLarge, LARGEST_XML } from '../transport/answerSize.ts';
import { readAnswer } from '../transport/readAnswer.ts';
import { escapeXml, answerElements, callMetadata, envelopeOf } from './metadataCall.ts';
import { createZipFileScanner } from './zipFileScanner.ts';

/** Raw names by type, as the org lists them. */
export type Manifest = ReadonlyMap<string, readonly string[]>;

export type RetrievedZip = {
  readonly zip: Buffer;
  /** What Salesforce says about single components of a job that succeeded. */
  readonly messages: readonly string[];
  /** The files that the zip is to hold, as Salesforce names them beside it; companions are not among them. */
  readonly fileNames: readonly string[];
};

/** When a job is looked at. Times are milliseconds since it began. */
export type JobWatch = {
  readonly now: () => number;
  /** How long to wait before the next look. */
  readonly wait: (elapsed: number, looks: number) => number;
  /** It succeeded; at `before`, the look before the last one or its start, it was not done yet. */
  readonly ended: (seen: { readonly took: number; readonly before: number }) => void;
};

/** A job that is not done by then is given up. Salesforce queues retrieves for minutes when it is busy. */
const JOB_DEADLINE = 60 * 60_000;

/**
 * One retrieve from start to zip. Throws a `SalesforceFault` when the job failed (its code is the job's
 * `errorStatusCode`) and a `TransportFault` when its result was lost on the way: it can be fetched only once.
 */
export const runRetrieveJob = async (
  session: OrgSession,
  manifest: Manifest,
  { now, wait, ended }: JobWatch
): Promise<RetrievedZip> => {
  const id = await startJob(session, manifest);
  const began = now();
  let pollFaults = 0;
  let before = 0;
  for (let looks = 0; ; looks += 1) {
    await session.sleep(wait(now() - began, looks));
    const elapsed = now() - began;
    const status = await pollStatus(session, id).catch((error: unknown) => {
      pollFaults += 1;
      if (pollFaults > MAX_POLL_FAULTS || !mayRepeat(error, 'poll')) throw error;
      return undefined;
    });
    if (status && textOf(status, 'done')?.trim() === 'true') {
      throwUnlessSucceeded(status);
      ended({ took: elapsed, before });
      return renewing(session, () => fetchZip(session, id));
    }
    if (status) before = elapsed;
    if (elapsed > JOB_DEADLINE) {
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
  (await callMetadata(session, 'checkRetrieveStatus', statusXml(id, false), { flaw: lacksResult }))[0];

const lacksResult = ([result]: readonly XmlElement[]): string | undefined =>
  result === undefined ? 'the answer is empty' : undefined;

/** Looks at one job that may go wrong because it leaves `Pending` just then. */
const MAX_POLL_FAULTS = 5;

/**
 * A set of components that asks for the manifest as it stands. By itself a set takes names for one whose decoded forms
 * are the same, or of which one is the other's (layouts `Account-50%25 off` and `Account-50%2525 off`): one of them
 * would never be asked for.
 */
const setOf = async (manifest: Manifest, version: string): Promise<ComponentSet> => {
  const { ComponentSet } = await import('@salesforce/source-deploy-retrieve');
  const types = [...manifest]
    .map(([name, members]) => ({ name, members: members.toSorted() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  // A retrieve asks the set itself no more than whether there is anything in it.
  const first = types.flatMap(({ name, members }) => members.slice(0, 1).map((fullName) => ({ type: name, fullName })));
  return Object.assign(new ComponentSet(first), {
    apiVersion: version,
    sourceApiVersion: version,
    getObject: () => Promise.resolve({ Package: { types, version } }),
  });
};

const startJob = async (session: OrgSession, manifest: Manifest): Promise<string> => {
  const { MetadataApiRetrieve } = await import('@salesforce/source-deploy-retrieve');
  const components = await setOf(manifest, session.apiVersion);
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
      throw faultOf(error, 'retrieve');
    }
  };
  // Only what surely started no job is repeated here: a refused connection, a server that turned the request away.
  return retryPassing(start, session, 'start');
};

const statusXml = (id: string, includeZip: boolean): string =>
  `<asyncProcessId>${escapeXml(id)}</asyncProcessId><includeZip>${String(includeZip)}</includeZip>`;

const fetchZip = async (session: OrgSession, id: string): Promise<RetrievedZip> => {
  const operation = 'checkRetrieveStatus';
  const answer = await session.postSoap(envelopeOf(operation, statusXml(id, true)), operation);
  if (answer.status >= 400) answerElements(await readAnswer(answer, operation), operation, answer);
  const scanner = createZipFileScanner();
  for await (const chunk of answer.body) {
    scanner.push(chunk);
    if (scanner.kept() > LARGEST_XML) throw answerTooLarge(operation, LARGEST_XML);
  }
  const { zip, rest } = scanner.end();
  const [result] = answerElements(rest, operation, answer);
  if (!result) throw new TransportFault(operation, 'the answer is empty', { unsent: false });
  throwUnlessSucceeded(result);
  if (!zip) throw new TransportFault(operation, 'the answer holds no zip', { unsent: false });
  return {
    zip,
    messages: childrenOf(result, 'messages').flatMap((message) => textOf(message, 'problem') ?? []),
    fileNames: childrenOf(result, 'fileProperties').flatMap((file) => textOf(file, 'fileName') ?? []),
  };
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
