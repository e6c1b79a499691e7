import { expect } from 'chai';
import { query } from '../../src/salesforce/calls/query.ts';
import { TransportFault } from '../../src/salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';

const FIRST = '/services/data/v66.0/query?q=SELECT%20Id%20FROM%20Thing';

const sessionWith = (answers: Readonly<Record<string, unknown>>): OrgSession =>
  ({ apiVersion: '66.0', get: async (path: string) => answers[path] }) as unknown as OrgSession;

const rowsOf = (answers: Readonly<Record<string, unknown>>): Promise<unknown> =>
  query(sessionWith(answers), 'SELECT Id FROM Thing').catch((error: unknown) => error);

describe('a query', () => {
  it('gives the rows of all pages', async () => {
    const rows = await rowsOf({
      [FIRST]: { records: [{ Id: 1 }], done: false, nextRecordsUrl: '/next' },
      '/next': { records: [{ Id: 2 }], done: true },
    });

    expect(rows).to.deep.equal([{ Id: 1 }, { Id: 2 }]);
  });

  for (const [what, answer] of [
    ['nothing', null],
    ['no rows', {}],
    ['a row that is none', { records: [null], done: true }],
    ['another page without saying where', { records: [], done: false }],
    ['a page on another host', { records: [], done: false, nextRecordsUrl: 'https://evil.example/next' }],
    ['itself as the next page', { records: [], done: false, nextRecordsUrl: FIRST }],
  ] as const) {
    it(`fails when the org answers ${what}, rather than to look as if rows were gone`, async () => {
      expect(await rowsOf({ [FIRST]: answer })).to.be.instanceOf(TransportFault);
    });
  }
});
