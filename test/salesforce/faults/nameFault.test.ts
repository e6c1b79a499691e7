import { expect } from 'chai';
import { elementsError } from '../../../src/errors.ts';
import { FAULT_TABLE } from '../../../src/salesforce/faults/faultTable.ts';
import { nameFault } from '../../../src/salesforce/faults/nameFault.ts';
import { SalesforceFault, faultText, TransportFault } from '../../../src/salesforce/faults/salesforceFault.ts';
import { restAnswer } from '../../../src/salesforce/transport/restAnswer.ts';

const fault = (code: string, message = code): SalesforceFault =>
  new SalesforceFault({ code, message, operation: 'query', status: 400 });

/** As jsforce throws them. */
const jsforce = (errorCode: string, message = errorCode): Error => Object.assign(new Error(message), { errorCode });

const caused = (message: string, cause: unknown): Error => new TypeError(message, { cause });

describe('naming what went wrong', () => {
  for (const [thrown, name] of [
    [fault('INVALID_SESSION_ID'), 'TokenExpiredError'],
    [jsforce('INVALID_SESSION_ID'), 'TokenExpiredError'],
    [jsforce('sf:INVALID_SESSION_ID'), 'TokenExpiredError'],
    [
      new Error(
        'Unable to refresh session due to: Error authenticating with the refresh token due to: expired access/refresh token'
      ),
      'TokenExpiredError',
    ],
    [new Error('inactive user'), 'TokenExpiredError'],
    [fault('API_DISABLED_FOR_ORG'), 'UnsupportedEditionError'],
    [jsforce('API_CURRENTLY_DISABLED'), 'ApiDisabledError'],
    [fault('INSUFFICIENT_ACCESS'), 'MissingPermissionError'],
    [fault('REQUEST_LIMIT_EXCEEDED'), 'RequestLimitError'],
    [new TransportFault('query', 'cut off', { unsent: false }), 'OrgUnreachableError'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'OrgUnreachableError'],
    [caused('fetch failed', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })), 'OrgUnreachableError'],
    [Object.assign(new Error('no DNS'), { name: 'DomainNotFoundError' }), 'OrgUnreachableError'],
    [fault('MALFORMED_QUERY'), 'SalesforceError'],
    [new Error('a bug of ours'), 'InternalError'],
    ['a text', 'InternalError'],
    [undefined, 'InternalError'],
  ] as const) {
    it(`calls ${thrown instanceof Error ? `${thrown.name} "${thrown.message}"` : String(thrown)} ${name}`, () => {
      expect(nameFault(thrown, 'prod')).to.include({ name });
    });
  }

  for (const code of [20, 23, {}, null]) {
    it(`takes no code that is no text for one: ${JSON.stringify(code)}`, () => {
      const odd = Object.assign(new Error('ended'), { code, errorCode: code });
      const transport = new TransportFault('query', odd.message, { unsent: false, cause: odd });

      expect(nameFault(odd, 'prod')).to.include({ name: 'InternalError' });
      expect(nameFault(transport, 'prod')).to.include({ name: 'OrgUnreachableError' });
    });
  }

  it('leaves our own errors as they are', () => {
    const error = elementsError('syncRunning', ['prod', 'now', 'bob']);

    expect(nameFault(error, 'prod')).to.equal(error);
  });

  it('says whose login it was, and has something to do about it', () => {
    const error = nameFault(fault('INVALID_SESSION_ID'), 'ada@example.com');

    expect(error.message).to.contain('ada@example.com');
    expect(error.actions).to.not.have.lengthOf(0);
  });

  for (const [code, message, said] of [
    ['MALFORMED_QUERY', 'unexpected token', 'MALFORMED_QUERY: unexpected token'],
    ['MALFORMED_QUERY', 'MALFORMED_QUERY: unexpected token', 'MALFORMED_QUERY: unexpected token'],
    ['MALFORMED_QUERY', 'MALFORMED_QUERY : MALFORMED_QUERY:\nno', 'MALFORMED_QUERY: no'],
    ['MALFORMED_QUERY', 'MALFORMED_QUERY: MALFORMED_QUERY', 'MALFORMED_QUERY'],
    ['MALFORMED_QUERY', 'MALFORMED_QUERY', 'MALFORMED_QUERY'],
    ['MALFORMED_QUERY', '', 'MALFORMED_QUERY'],
    ['MALFORMED', 'MALFORMED_QUERY: no', 'MALFORMED: MALFORMED_QUERY: no'],
    ['MALFORMED_QUERY', 'say MALFORMED_QUERY: no', 'MALFORMED_QUERY: say MALFORMED_QUERY: no'],
  ] as const) {
    it(`says the code once of ${code} with "${message.replace('\n', ' ')}"`, () => {
      expect(faultText(fault(code, message))).to.equal(said);
      expect(nameFault(fault(code, message), 'prod').message).to.contain(`an error: ${said}`);
    });
  }

  it('says the code once where it has a name of its own', () => {
    const { message } = nameFault(fault('INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS: INSUFFICIENT_ACCESS: no'), 'prod');

    expect(message)
      .to.contain('INSUFFICIENT_ACCESS: no')
      .and.not.to.match(/INSUFFICIENT_ACCESS.*INSUFFICIENT_ACCESS/s);
  });

  it('lets no session id out', () => {
    const secret = '00D5g000004XyZ1!AQ0AQFakeFakeFakeFakeFakeFake.Fake';

    expect(JSON.stringify(nameFault(fault('X', `refused ${secret}`), 'prod').toObject())).to.not.contain(secret);
  });
});

