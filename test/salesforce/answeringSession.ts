import { TransportFault } from '../../src/salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';

/** What an operation answers, by its turn: the inside of the response, or a whole answer with its status. */
export type Answers = (
  operation: string,
  envelope: string
) => string | { readonly status: number; readonly text: string };

/** A session whose Metadata API answers what the test says, and which never waits. */
export const answeringSession = (answers: Answers): OrgSession & { readonly sent: readonly string[] } => {
  const sent: string[] = [];
  const no = (): never => {
    throw new Error('not in this test');
  };
  return {
    sent,
    username: 'ada@example.com',
    instanceUrl: 'https://example.my.salesforce.com',
    apiVersion: '67.0',
    apiCalls: () => ({}),
    get: async () => {
      throw new TransportFault('versions', 'out of reach', { unsent: true, code: 'ECONNREFUSED' });
    },
    inVersion: no,
    withConnection: no,
    renewals: () => 0,
    renew: no,
    end: async () => [],
    sleep: async () => undefined,
    random: () => 0.5,
    postSoap: async (envelope, operation) => {
      const text = envelope('SESSION');
      sent.push(text);
      const answer = answers(operation, text);
      const { status, text: body } =
        typeof answer === 'string' ? { status: 200, text: responseOf(operation, answer) } : answer;
      return { status, body: chunksOf(body) };
    },
  };
};

const responseOf = (operation: string, inside: string): string =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><${operation}Response>${inside}</${operation}Response></soapenv:Body></soapenv:Envelope>`;

export const faultWith = (code: string, message: string): { status: number; text: string } => ({
  status: 500,
  text: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`,
});

const chunksOf = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
};
