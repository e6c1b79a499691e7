import { expect } from 'chai';
import { rememberUrlSecrets, urlSecrets } from '../../src/secrets/urlSecrets.ts';
import { printable } from '../../src/redact.ts';

describe('the secrets of a URL', () => {
  for (const [url, secrets] of [
    ['https://me:correct-horse-battery@h.example/p.json', ['me', 'correct-horse-battery']],
    ['https://h.example/p.json?sig=correct-horse-battery', ['correct-horse-battery']],
    ['https://h.example/p.json?sig=a%2Fb%2Bc3d4e5f6g7', ['a%2Fb%2Bc3d4e5f6g7', 'a/b+c3d4e5f6g7']],
    ['https://h.example/p.json?x=zK4q9Vt2m1', ['zK4q9Vt2m1']],
    ['https://h.example/p.json?zK4q9Vt2m1', ['zK4q9Vt2m1']],
    ['https://h.example/p.json#token=zK4q9Vt2m1', ['zK4q9Vt2m1']],
    ['https://h.example/hooks/T01AB2CD3/XkQ9zLm2Rt7/p.json', ['T01AB2CD3', 'XkQ9zLm2Rt7']],
    ['https://h.example\\XkQ9zLm2Rt7', ['XkQ9zLm2Rt7']],
    ['https:me:zK4q9Vt2m1@h.example/p', ['me', 'zK4q9Vt2m1']],
    ['http://h.example/0b1d7e52-3c5a-4a61-9a0e-6f3b2a1c9d8e', ['0b1d7e52-3c5a-4a61-9a0e-6f3b2a1c9d8e']],
    ['https://[', ['https://[']],
  ] as const) {
    it(`are found in ${url}`, () => {
      expect(urlSecrets(url)).to.deep.equal(secrets);
    });
  }

  for (const url of [
    'https://policies.example.com/sf-elements/manual-sync-only.json',
    'https://h.example/corporatePolicy/2026/v2/access-token-sync.json',
    'https://h.example/p.json?se=2026-11-30T18%3A33%3A47Z&st=2026-11-30&sv=2022-11-02&X-Amz-Date=20261130T183347Z',
    'https://h.example/p.json?policy=manual-sync-only',
  ]) {
    it(`are not the words, dates and versions of ${url}`, () => {
      expect(urlSecrets(url)).to.deep.equal([]);
    });
  }

  it('are not shown in any text from then on', () => {
    rememberUrlSecrets('https://h.example/hooks/Vq8Lw3Zx6Nb1Kd5/p.json?sig=Jr2Yt9Gf4Hs7Mc0%3D');
    const shown = printable('the server says Vq8Lw3Zx6Nb1Kd5 and Jr2Yt9Gf4Hs7Mc0=, also as SnIyWXQ5R2Y0SHM3TWMwPQ==');
    expect(shown).not.to.match(/Vq8Lw3|Jr2Yt9|SnIyWX/);
    expect(shown).to.contain('the server says');
  });
});
