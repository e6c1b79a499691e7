import { expect } from 'chai';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { holdsLogin, originOf, shownUrl } from '../../src/secrets/shownUrl.ts';

const digits = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

describe('a URL that is shown', () => {
  it('is its origin, and eight digits by which its owner knows it', () => {
    const url = 'https://policies.example.com/p.json?sig=abc';

    expect(shownUrl(url)).to.equal(`https://policies.example.com (URL #${digits(url)})`);
    expect(shownUrl(`${url}d`)).not.to.equal(shownUrl(url));
  });

  for (const [url, place] of [
    ['https://policies.example.com:8443/planted/p.json', 'https://policies.example.com:8443'],
    ['https://planted:planted@h.example/p?sig=planted#planted', 'https://h.example'],
    ['https:planted:planted@h.example/p', 'https://h.example'],
    ['https:/planted:planted@h.example/p', 'https://h.example'],
    ['https:\\\\planted:planted@h.example\\p', 'https://h.example'],
    ['HTTP://planted@h.example', 'http://h.example'],
    ['postgres://planted:planted@h.example:5432/db?password=planted', 'postgres://h.example:5432'],
    // The password holds what ends a host: where it leads is not certain.
    ['https://planted/planted@h.example/p', 'https:…'],
    ['https://planted:1/planted@h.example/p', 'https:…'],
    ['https://planted?planted@h.example/p', 'https:…'],
    ['https://planted#planted@h.example/p', 'https:…'],
    ['https://planted\\planted@h.example/p', 'https:…'],
    ['https://planted/planted%40h.example/p', 'https:…'],
    ['https://planted:plan/ted@h.example', 'https:…'],
    ['https://pl anted:planted@[', 'https:…'],
    ['postgres:host=h password=planted', 'postgres:…'],
    ['file:///planted', 'file:…'],
  ] as const) {
    it(`shows of ${url.replaceAll('planted', '…')} no more than ${place}`, () => {
      expect(shownUrl(url)).to.equal(`${place} (URL #${digits(url)})`);
    });
  }

  for (const text of ['planted:planted@h.example', 'planted', 'planted://planted', '://planted', '']) {
    it(`shows nothing of "${text.replaceAll('planted', '…')}"`, () => {
      expect(shownUrl(text)).to.equal(`URL #${digits(text)}`);
    });
  }

  it('never holds a path, a query, a user or a password', () => {
    const planted = fc.stringMatching(/^[\w.~!$'()*+,;=%/?#\\: -]*planted[\w.~!$'()*+,;=%/?#\\: -]*$/);
    const separator = fc.constantFrom(
      'https://',
      'https:',
      'https:/',
      'https:\\',
      'http://',
      'wss:',
      'postgres://',
      ''
    );
    fc.assert(
      fc.property(separator, planted, planted, (scheme, user, password) => {
        expect(shownUrl(`${scheme}${user}:${password}@h.example/p`)).not.to.contain('planted');
      })
    );
    fc.assert(
      fc.property(planted, (rest) => {
        expect(shownUrl(`https://h.example/${rest}`)).not.to.contain('planted');
        expect(shownUrl(`https://h.example?${rest}`)).not.to.contain('planted');
        expect(shownUrl(`https://h.example#${rest}`)).not.to.contain('planted');
      })
    );
  });
});

describe('where a URL leads', () => {
  it('is told for certain or not at all', () => {
    expect(originOf('http://proxy.example:3128')).to.equal('http://proxy.example:3128');
    expect(originOf('socks5://me:planted@proxy.example:1080')).to.equal('socks5://proxy.example:1080');
    for (const text of ['http://me:1/2@proxy.example', 'proxy.example:3128', ''])
      expect(originOf(text)).to.equal(undefined);
  });
});

describe('a path', () => {
  it('reads like a URL whose scheme was forgotten where it holds a user and a password', () => {
    for (const text of ['my_name:planted@h.example/p', '//me:planted@h.example/p', ':planted@h']) {
      expect(holdsLogin(text), text).to.equal(true);
    }
    for (const text of ['/etc/a:b@c', 'C:\\Users\\a@b\\p.json', './a@b.json', 'https://h/p@1', 'elements.db']) {
      expect(holdsLogin(text), text).to.equal(false);
    }
  });
});
