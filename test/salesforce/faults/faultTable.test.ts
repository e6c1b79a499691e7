import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { errorPolicyPage } from '../../../scripts/errorPolicyPage.ts';
import { elementsError, errorFacts } from '../../../src/errors.ts';
import {
  endsSync,
  factsOf,
  isLacking,
  isNotGiven,
  isOfOnePart,
  isTransient,
  mayRepeat,
} from '../../../src/salesforce/faults/decideFault.ts';
import type { FaultRow, Repeatable } from '../../../src/salesforce/faults/faultRow.ts';
import { FAULT_TABLE } from '../../../src/salesforce/faults/faultTable.ts';
import { decidingRow } from '../../../src/salesforce/faults/matchFault.ts';
import { nameFault } from '../../../src/salesforce/faults/nameFault.ts';
import { answerOfError } from '../../../src/salesforce/faults/networkError.ts';
import { isFault, SalesforceFault, TransportFault } from '../../../src/salesforce/faults/salesforceFault.ts';

type Circumstances = { readonly status?: number; readonly operation?: string; readonly page?: string };

const said = (code: string, message = code, { status = 500, operation = 'query', page }: Circumstances = {}): Error =>
  new SalesforceFault({ code, message, operation, status, ...(page === undefined ? {} : { page }) });

const page = (status: number, content = '<html></html>', operation = 'query'): Error =>
  said(`HTTP_${String(status)}`, `HTTP status ${String(status)}`, { status, operation, page: content });

const network = (code: string, message = '', unsent = false): Error =>
  new TransportFault('query', `${code}: ${message}`, { unsent, code });

const thrown = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

type Treatment = 'ends the sync' | 'passes' | 'is lacking' | 'is not given' | 'is of one part';

/** What the program is to do, written by hand: the table must not be compared with itself. `repeat` names what may be repeated. */
type Expected = readonly [
  error: Error,
  treatment: Treatment,
  repeat: string,
  name: string,
  /** What a passing one is in the end. */
  inTheEnd?: 'ends the sync' | 'is of one part' | 'is of no part',
];

