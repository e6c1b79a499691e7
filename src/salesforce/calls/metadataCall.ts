import { parseXml } from '../../xml/parseXml.ts';
import { type XmlElement, childOf, textOf } from '../../xml/xmlElement.ts';
import { renewing, retryPassing } from '../faults/retry.ts';
import { SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import type { HttpAnswer } from '../transport/httpTransport.ts';
import { retryAfterMs } from '../transport/retryAfter.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for the inside of an XML element or attribute. */
export const escapeXml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** The SOAP envelope of a Metadata API call; `body` is inner XML that is escaped already. */
export const envelopeOf =
  (operation: string, body: string) =>
  (sessionId: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header xmlns="${METADATA}"><SessionHeader><sessionId>${escapeXml(sessionId)}</sessionId></SessionHeader><CallOptions><client>sf-elements</client></CallOptions></soapenv:Header><soapenv:Body xmlns="${METADATA}"><${operation}>${body}</${operation}></soapenv:Body></soapenv:Envelope>`;

/**
 * One Metadata API call that changes nothing: the elements of its answer. Passing faults are repeated, an ended session
 * is renewed once; other faults throw a `SalesforceFault`.
 */
export const callMetadata = (session: OrgSession, operation: string, body: string): Promise<readonly XmlElement[]> =>
  retryPassing(() => renewing(session, () => callOnce(session, operation, body)), session);

const callOnce = async (session: OrgSession, operation: string, body: string): Promise<readonly XmlElement[]> => {
  const answer = await session.postSoap(envelopeOf(operation, body), operation);
  return answerElements(await readText(answer.body), operation, answer);
};

/** The elements inside `…Response`. A fault, or anything that is no SOAP answer, throws. */
export const answerElements = (
  text: string,
  operation: string,
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>
): readonly XmlElement[] => {
  const asked = retryAfterMs(status, headers);
  const body = soapBody(text, { operation, status, retryAfterMs: asked });
  const fault = childOf(body, 'Fault');
  if (fault) {
    throw new SalesforceFault({
      code: (textOf(fault, 'faultcode') ?? 'UNKNOWN').replace(/^.*:/, ''),
      message: textOf(fault, 'faultstring') ?? 'no explanation',
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

const soapBody = (text: string, circumstances: Circumstances): XmlElement => {
  const { operation, status } = circumstances;
  let body: XmlElement | undefined;
  try {
    body = childOf(parseXml(text), 'Body');
  } catch {
    body = undefined;
  }
  if (body) return body;
  if (status >= 400) {
    throw new SalesforceFault({
      code: `HTTP_${String(status)}`,
      message: `HTTP status ${String(status)}`,
      ...circumstances,
      page: text,
    });
  }
  throw new TransportFault(operation, 'the answer is cut off or no XML', { unsent: false });
};

const readText = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
