import { expect } from 'chai';
import fc from 'fast-check';
import { redact } from '../src/redact.ts';

const SESSION = '00D5g0000012345EAA!AQ8AQFb.Yz_planted.secret123';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl-_x';

describe('redact', () => {
  const secrets: ReadonlyArray<readonly [what: string, text: string, secret: string]> = [
    ['a session id', `bad token ${SESSION} given`, 'planted'],
    ['a session id in a URL', `https://x/secur/frontdoor.jsp?sid=${encodeURIComponent(SESSION)}&retURL=a`, 'planted'],
    ['a session id in SOAP', `<met:sessionId>planted-${SESSION}</met:sessionId>`, 'planted'],
    ['a session id that has no known shape in SOAP', '<sessionId xsi:type="s">planted</sessionId>', 'planted'],
    ['a bearer header', 'authorization: Bearer planted0123456789', 'planted'],
    ['an OAuth header', `Authorization: OAuth ${SESSION}`, 'planted'],
    ['a basic header', 'Authorization: Basic cGxhbnRlZDpwbGFudGVk', 'cGxhbnRlZDpwbGFudGVk'],
    ['a header in JSON', '{"Authorization":"Bearer planted0123"}', 'planted'],
    ['a password in a URL', 'postgres://alice:planted@db.example.com/model', 'planted'],
    ['a password with a slash and an at sign', 'postgres://alice:pla/nt@planted@db.example.com/model', 'planted'],
    ['a password of digits', 'https://alice:12345planted@example.com/', '12345planted'],
    ['a token as the user of a URL', 'https://planted0123@example.com/repo.git', 'planted'],
    ['a password in a query', 'postgres://db/model?user=alice&password=planted&sslmode=require', 'planted'],
    ['a form', 'grant_type=refresh_token&refresh_token=planted&client_secret=planted2', 'planted'],
    ['JSON', '{"access_token": "planted", "refreshToken":"planted"}', 'planted'],
    ['escaped JSON', '{\\"access_token\\":\\"planted\\"}', 'planted'],
    ['a refresh token', 'token 5Aep861planted.TSESvLeQwsad0123456789', 'planted'],
    ['an sfdx auth URL', 'force://PlatformCLI::planted@example.my.salesforce.com', 'planted'],
    ['a JSON web token', `assertion ${JWT}`, 'eyJzdWIi'],
    ['a cookie', 'Set-Cookie: sid=planted; path=/; secure', 'planted'],
    ['a signed URL', 'https://blob.example/p.json?sv=2024&sig=planted%3D&se=2025', 'planted'],
    ['a signature of S3', 'https://s3.example/p?X-Amz-Date=1&X-Amz-Signature=planted', 'planted'],
    ['a credential of S3', 'https://s3.example/p?X-Amz-Credential=planted%2F2024%2Fs3&x=1', 'planted'],
    ['a session token of S3', 'https://s3.example/p?x-amz-security-token=planted', 'planted'],
    ['a signature of Google', 'https://gs.example/p?X-Goog-Signature=planted', 'planted'],
    ['a signature of CloudFront', 'https://cf.example/p?Expires=1&Signature=planted&Key-Pair-Id=K', 'planted'],
    ['an API key', 'https://h.example/p?api_key=planted', 'planted'],
    ['an API key in one word', 'failed with apikey=planted', 'planted'],
    ['an API key of a map', 'https://h.example/p?v=1&key=planted', 'planted'],
    ['an API key in a header', 'X-API-Key: planted0123', 'planted'],
    ['an API key in JSON', '{"apiKey": "planted"}', 'planted'],
    ['a token of GitLab', 'https://h.example/p?private_token=planted', 'planted'],
    ['an authorization code in a URL', 'http://localhost:1717/OauthRedirect?code=planted&state=x', 'planted'],
    ['an authorization code in a form', 'code=planted&grant_type=authorization_code', 'planted'],
    ['an authorization code in a URL in a URL', 'https://h/?u=http%3A%2F%2Fl%2F%3Fcode%3Dplanted', 'planted'],
    ['a parameter that HTML escapes', 'https://h/?a=1&amp;auth=planted', 'planted'],
    ['a password in a URL without slashes', 'https:alice:planted@db.example.com/model', 'planted'],
    ['a password in a URL with one slash', 'https:/alice:planted@db.example.com/model', 'planted'],
    ['a password in a URL with backslashes', 'https:\\\\alice:planted@db.example.com\\model', 'planted'],
    ['a password in a URL of PostgreSQL without slashes', 'postgres:alice:planted@db.example.com/model', 'planted'],
    ['a password in a URL without a scheme', 'no file //alice:planted@db.example.com/model', 'planted'],
    ['a token as the user of a URL without slashes', 'https:planted0123@example.com/repo.git', 'planted'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nplanted\n-----END PRIVATE KEY-----', 'planted'],
    ['a private key cut off', '-----BEGIN RSA PRIVATE KEY-----\nplanted', 'planted'],
  ];
  for (const [what, text, secret] of secrets) {
    it(`hides ${what}`, () => {
      const redacted = redact(text);
      expect(redacted).not.to.contain(secret);
      expect(redacted).to.contain('***');
    });
  }

  it('leaves what is no secret as it is', () => {
    const text = [
      'INVALID_SESSION_ID: Session expired or invalid',
      'https://example.my.salesforce.com:8443/services/data/v66.0/query?q=SELECT+Id+FROM+User&email=a@b.example',
      'postgres://alice@db.example.com:5432/model',
      'sqlite:/home/alice/elements.db',
      'The org 00D5g0000012345EAA has no token.',
      'CustomField:Account.Token__c, ApexClass:BearerService, admin@example.com',
      'error code: INVALID_TYPE; statusCode=INVALID_FIELD, code=INVALID_FIELD key=Id auth=none signature=void run()',
      'Method does not exist or incorrect signature: void run(String key) from the type X',
      'mailto:alice@example.com, ApexClass:alice@example.com, see https://h.example:8443/npm/p@1/x?state=1&Expires=2',
      '// a comment: alice@example.com',
      'Code coverage is 74%; 0x41 &amp; C:\\new\\text',
    ].join('\n');
    expect(redact(text)).to.equal(text);
  });

  it('takes no longer for a text that is made to be slow', () => {
    const started = performance.now();
    for (const text of ['//a:b', 'https:a:b', '&code=', 'code=a&', '00D5g0000012345EAA!', '{"token":"a']) {
      redact(text.repeat(20_000));
    }
    expect(performance.now() - started).to.be.lessThan(10_000);
  });

  it('hides a session id wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(redact(`${before} ${SESSION} ${after}`)).not.to.contain('planted');
      })
    );
  });
});
