import { expect } from 'chai';
import { revokePair, revokeToken } from '../../src/salesforce/login/revokeToken.ts';
import type { HttpTransport } from '../../src/salesforce/transport/httpTransport.ts';

const HOST = 'https://acme.my.salesforce.com';

const answering =
  (...answers: ReadonlyArray<readonly [status: number, body: string]>): HttpTransport =>
  async () => {
    const [status, body] = answers.length > 1 ? (answers as Array<readonly [number, string]>).shift()! : answers[0]!;
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(body);
    };
    return { status, headers: {}, body: pieces() };
  };

describe('a token that is to be revoked', () => {
  const dead: ReadonlyArray<readonly [title: string, status: number, body: string]> = [
    ['200 with an empty body', 200, ''],
    ['200 with white space', 200, ' \r\n'],
    ['200 with an empty object', 200, '{ }'],
    ['400 with invalid_token as JSON', 400, '{"error":"invalid_token","error_description":"invalid token"}'],
    ['400 with invalid_token as a form', 400, 'error=invalid_token&error_description=invalid%20token'],
  ];

  for (const [title, status, body] of dead) {
    it(`is dead after ${title}`, async () => {
      expect(await revokeToken('planted', [HOST], answering([status, body]))).to.equal(undefined);
    });
  }

  const alive: ReadonlyArray<readonly [title: string, status: number, body: string]> = [
    ['a page with status 200', 200, '<html>Log in to Salesforce</html>'],
    ['a page that says so with status 200', 200, '{"error":"invalid_token"}'],
    ['a text with status 200', 200, 'ok'],
    ['a page that mentions invalid_token', 400, '<html>an invalid_token is one that …</html>'],
    ['another error that mentions it', 400, '{"error":"server_error","error_description":"invalid_token"}'],
    ['a token type that is not supported', 400, '{"error":"unsupported_token_type"}'],
    [
      'a token type that is not supported, as a form',
      400,
      'error=unsupported_token_type&error_description=invalid_token',
    ],
    ['an error in a list', 400, '[{"error":"invalid_token"}]'],
    ['an odd error', 400, '{"error":["invalid_token"]}'],
    ['the same words with another status', 403, '{"error":"invalid_token"}'],
    ['a redirection', 302, ''],
    ['an empty answer of another kind', 204, ''],
    ['an error without words', 400, ''],
    ['a server that is not well', 500, ''],
  ];

  for (const [title, status, body] of alive) {
    it(`is taken for alive after ${title}`, async () => {
      const problem = await revokeToken('planted', [HOST], answering([status, body]));

      expect(problem).to.contain(HOST).and.to.contain(String(status));
    });
  }

  it('is brought to the next host where the first one does not say that it is dead', async () => {
    const send = answering([200, '<html></html>'], [200, '']);

    expect(await revokeToken('planted', [HOST, 'https://login.salesforce.com'], send)).to.equal(undefined);
  });
});

describe('the two tokens of a login that are to be revoked', () => {
  const pair = { refreshToken: 'the refresh token', accessToken: 'the access token' };
  const unknown = [400, '{"error":"invalid_token"}'] as const;

  const cases: ReadonlyArray<
    readonly [
      title: string,
      answers: ReadonlyArray<readonly [number, string]>,
      asked: number,
      problem: RegExp | undefined,
    ]
  > = [
    ['end together where the refresh token ends now', [[200, '']], 1, undefined],
    ['end each by itself where the refresh token had ended before', [unknown, [200, '']], 2, undefined],
    ['have both ended before', [unknown, unknown], 2, undefined],
    ['may be alive where the session does not end', [unknown, [503, '']], 2, /^access token: .* 503$/],
    [
      'end in part where the refresh token does not',
      [
        [503, ''],
        [200, ''],
      ],
      2,
      /^refresh token: .* 503$/,
    ],
    [
      'may both be alive, which is said once',
      [
        [503, ''],
        [503, ''],
      ],
      2,
      /^https:\S+ answered with HTTP status 503$/,
    ],
  ];

  for (const [title, answers, asked, expected] of cases) {
    it(title, async () => {
      const left = [...answers];
      const problem = await revokePair(pair, [HOST], (...request) => {
        const [status, body] = left.shift() ?? [500, 'too many requests'];
        return answering([status, body])(...request);
      });

      expect(answers.length - left.length).to.equal(asked);
      if (expected === undefined) expect(problem).to.equal(undefined);
      else expect(problem).to.match(expected);
    });
  }
});
