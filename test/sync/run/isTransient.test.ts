import { expect } from 'chai';
import { elementsError } from '../../../src/errors.ts';
import { isTransient } from '../../../src/salesforce/faults/decideFault.ts';
import { nameFault } from '../../../src/salesforce/faults/nameFault.ts';
import {
  type Fault,
  faultText,
  SalesforceFault,
  TransportFault,
} from '../../../src/salesforce/faults/salesforceFault.ts';

const fault = (code: string, message = code, status = 500): Error =>
  nameFault(new SalesforceFault({ code, message, operation: 'query', status }), 'ada@x.example');
const transport = (message: string): Error => nameFault(new TransportFault('query', message, { unsent: false }), 'a@x');
/** As a sync fails of which no component came. */
const retrieve = (cause: Fault): Error =>
  elementsError('retrieveFailed', [faultText(cause)], { transient: cause.transient });
const answered = (code: string, message: string, status = 0): Fault =>
  new SalesforceFault({ code, message, operation: 'retrieve', status });

type Row = readonly [what: string, error: Error];

const TRANSIENT: readonly Row[] = [
  ['the deadline of the run', elementsError('deadline', ['prod', '240', 'Retrieve'])],
  ['a connection that was reset', transport('ECONNRESET: read ECONNRESET')],
  ['a refused connection', transport('ECONNREFUSED: connect ECONNREFUSED 10.0.0.1:443')],
  ['a name that was not found just then', transport('ENOTFOUND: getaddrinfo ENOTFOUND acme.my.salesforce.com')],
  ['a call without an answer', transport('UND_ERR_HEADERS_TIMEOUT: Headers Timeout Error')],
  ['a connection that hung up', nameFault(new Error('socket hang up ECONNRESET'), 'a@x')],
  ['an answer that broke off', transport('the answer is cut off or no XML')],
  ['maintenance', fault('HTTP_503', 'HTTP status 503', 503)],
  ['a bad gateway', fault('HTTP_502', 'HTTP status 502', 502)],
  ['the edge asking to slow down', fault('HTTP_420', 'HTTP status 420', 420)],
  ['a server that is not available', fault('SERVER_UNAVAILABLE')],
  ['a function that is not available', fault('FUNCTIONALITY_TEMPORARILY_UNAVAILABLE')],
  ['a query that took too long', fault('QUERY_TIMEOUT', 'Your query request was running for too long.', 400)],
  ['a request that took too long', fault('REQUEST_RUNNING_TOO_LONG')],
  ['a lost cursor', fault('INVALID_QUERY_LOCATOR', 'invalid query locator', 400)],
  ['a cursor that could not be made', fault('X', 'Unable to complete the creation of the query cursor at this time')],
  ['an error of Salesforce itself', fault('UNKNOWN_EXCEPTION', 'An unexpected error occurred. ErrorId: 1')],
  ['too many long calls at once', fault('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', 403)],
  [
    'a retrieve job that was not done after an hour',
    retrieve(answered('DEADLINE', 'job 09S was not done after an hour')),
  ],
  ['a retrieve without an answer', retrieve(answered('HTTP_503', 'HTTP status 503', 503))],
  [
    'retrieves whose answers broke off',
    retrieve(new TransportFault('retrieve', 'ECONNRESET: aborted', { unsent: false })),
  ],
  [
    'a page of maintenance that jsforce read',
    nameFault(new Error('ERROR_HTTP_503: Salesforce is down for maintenance'), 'a@x'),
  ],
];

const LASTING: readonly Row[] = [
  ['a certificate', transport('CERT_HAS_EXPIRED: certificate has expired')],
  ['a certificate of its own', transport('SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain')],
  ['the daily limit', fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 403)],
  ['an ended session', fault('INVALID_SESSION_ID', 'Session expired or invalid', 401)],
  [
    'a revoked refresh token',
    nameFault(new Error('Unable to refresh session due to: expired access/refresh token'), 'a'),
  ],
  ['an org without the API', fault('API_DISABLED_FOR_ORG', 'The REST API is not enabled', 403)],
  ['a user without the API', fault('API_CURRENTLY_DISABLED', 'API is disabled for this User', 403)],
  ['a user without Modify Metadata', fault('INSUFFICIENT_ACCESS', 'use of the Metadata API requires')],
  ['a query that is wrong', fault('MALFORMED_QUERY', 'unexpected token', 400)],
  ['a column that is not there', fault('INVALID_FIELD', 'No such column', 400)],
  ['a zip that is too large', retrieve(answered('LIMIT_EXCEEDED', 'too many files'))],
  ['another org', elementsError('orgMismatch', ['prod', '00D1', '00D2'])],
  ['a refreshed sandbox', elementsError('sandboxRefreshed', ['dev', '00D1', '00D2'])],
  ['a login that is not there', elementsError('tokenNotFound', ['a@x.example'])],
  ['another sync', elementsError('syncRunning', ['prod', 'now', 'ada'])],
  ['a policy', elementsError('manualSyncOnly', ['prod', 'a file'])],
  ['a role', elementsError('role', ['sync', 'prod', 'manager', 'viewer'])],
  ['a store that timed out', elementsError('backendUnavailable', ['sqlite:x', 'SQLITE_BUSY: timed out'])],
  ['a bug of ours', nameFault(new TypeError('x is not a function'), 'a@x')],
  ['anything without a name', new Error('ECONNRESET')],
];

describe('a failure of a sync', () => {
  for (const [what, error] of TRANSIENT) {
    it(`passes by itself: ${what}`, () => {
      expect(isTransient(error), `${error.name}: ${error.message}`).to.equal(true);
    });
  }
  for (const [what, error] of LASTING) {
    it(`does not: ${what}`, () => {
      expect(isTransient(error), `${error.name}: ${error.message}`).to.equal(false);
    });
  }
});