describe('the answer of a REST call', () => {
  it('is what it holds', () => {
    expect(restAnswer('{"records":[]}', 200, 'query')).to.deep.equal({ records: [] });
  });

  for (const [text, status, code] of [
    ['[{"message":"No such column","errorCode":"INVALID_FIELD"}]', 400, 'INVALID_FIELD'],
    ['[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]', 401, 'INVALID_SESSION_ID'],
    ['Bad_OAuth_Token', 401, 'INVALID_SESSION_ID'],
    ['<html>Down for maintenance</html>', 503, 'HTTP_503'],
    ['[]', 500, 'HTTP_500'],
    ['null', 404, 'HTTP_404'],
    ['"text"', 404, 'HTTP_404'],
    ['', 302, undefined],
  ] as const) {
    it(`with status ${String(status)} and "${text}" is ${code ?? 'none'}`, () => {
      const answer = (): unknown => restAnswer(text, status, 'query');

      if (code === undefined) expect(answer).to.throw(TransportFault);
      else expect(answer).to.throw(SalesforceFault).that.includes({ code, status, operation: 'query' });
    });
  }

  it('is none when it is cut off, so that it is asked again', () => {
    expect(() => restAnswer('{"records":[{"Id":', 200, 'query')).to.throw(TransportFault, 'cut off');
  });
});

describe('recognising what Salesforce answers', () => {
  for (const { error: key, answers, from } of FAULT_TABLE) {
    if (key === undefined || from !== 'Salesforce') continue;
    for (const answer of answers) {
      it(`calls "${answer}" ${key} at every door`, () => {
        const [, code, message] = [...(/^([A-Za-z_]+)(?:: (.*))?$/.exec(answer) ?? [])] as Array<string | undefined>;
        const text = message ?? answer;
        const rest = JSON.stringify([{ message: text, errorCode: code }]);
        const doors = [
          () => restAnswer(rest, 403, 'query'),
          () => {
            throw jsforce(`sf:${code ?? 'UNKNOWN'}`, answer);
          },
          // As a refused renewal comes: without a code.
          () => {
            throw new Error(`Error authenticating with the refresh token due to: ${answer}`);
          },
        ];

        for (const door of code === undefined ? doors.slice(2) : doors) {
          expect(() => {
            try {
              door();
            } catch (error) {
              throw nameFault(error, 'prod');
            }
          })
            .to.throw()
            .with.property('name', elementsError(key).name);
        }
      });
    }
  }
});
