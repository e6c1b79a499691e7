import { hideSent, hideSentInBytes } from '../../secrets/liveSecrets.ts';
import { parseXml, XmlError } from '../../xml/parseXml.ts';
import { type XmlElement, childOf, textOf } from '../../xml/xmlElement.ts';
import { renewing, retryPassing } from '../faults/retry.ts';
import { SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { answerTooLarge, LARGEST_ERROR_PAGE, LARGEST_XML } from '../transport/answerSize.ts';
import type { HttpAnswer } from '../transport/httpTransport.ts';
import { readAnswer } from '../transport/readAnswer.ts';
import { retryAfterMs } from '../transport/retryAfter.ts';
import { createRowScanner } from './rowScanner.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for the inside of an XML element or attribute. */
export const escapeXml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** The SOAP envelope of a Metadata API call; `body` is inner XML that is escaped already. */
export const envelopeOf =
  (operation: string, body: string) =>
  (sessionId: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header xmlns="${METADATA}"><SessionHeader><sessionId>${escapeXml(sessionId)}</sessionId></SessionHeader><CallOptions><client>sf-elements</client></CallOptions></soapenv:Header><soapenv:Body xmlns="${METADATA}"><${operation}>${body}</${operation}></soapenv:Body></soapenv:Envelope>`;

/** With `isRaw` an answer is what the org said, for decisions; it may repeat what it was sent, and must not be shown or kept. */
type Raw = { readonly isRaw?: boolean | undefined };

/**
 * One Metadata API call that changes nothing: the elements of its answer. Passing faults are repeated, an ended session
 * is renewed once; other faults throw a `SalesforceFault`.
 */
export const callMetadata = (
  session: OrgSession,
  operation: string,
  body: string,
  {
    flaw = () => undefined,
    isRaw,
  }: Raw & {
    /** What is wrong with an answer that lacks what it must hold; such a one is asked for again. */
    readonly flaw?: (elements: readonly XmlElement[]) => string | undefined;
  } = {}
): Promise<readonly XmlElement[]> =>
  repeating(session, async () => {
    const answer = await session.postSoap(envelopeOf(operation, body), operation);
    const elements = answerElements(await readAnswer(answer, operation, LARGEST_XML), operation, { ...answer, isRaw });
    const problem = flaw(elements);
    if (problem !== undefined) throw new TransportFault(operation, problem, { unsent: false });
    return elements;
  });

/** The same for an answer of many rows, which are read while they arrive. */
export const callForRows = <Row>(
  session: OrgSession,
  operation: string,
  body: string,
  /** `most` is a limit in bytes below that of the operation. */
  {
    read,
    most = Infinity,
    isRaw = false,
  }: Raw & { readonly read: (row: XmlElement) => Row; readonly most?: number | undefined }
): Promise<Row[]> =>
  repeating(session, async () => {
    const answer = await session.postSoap(envelopeOf(operation, body), operation);
    const rows: Row[] = [];
    const rest =
      answer.status >= 400
        ? await readAnswer(answer, operation)
        : await scanRows(answer.body, { operation, most, isRaw }, (row) => rows.push(read(row)));
    // Of an answer that has no rows as they are known, what else it holds.
    for (const row of answerElements(rest, operation, { ...answer, isRaw })) rows.push(read(row));
    return rows;
  });

const repeating = <T>(session: OrgSession, call: () => Promise<T>): Promise<T> =>
  retryPassing(() => renewing(session, call), session);

const scanRows = async (
  body: AsyncIterable<Uint8Array>,
  { operation, most, isRaw }: { readonly operation: string; readonly most: number; readonly isRaw: boolean },
  onRow: (row: XmlElement) => void
): Promise<Buffer> => {
  const scanner = createRowScanner(onRow, { isRaw });
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > most) throw answerTooLarge(operation, most);
      scanner.push(chunk);
      if (scanner.kept() > LARGEST_XML) throw answerTooLarge(operation, LARGEST_XML);
    }
    return scanner.end();
  } catch (error) {
    throw error instanceof XmlError ? noXml(operation) : error;
  }
};

const noXml = (operation: string): TransportFault =>
  new TransportFault(operation, 'the answer is cut off or no XML', { unsent: false });

/** The elements inside `…Response`. A fault, or anything that is no SOAP answer, throws. */
export const answerElements = (
  xml: Buffer,
  operation: string,
  { status, headers, isRaw = false }: Pick<HttpAnswer, 'status' | 'headers'> & Raw
): readonly XmlElement[] => {
  const asked = retryAfterMs(status, headers);
  const body = soapBody(isRaw ? xml : hideSentInBytes(xml), { operation, status, retryAfterMs: asked });
  const fault = childOf(body, 'Fault');
  if (fault) {
    throw new SalesforceFault({
      code: hideSent(textOf(fault, 'faultcode') ?? 'UNKNOWN').replace(/^.*:/, ''),
      message: hideSent(textOf(fault, 'faultstring') ?? 'no explanation'),
      operation,
      status,
      retryAfterMs: asked,
    });
  }
  const response = childOf(body, `${operation}Response`);
  if (!response) throw new TransportFault(operation, 'the answer is not the one of this call', { unsent: false });
  return response.children;
};

type Circumstances = {
  readonly operation: string;
  readonly status: number;
  readonly retryAfterMs: number | undefined;
};

const soapBody = (xml: Buffer, circumstances: Circumstances): XmlElement => {
  const { operation, status } = circumstances;
  let body: XmlElement | undefined;
  try {
    body = childOf(parseXml(xml), 'Body');
  } catch {
    body = undefined;
  }
  if (body) return body;
  if (status >= 400) {
    throw new SalesforceFault({
      code: `HTTP_${String(status)}`,
      message: `HTTP status ${String(status)}`,
      ...circumstances,
      page: xml.toString('utf8', 0, LARGEST_ERROR_PAGE),
    });
  }
  throw noXml(operation);
};
