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
    ].join('\n');
    expect(redact(text)).to.equal(text);
  });

  it('hides a session id wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(redact(`${before} ${SESSION} ${after}`)).not.to.contain('planted');
      })
    );
  });
});