const NETWORK: readonly Expected[] = [
  [network('CERT_HAS_EXPIRED', 'certificate has expired'), 'ends the sync', '', 'OrgUnreachableError'],
  [network('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed'), 'ends the sync', '', 'OrgUnreachableError'],
  [network('DEPTH_ZERO_SELF_SIGNED_CERT'), 'ends the sync', '', 'OrgUnreachableError'],
  [network('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'ends the sync', '', 'OrgUnreachableError'],
  [network('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'ends the sync', '', 'OrgUnreachableError'],
  [network('ERR_TLS_CERT_ALTNAME_INVALID'), 'ends the sync', '', 'OrgUnreachableError'],
  [network('EPROTO', 'SSL routines: wrong version number'), 'ends the sync', '', 'OrgUnreachableError'],
  ...[
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'EHOSTDOWN',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ].map((code): Expected => [
    network(code, '', true),
    'passes',
    'start call retrieve sync',
    'OrgUnreachableError',
    'is of no part',
  ]),
  ...[
    'ECONNRESET',
    'ECONNABORTED',
    'ETIMEDOUT',
    'ENETDOWN',
    'ENOMEM',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'HPE_INVALID_CONSTANT',
    'ERR_STREAM_PREMATURE_CLOSE',
  ].map((code): Expected => [network(code), 'passes', 'call retrieve sync', 'OrgUnreachableError', 'is of no part']),
  ...['PROXY_HTTP_502', 'PROXY_HTTP_503', 'PROXY_HTTP_429'].map((code): Expected => [
    network(code, '', true),
    'passes',
    'start call retrieve sync',
    'OrgUnreachableError',
    'is of no part',
  ]),
  ...['PROXY_HTTP_407', 'PROXY_HTTP_403', 'PROXY_INVALID'].map((code): Expected => [
    network(code),
    'ends the sync',
    '',
    'OrgUnreachableError',
  ]),
  [
    new TransportFault('query', 'the answer is cut off or no JSON', { unsent: false }),
    'passes',
    'call retrieve sync',
    'OrgUnreachableError',
    'is of no part',
  ],
];

/** Of client libraries, which are never repeated by us: only the sync as a whole is. */
const CLIENT: readonly Expected[] = [
  [thrown('connect', { code: 'ECONNREFUSED' }), 'passes', 'sync', 'OrgUnreachableError', 'is of no part'],
  [thrown('no DNS', { name: 'DomainNotFoundError' }), 'passes', 'sync', 'OrgUnreachableError', 'is of no part'],
  [thrown('fetch failed'), 'passes', 'sync', 'OrgUnreachableError', 'is of no part'],
  [thrown('terminated'), 'passes', 'sync', 'OrgUnreachableError', 'is of no part'],
  [thrown('socket hang up'), 'passes', 'sync', 'OrgUnreachableError', 'is of no part'],
  [
    thrown('Client network socket disconnected before secure TLS connection was established'),
    'passes',
    'sync',
    'OrgUnreachableError',
    'is of no part',
  ],
  [
    thrown('x', { cause: thrown('certificate', { code: 'CERT_HAS_EXPIRED' }) }),
    'ends the sync',
    '',
    'OrgUnreachableError',
  ],
  [
    thrown('UNABLE_TO_LOCK_ROW', { errorCode: 'UNABLE_TO_LOCK_ROW' }),
    'passes',
    'sync',
    'InternalError',
    'is of no part',
  ],
  [thrown('ERROR_HTTP_503: down'), 'passes', 'sync', 'InternalError', 'is of no part'],
  [thrown('Unable to refresh session due to: expired access/refresh token'), 'ends the sync', '', 'TokenExpiredError'],
  [thrown('refused: INVALID_SESSION_ID'), 'ends the sync', '', 'TokenExpiredError'],
  [thrown('Data Not Available'), 'ends the sync', '', 'OrgGoneError'],
  [thrown('x', { errorCode: 'sf:API_CURRENTLY_DISABLED' }), 'ends the sync', '', 'ApiDisabledError'],
];

const ACCESS: readonly Expected[] = [
  [said('LOGIN_DURING_RESTRICTED_DOMAIN'), 'ends the sync', '', 'LoginIpRangeError'],
  [said('LOGIN_DURING_RESTRICTED_TIME'), 'ends the sync', '', 'LoginHoursError'],
  [said('RENEWED_SESSION_REFUSED'), 'ends the sync', '', 'SessionLockedToIpError'],
  [said('OAUTH_APP_BLOCKED'), 'ends the sync', '', 'ConnectedAppError'],
  [said('OAUTH_APP_ACCESS_DENIED'), 'ends the sync', '', 'ConnectedAppError'],
  [said('OAUTH_APPROVAL_ERROR_GENERIC'), 'ends the sync', '', 'ConnectedAppError'],
  [said('invalid_client', 'app must be installed into org'), 'ends the sync', '', 'ConnectedAppError'],
  [said('API_DISABLED_FOR_ORG'), 'ends the sync', '', 'UnsupportedEditionError'],
  [said('API_CURRENTLY_DISABLED'), 'ends the sync', '', 'ApiDisabledError'],
  [
    said('REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.', { status: 403 }),
    'passes',
    'start call sync',
    'RequestLimitError',
    'ends the sync',
  ],
  [said('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'), 'ends the sync', '', 'RequestLimitError'],
  [said('INVALID_SESSION_ID', 'Session expired or invalid'), 'ends the sync', 'renewed', 'TokenExpiredError'],
  [said('invalid_grant', 'expired access/refresh token'), 'ends the sync', '', 'TokenExpiredError'],
  [said('INVALID_AUTH_HEADER'), 'ends the sync', '', 'TokenExpiredError'],
  [said('INSUFFICIENT_ACCESS'), 'is not given', '', 'MissingPermissionError'],
  [said('INSUFFICIENT_ACCESS', 'no', { operation: 'listMetadata' }), 'is not given', '', 'MissingPermissionError'],
  [said('INSUFFICIENT_ACCESS_OR_READONLY'), 'is not given', '', 'MissingPermissionError'],
  [said('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'), 'is not given', '', 'SalesforceError'],
  [said('INVALID_TYPE', 'not there', { operation: 'listMetadata' }), 'is lacking', '', 'SalesforceError'],
  ...[
    'This type of metadata is not available for this organization',
    'You cannot use this type',
    'Unknown type Foo',
    'Not in this version',
    'Foo is not supported',
    'Foo is not enabled',
  ].map((text): Expected => [said('NEW', text, { operation: 'listMetadata' }), 'is lacking', '', 'SalesforceError']),
  [said('INVALID_TYPE', 'sObject type is not supported'), 'is not given', '', 'SalesforceError'],
  [said('INVALID_FIELD', 'No such column', { operation: 'toolingQuery' }), 'is not given', '', 'SalesforceError'],
  [said('NOT_FOUND', 'nothing there', { operation: 'describeSObject' }), 'is lacking', '', 'SalesforceError'],
  [said('INVALID_TYPE', 'unknown', { operation: 'retrieve' }), 'is of one part', '', 'SalesforceError'],
  [said('NOT_FOUND', 'unknown', { operation: 'retrieve' }), 'is of one part', '', 'SalesforceError'],
  [said('ENTITY_TYPE_CANNOT_BE_RETRIEVED', 'no', { operation: 'retrieve' }), 'is not given', '', 'SalesforceError'],
];

const PASSING: readonly Expected[] = [
  ...['QUERY_TIMEOUT', 'REQUEST_RUNNING_TOO_LONG'].map((code): Expected => [
    said(code),
    'passes',
    'call sync',
    'SalesforceTimeoutError',
    'is of one part',
  ]),
  ...['FUNCTIONALITY_TEMPORARILY_UNAVAILABLE', 'SERVER_UNAVAILABLE', 'UNABLE_TO_LOCK_ROW'].map((code): Expected => [
    said(code),
    'passes',
    'call sync',
    'SalesforceError',
    'is of one part',
  ]),
  ...['ECONNRESET', 'ENOMEM', 'ENOTFOUND', 'ETIMEDOUT'].map((code): Expected => [
    said(code, 'no words'),
    'passes',
    'call sync',
    'SalesforceError',
    'is of one part',
  ]),
  [said('UNKNOWN_EXCEPTION'), 'passes', 'call retrieve sync', 'SalesforceError', 'is of one part'],
  ...['INVALID_QUERY_LOCATOR', 'INVALID_LOCATOR'].flatMap((code): Expected[] => [
    [said(code), 'passes', 'sync', 'SalesforceError', 'is of one part'],
    [said(code, code, { operation: 'listMetadata' }), 'passes', 'call sync', 'SalesforceError', 'is of one part'],
  ]),
  [
    said('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { operation: 'checkRetrieveStatus' }),
    'passes',
    'poll retrieve',
    'SalesforceError',
    'is of no part',
  ],
  [
    said('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { operation: 'retrieve' }),
    'is of one part',
    '',
    'SalesforceError',
  ],
  [
    said('DEADLINE', 'not done', { operation: 'retrieve' }),
    'passes',
    'retrieve sync',
    'SalesforceError',
    'is of no part',
  ],
  [said('ANSWER_TOO_LARGE', 'too much'), 'ends the sync', '', 'AnswerTooLargeError'],
  ...['listMetadata', 'checkRetrieveStatus'].map((operation): Expected => [
    said('ANSWER_TOO_LARGE', 'too much', { operation }),
    'is of one part',
    '',
    'AnswerTooLargeError',
  ]),
  [said('LIMIT_EXCEEDED', 'too many', { operation: 'retrieve' }), 'is of one part', '', 'SalesforceError'],
  [said('RETRIEVE_FAILED', 'no name', { operation: 'retrieve' }), 'is of one part', '', 'SalesforceError'],
  ...[420, 429, 503].map((status): Expected => [
    page(status),
    'passes',
    'start call retrieve sync',
    'SalesforceError',
    'is of no part',
  ]),
  [said('NEW', 'busy', { status: 503 }), 'passes', 'start call retrieve sync', 'SalesforceError', 'is of no part'],
  ...[408, 502, 504].map((status): Expected => [
    page(status),
    'passes',
    'call retrieve sync',
    'SalesforceError',
    'is of no part',
  ]),
  [page(500), 'passes', 'call poll retrieve sync', 'SalesforceError', 'is of no part'],
  [page(400, '<h1>Bad Message 400</h1>'), 'passes', 'call retrieve sync', 'SalesforceError', 'is of no part'],
  [page(400), 'passes', 'retrieve', 'SalesforceError', 'is of no part'],
  [page(404), 'passes', 'retrieve', 'SalesforceError', 'is of no part'],
  ...[
    'Unable to complete the creation of the query cursor at this time',
    'Failed while fetching query cursor data for this QueryLocator',
    'Unexpected internal servlet state',
    'Your request exceeded the time limit for processing',
    'Salesforce is down for maintenance',
  ].map((text): Expected => [said('NEW', text), 'passes', 'call sync', 'SalesforceError', 'is of one part']),
  ...[
    'ConcurrentRequests Limit exceeded',
    'socket hang up',
    'other side closed',
    'timed out',
    'Read timeout',
    'connection terminated',
    'cut off',
    'aborted',
    'ECONNRESET',
  ].map((text): Expected => [said('NEW', text), 'passes', 'call sync', 'SalesforceError', 'is of one part']),
];

/** What nothing is known of, or what only looks like something that is. */
const UNKNOWN: readonly Expected[] = [
  [said('MALFORMED_QUERY', 'unexpected token'), 'is of one part', '', 'SalesforceError'],
  [said('NEW', 'the field Timeout__c of Aborted__c is not terminatedBy'), 'is of one part', '', 'SalesforceError'],
  [said('NEW', 'inactive user'), 'is of one part', '', 'TokenExpiredError'],
  [said('NEW', 'Metadata not available'), 'is of one part', '', 'SalesforceError'],
  [said('X', 'not available for this organization', { operation: 'query' }), 'is of one part', '', 'SalesforceError'],
];

const REPEATABLE: readonly Repeatable[] = ['start', 'call', 'renewed', 'poll', 'retrieve', 'sync'];

const repeatsOf = (error: Error): string =>
  REPEATABLE.filter((what) => mayRepeat(error, what) || (what === 'sync' && factsOf(error).transient)).join(' ');

const ALL = [...NETWORK, ...CLIENT, ...ACCESS, ...PASSING, ...UNKNOWN];

const rowOf = (error: Error): FaultRow | undefined => (isFault(error) ? error.row : decidingRow(answerOfError(error)));

describe('the error policy', () => {
  for (const [error, treatment, repeat, name, inTheEnd] of ALL) {
    const { code, operation } = error as { code?: string; operation?: string };
    it(`says that ${code ?? error.name} "${error.message}" in ${operation ?? 'a client'} ${treatment}`, () => {
      const last = inTheEnd ?? treatment;

      expect(repeatsOf(error)).to.equal(repeat);
      expect(endsSync(error), 'ends the sync').to.equal(last === 'ends the sync');
      expect(isNotGiven(error), 'not given').to.equal(treatment === 'is lacking' || treatment === 'is not given');
      expect(isLacking(error), 'lacking').to.equal(treatment === 'is lacking');
      expect(isOfOnePart(error), 'of one part').to.equal(error instanceof SalesforceFault && last !== 'is of no part');
      const named = nameFault(error, 'prod');
      expect(named.name).to.equal(name);
      if (isFault(error)) expect(errorFacts(named)?.code).to.equal(error.code);
      expect(isTransient(named), 'transient').to.equal(repeat.includes('sync') || name === 'SalesforceTimeoutError');
    });
  }

  it('is expected here row by row', () => {
    const known = new Set(ALL.map(([error]) => rowOf(error)));

    expect(FAULT_TABLE.filter((row) => !known.has(row)).map(({ about }) => about)).to.deep.equal([]);
  });

  for (const row of FAULT_TABLE) {
    for (const answer of row.answers) {
      it(`knows "${answer}" by the row about it: ${row.about}`, () => {
        const [, code, message = code] = /^(\w+)(?:: (.*))?$/.exec(answer) ?? [];
        const operation = row.operations?.[0] ?? 'one without rows of its own';
        const status = Number(/^HTTP_(\d+)/.exec(answer)?.[1] ?? 500);
        const error =
          code === undefined || code === 'DomainNotFoundError'
            ? new Error(answer)
            : row.from === 'network'
              ? new TransportFault(operation, message ?? '', { unsent: false, code })
              : new SalesforceFault({ code, message: message ?? '', operation, status });

        expect(rowOf(error)?.meaning).to.equal(row.meaning);
        // A text may name more exactly than its code, which decides.
        if (row.error === undefined) expect(rowOf(error)).to.equal(row);
        else expect(nameFault(error, 'prod').name).to.equal(elementsError(row.error).name);
      });
    }
  }

  it('lets what is our own, and what a store says, end nothing and never pass', () => {
    for (const error of [
      new TypeError('x is not a function'),
      new Error('SQLITE_BUSY: timed out'),
      'a text',
      undefined,
    ]) {
      expect([endsSync(error), mayRepeat(error, 'call'), isNotGiven(error)]).to.deep.equal([false, false, false]);
      expect(isTransient(nameFault(error, 'prod'))).to.equal(false);
    }
  });

  it('leaves what has its name already as it was decided', () => {
    expect(endsSync(elementsError('tokenExpired', ['ada', 'refused']))).to.equal(true);
    expect(isTransient(elementsError('retrieveFailed', ['x'], { transient: true }))).to.equal(true);
    expect(isTransient(elementsError('retrieveFailed', ['HTTP_503: HTTP status 503']))).to.equal(false);
  });

  it('is documented as it is', () => {
    const written = readFileSync(new URL('../../../docs/error-policy.md', import.meta.url), 'utf8');

    expect(written, 'run "npm run docs"').to.equal(errorPolicyPage());
  });
});
