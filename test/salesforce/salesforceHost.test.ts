import { expect } from 'chai';
import { isSalesforceHost, isSameOrigin, shownAddress } from '../../src/salesforce/transport/salesforceHost.ts';

const ITS_OWN = [
  'https://login.salesforce.com',
  'https://test.salesforce.com/',
  'https://acme.my.salesforce.com',
  'https://ACME.my.salesforce.com:443/',
  'https://a.my.salesforce.com',
  'https://acme--dev.sandbox.my.salesforce.com',
  'https://acme-dev-ed.develop.my.salesforce.com',
  'https://acme--dev.cs42.my.salesforce.com',
  'https://acme.my.salesforce.mil',
  'https://acme--uat.sandbox.my.sfcrmproducts.cn',
  'https://acme.my.sfcrmproxy.com',
];

const OTHERS = [
  '',
  'acme.my.salesforce.com',
  // Not by https, not at its port, not the host alone.
  'http://acme.my.salesforce.com',
  'ftp://acme.my.salesforce.com',
  'https://acme.my.salesforce.com:8443',
  'https://acme.my.salesforce.com@evil.example',
  'https://ada@acme.my.salesforce.com',
  'https://:pw@acme.my.salesforce.com',
  'https://acme.my.salesforce.com/services',
  'https://acme.my.salesforce.com?a=b',
  'https://acme.my.salesforce.com#a',
  // Where guests' code runs, or other services.
  'https://acme.my.site.com',
  'https://acme.force.com',
  'https://acme.lightning.force.com',
  'https://acme--c.vf.force.com',
  'https://acme.my.salesforce-sites.com',
  'https://acme.file.force.com',
  'https://acme.my.salesforce-setup.com',
  'https://help.salesforce.com',
  'https://www.salesforce.com',
  // Only like it.
  'https://evil.example/.my.salesforce.com',
  'https://evil.example\\.my.salesforce.com',
  'https://evil.example#.my.salesforce.com',
  'https://evil.example?.my.salesforce.com',
  'https://my.salesforce.com.evil.example',
  'https://acme.my.salesforce.com.evil.example',
  'https://xmy.salesforce.com',
  'https://my.salesforce.com',
  'https://.my.salesforce.com',
  'https://acme..my.salesforce.com',
  'https://a.b.c.my.salesforce.com',
  'https://-acme.my.salesforce.com',
  'https://acme_.my.salesforce.com',
  'https://acme.my.salesforce.com.',
  'https://login.salesforce.com.',
  'https://evillogin.salesforce.com',
  'https://evil.login.salesforce.com',
  'https://acme.my.salesforce.co',
  'https://acme.mysalesforce.com',
  'https://acme.my-salesforce.com',
  'https://acme.my.saleſforce.example',
  'https://acme.my.sаlesforce.com',
  'https://login.sаlesforce.com',
  'https://acme.my.salesforce。evil.example',
  'https://127.0.0.1',
  'https://[::1]',
  'javascript:alert(1)//.my.salesforce.com',
  'file:///acme.my.salesforce.com',
];

describe('hosts of Salesforce', () => {
  for (const address of ITS_OWN) it(`are that of ${address}`, () => expect(isSalesforceHost(address)).to.equal(true));
  for (const address of OTHERS) {
    it(`are not that of ${address || 'nothing'}`, () => expect(isSalesforceHost(address)).to.equal(false));
  }

  it('have the same origin by the same protocol, host and port alone', () => {
    expect(isSameOrigin('http://127.0.0.1:81/', 'http://127.0.0.1:81/services')).to.equal(true);
    for (const other of ['http://127.0.0.1:82', 'https://127.0.0.1:81', 'http://localhost:81', 'no address', '']) {
      expect(isSameOrigin('http://127.0.0.1:81', other), other).to.equal(false);
    }
    expect(isSameOrigin('data:a', 'data:a')).to.equal(false);
    expect(isSameOrigin('', '')).to.equal(false);
  });

  it('are shown without what may be a secret', () => {
    expect(shownAddress('https://ada:pw@evil.example/token?sig=x#y')).to.equal('https://evil.example');
    expect(shownAddress('https://acme.my.sаlesforce.com')).to.match(/^https:\/\/acme\.my\.xn--/);
    expect(shownAddress('no address')).to.match(/^URL #[0-9a-f]{8}$/);
    expect(shownAddress('https://ada:p/w@evil.example')).to.match(/^https:… \(URL #[0-9a-f]{8}\)$/);
  });
});
