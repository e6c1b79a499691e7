import { expect } from 'chai';
import { retryAfterMs, type HttpHeaders } from '../../../src/salesforce/transport/retryAfter.ts';

const DATE = 'Wed, 21 Oct 2026 07:28:00 GMT';

describe('how long a server asks to wait', () => {
  for (const [what, status, headers, ms] of [
    ['seconds', 503, { 'retry-after': '120' }, 120_000],
    ['seconds of HTTP 429', 429, { 'retry-after': ' 3 ' }, 3000],
    ['seconds of HTTP 420', 420, { 'retry-after': '0' }, 0],
    ['a date, by the clock of the server', 503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: DATE }, 30_000],
    ['a date that has passed', 503, { 'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT', date: DATE }, 0],
    ['a date without the clock of the server', 503, { 'retry-after': DATE }, undefined],
    ['nothing that can be understood', 503, { 'retry-after': 'soon', date: DATE }, undefined],
    ['less than nothing', 503, { 'retry-after': '-5', date: DATE }, 0],
    ['nothing', 503, {}, undefined],
    ['nothing, where no header came', 503, undefined, undefined],
    ['seconds of a redirect, which is no request to slow down', 302, { 'retry-after': '120' }, undefined],
  ] as ReadonlyArray<readonly [string, number, HttpHeaders | undefined, number | undefined]>) {
    it(`is known of ${what}`, () => {
      expect(retryAfterMs(status, headers)).to.equal(ms);
    });
  }
});
