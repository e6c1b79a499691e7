import type { Connection } from '@salesforce/core';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import type { OrgAnswers } from './answersOf.ts';

/** The parts of the session that the measuring looks at. */
export type Watch = {
  /** Waits until the zip before is worked off, so that CPU can be told apart by step. */
  readonly turn: () => Promise<void>;
  /** An answer with a zip was handed on to its end. */
  readonly arrived: () => void;
  /** The zip of the batch that a manifest's member is in. */
  readonly zipWith: (type: string, member: string) => Buffer;
};

/** A session whose org is in memory: nothing waits, nothing is sent. Zips come as base64 inside of a SOAP answer. */
export const answeringSession = (answers: OrgAnswers, watch: Watch): OrgSession => {
  const jobs: Buffer[] = [];
  const retrieve = async (request: {
    readonly unpackaged: { readonly types: readonly Members[] };
  }): Promise<object> => {
    const [first] = request.unpackaged.types;
    jobs.push(watch.zipWith(first?.name ?? '', [first?.members ?? ''].flat()[0] ?? ''));
    return { id: `job-${String(jobs.length - 1)}` };
  };
  const session: OrgSession = {
    username: 'admin@generated.example',
    instanceUrl: 'https://generated.my.salesforce.com',
    apiVersion: '67.0',
    inVersion: () => session,
    apiCalls: () => ({}),
    get: async (path) => rowsFor(decodeURIComponent(path), answers),
    postSoap: async (envelope, operation) => {
      const text = envelope('SESSION');
      const job = /<asyncProcessId>job-(\d+)<.*<includeZip>true/.exec(text)?.[1];
      const zip = job === undefined ? undefined : jobs[Number(job)];
      return { status: 200, body: zip ? zipAnswer(zip, watch) : textAnswer(operation, text, answers) };
    },
    renewals: () => 0,
    renew: async () => undefined,
    withConnection: async (_operation, use) => use(connectionWith(retrieve)),
    end: async () => [],
    sleep: watch.turn,
    random: () => 0.5,
  };
  return session;
};

type Members = { readonly name: string; readonly members: string | readonly string[] };

const rowsFor = (path: string, { rows }: OrgAnswers): unknown => {
  const table = /\bFROM (\w+)/.exec(path)?.[1];
  return table === undefined ? { fields: [] } : { done: true, records: rows[table] ?? [] };
};

const DONE = '<done>true</done><status>Succeeded</status><success>true</success>';

const around = (operation: string): { readonly head: string; readonly tail: string } => ({
  head: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><${operation}Response>`,
  tail: `</${operation}Response></soapenv:Body></soapenv:Envelope>`,
});

const textAnswer = async function* (
  operation: string,
  envelope: string,
  answers: OrgAnswers
): AsyncGenerator<Uint8Array> {
  const { head, tail } = around(operation);
  const queries = [...envelope.matchAll(/<queries>(?:<folder>(.*?)<\/folder>)?<type>(.*?)<\/type><\/queries>/g)];
  const rows = queries.map(([, folder, type = '']) => answers.listings[folder ? `${type}/${folder}` : type] ?? '');
  const inside = operation === 'describeMetadata' ? answers.describe : rows.join('') || `<result>${DONE}</result>`;
  yield Buffer.from(`${head}${operation === 'listMetadata' ? rows.join('') : inside}${tail}`);
};

/** Divisible by 3, so that the pieces of base64 fit together. */
const CHUNK = 48 * 1024;

const zipAnswer = async function* (zip: Buffer, watch: Watch): AsyncGenerator<Uint8Array> {
  const { head, tail } = around('checkRetrieveStatus');
  yield Buffer.from(`${head}<result>${DONE}<zipFile>`);
  for (let from = 0; from < zip.length; from += CHUNK) {
    yield Buffer.from(zip.toString('base64', from, Math.min(zip.length, from + CHUNK)), 'latin1');
  }
  yield Buffer.from(`</zipFile></result>${tail}`);
  watch.arrived();
};

/** As much of a connection as starting a retrieve takes. */
const connectionWith = (retrieve: unknown): Connection =>
  ({
    metadata: { retrieve },
    getApiVersion: () => '67.0',
    setApiVersion: () => undefined,
    retrieveMaxApiVersion: async () => '67.0',
    getAuthInfoFields: () => ({ orgId: '00D000000000001EAA' }),
    getUsername: () => 'admin@generated.example',
  }) as unknown as Connection;
