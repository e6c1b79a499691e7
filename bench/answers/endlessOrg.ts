import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An answer: what begins it, what is repeated until there is as much as wanted, and what ends it. */
type Long = { readonly type: 'text/xml' | 'application/json'; readonly parts: readonly [string, string, string] };

const soap = (operation: string, [before, repeated, after]: readonly [string, string, string]): Long => ({
  type: 'text/xml',
  parts: [
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><${operation}Response>${before}`,
    repeated,
    `${after}</${operation}Response></soapenv:Body></soapenv:Envelope>`,
  ],
});

const json = (before: string, repeated: string, after: string): Long => ({
  type: 'application/json',
  parts: [before, repeated, after],
});

/** As Salesforce lists a field. */
const ROW =
  '<result><createdById>005A0000006Vm9rIAC</createdById><createdByName>Ada Lovelace</createdByName><createdDate>2026-01-02T03:04:05.000Z</createdDate><fileName>objects/Some_Object_With_A_Name__c.object</fileName><fullName>Some_Object_With_A_Name__c.Some_Field_Number_%__c</fullName><id>00N%IAC</id><lastModifiedById>005A0000006Vm9rIAC</lastModifiedById><lastModifiedByName>Ada Lovelace</lastModifiedByName><lastModifiedDate>2026-01-02T03:04:05.000Z</lastModifiedDate><manageableState>unmanaged</manageableState><namespacePrefix></namespacePrefix><type>CustomField</type></result>';

const MESSAGE =
  "<messages><fileName>unpackaged/package.xml</fileName><problem>Entity of type 'CustomField' named 'Account.Some_Field_%__c' cannot be found</problem></messages>";

/** A page that says that it is the whole result. */
const PAGE = json('{"done":true,"records":[{"Id":"1"}', ',{"Id":"00D000000000%","Name":"One of many"}', ']}');

const LONG: { readonly [operation: string]: Long } = {
  versions: json('[{"version":"67.0"}', ',{"version":"66.0","label":"%"}', ']'),
  query: PAGE,
  describeSObject: json('{"fields":[{"name":"Id"}', ',{"name":"Field_%__c","label":"Field"}', ']}'),
  limits: json('{"DailyApiRequests":{"Max":1,"Remaining":1}', ',"Other%":{"Max":1,"Remaining":1}', '}'),
  userinfo: json('{"user_id":"005"', ',"claim_%":"value of a claim"', '}'),
  token: json('{"access_token":"00D!x"', ',"claim_%":"value of a claim"', '}'),
  listMetadata: soap('listMetadata', ['', ROW, '']),
  describeMetadata: soap('describeMetadata', [
    '<result>',
    '<metadataObjects><xmlName>Type%</xmlName></metadataObjects>',
    '</result>',
  ]),
  readMetadata: soap('readMetadata', [
    '<result><records>',
    '<fieldPermissions><editable>true</editable><field>Account.Field_%__c</field><readable>true</readable></fieldPermissions>',
    '</records></result>',
  ]),
  retrieve: soap('retrieve', ['<result><id>09S000000000001</id>', MESSAGE, '</result>']),
  checkRetrieveStatus: soap('checkRetrieveStatus', [
    '<result><done>true</done><status>Succeeded</status><success>true</success>',
    MESSAGE,
    '</result>',
  ]),
  zip: soap('checkRetrieveStatus', [
    '<result><done>true</done><status>Succeeded</status><success>true</success><zipFile>',
    'UEsDBBQAAAAIAAAAAACtgBKmGQAAABcAAAAMAAAAYWJjZGVmZ2hpamtsbW5vcHFy',
    '</zipFile></result>',
  ]),
};

const SHORT: { readonly [operation: string]: string } = {
  versions: '[{"version":"67.0"}]',
  token: '{}',
  retrieve: LONG['retrieve']?.parts.filter((part) => part !== MESSAGE).join('') ?? '',
  checkRetrieveStatus: LONG['checkRetrieveStatus']?.parts.filter((part) => part !== MESSAGE).join('') ?? '',
  zip: LONG['zip']?.parts.join('') ?? '',
};

/** Which operation an endless org is asked for, by the name that this file has for it. */
const operationOf = (path: string, body: string): string => {
  if (path.endsWith('/services/data')) return 'versions';
  if (body.includes('<checkRetrieveStatus')) return body.includes('<includeZip>true') ? 'zip' : 'checkRetrieveStatus';
  const named =
    /<(?:\w+:)?(\w+Metadata|retrieve)\b/.exec(body)?.[1] ?? /(userinfo|token|revoke|limits)$/.exec(path)?.[1];
  return named ?? (path.endsWith('/describe') ? 'describeSObject' : 'query');
};

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.once('drain', go).once('close', go);
  });

export type EndlessOrg = {
  readonly url: string;
  /** Bytes that were sent in all. */
  readonly sent: () => number;
  stop(): void;
};

/**
 * An org that answers one operation with so many bytes of what a client expects, and every other one briefly. `error`
 * answers with a page of that size and status 500; for `token` the session has ended.
 */
export const startEndlessOrg = async (answered: string, bytes: number): Promise<EndlessOrg> => {
  let sent = 0;
  const write = async (response: ServerResponse, { type, parts }: Long, status = 200): Promise<void> => {
    const [before, repeated, after] = parts;
    response.writeHead(status, { 'content-type': type });
    response.write(before);
    const text = Array.from({ length: 500 }, (_, n) => repeated.replaceAll('%', String(n).padStart(12, '0'))).join('');
    const piece = Buffer.from(text);
    for (let written = 0; written < bytes && !response.destroyed; written += piece.length) {
      sent += piece.length;
      if (!response.write(piece)) await drained(response);
    }
    response.end(after);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = operationOf(request.url ?? '', (await buffer(request)).toString());
    if (answered === 'token' && operation === 'query') {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end('[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]');
    } else if (answered === 'error' && operation === 'query') await write(response, PAGE, 500);
    else if (operation === answered) await write(response, LONG[operation] ?? PAGE);
    else {
      const short = SHORT[operation] ?? '{"done":true,"records":[]}';
      response.writeHead(200, { 'content-type': short.startsWith('<') ? 'text/xml' : 'application/json' });
      response.end(short);
    }
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    sent: () => sent,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
