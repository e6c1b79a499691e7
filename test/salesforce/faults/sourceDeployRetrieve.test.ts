import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mayRepeat } from '../../../src/salesforce/faults/decideFault.ts';
import { faultOf, SalesforceFault, TransportFault } from '../../../src/salesforce/faults/salesforceFault.ts';

/** What source-deploy-retrieve repeats on, wherever it finds it in an error. */
const REPEATED_THERE = [
  'ENOMEM',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ECONNRESET',
  'socket hang up',
  'connection timeout',
  'INVALID_QUERY_LOCATOR',
  'ERROR_HTTP_502',
  'ERROR_HTTP_503',
  'ERROR_HTTP_420',
  '<h1>Bad Message 400</h1><pre>reason: Bad Request</pre>',
  'Unable to complete the creation of the query cursor at this time',
  'Failed while fetching query cursor data for this QueryLocator',
  'Client network socket disconnected before secure TLS connection was established',
  'Unexpected internal servlet state',
] as const;

/** Calls that change nothing. */
const READING = [
  'listMetadata',
  'describeMetadata',
  'readMetadata',
  'checkRetrieveStatus',
  'query',
  'toolingQuery',
  'describeSObject',
  'toolingRecord',
  'limits',
  'versions',
] as const;

const CODE = /^[A-Z_]+\d*$/;

/** Of which a client library may make an error without a code. */
const OF_THE_NETWORK = /^E[A-Z]+$|socket|connection timeout/;

describe('what source-deploy-retrieve repeats', () => {
  it('is known here as the installed version has it', () => {
    const file = createRequire(import.meta.url).resolve('@salesforce/source-deploy-retrieve');
    const source = readFileSync(file.replace(/index\.js$/, 'client/metadataTransfer.js'), 'utf8');
    const [, list = ''] = /const retryableErrors = \[([^\]]*)\]/.exec(source) ?? [];

    expect([...list.matchAll(/'([^']*)'/g)].map(([, text]) => text)).to.deep.equal(REPEATED_THERE);
  });

  for (const text of REPEATED_THERE) {
    it(`is repeated at every call that only reads: ${text}`, () => {
      for (const operation of READING) {
        const faults = [
          new SalesforceFault({ code: 'NEW', message: `It failed: ${text} (try again)`, operation, status: 500 }),
          faultOf(Object.assign(new Error(text), { errorCode: `sf:NEW` }), operation),
          ...(OF_THE_NETWORK.test(text) ? [faultOf(new Error(text), operation)] : []),
          ...(CODE.test(text) && !isOfQuery(text, operation)
            ? [faultOf(Object.assign(new Error('words'), { errorCode: text }), operation)]
            : []),
          ...(text.startsWith('E') && !text.startsWith('ERROR')
            ? [new TransportFault(operation, `read ${text}`, { unsent: false, code: text })]
            : []),
        ];

        const repeated = faults.filter((fault) => mayRepeat(fault, 'call'));

        expect(repeated.length, `${operation}: ${faults.map(({ name }) => name).join()}`).to.equal(faults.length);
      }
    });
  }
});

/** A query that lost its place begins again as a whole; the same page again would not help. */
const isOfQuery = (text: string, operation: string): boolean =>
  text === 'INVALID_QUERY_LOCATOR' && ['query', 'toolingQuery'].includes(operation);
