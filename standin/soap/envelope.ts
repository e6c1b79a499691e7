import type { Reply } from '../world.ts';
import { escapeXml } from '../xml/escapeXml.ts';
import { childOf, parseXml, type XmlElement } from '../xml/parseXml.ts';

export type SoapRequest = {
  readonly sessionId: string | undefined;
  /** The element inside the body: its name is the call. */
  readonly call: XmlElement;
};

/** Reads a request; undefined where it is no SOAP envelope with a call in it. */
export function readEnvelope(body: Buffer): SoapRequest | undefined {
  let envelope: XmlElement;
  try {
    envelope = parseXml(body.toString('utf8'));
  } catch {
    return undefined;
  }
  const header = childOf(childOf(envelope, 'Header'), 'SessionHeader');
  const call = childOf(envelope, 'Body')?.children[0];
  if (envelope.name !== 'Envelope' || call === undefined) return undefined;
  return { sessionId: childOf(header, 'sessionId')?.text.trim(), call };
}

const opening =
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body>';
const closing = '</soapenv:Body></soapenv:Envelope>';

/** The answer to a call; `results` is the inside of `<…Response>`. */
export function soapReply(call: string, results: string): Reply {
  return {
    status: 200,
    contentType: 'text/xml;charset=UTF-8',
    body: `${opening}<${call}Response>${results}</${call}Response>${closing}`,
  };
}

export function faultReply(code: string, message: string): Reply {
  const text = message.startsWith(`${code}:`) ? message : `${code}: ${message}`;
  return {
    status: 500,
    contentType: 'text/xml;charset=UTF-8',
    body: `${opening}<soapenv:Fault><faultcode>sf:${escapeXml(code)}</faultcode><faultstring>${escapeXml(text)}</faultstring></soapenv:Fault>${closing}`,
  };
}

/** `<name>value</name>`, nothing for undefined. */
export function element(name: string, value: string | boolean | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}
