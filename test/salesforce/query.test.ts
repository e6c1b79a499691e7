import { expect } from 'chai';
import { firstRow, query } from '../../src/salesforce/calls/query.ts';
import { isFault, SalesforceFault, TransportFault } from '../../src/salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import { elementsError } from '../../src/errors.ts';

const FIRST = '/services/data/v66.0/query?q=SELECT%20Id%20FROM%20Thing';

type Script = (path: string, turn: number) => unknown;

/** A session that answers by the path and by how often it was asked for; errors are thrown. */
const sessionWith = (script: Script): { session: OrgSession; asked: string[]; waits: number[] } => {
  const asked: string[] = [];
  const waits: number[] = [];
  const session = {
    apiVersion: '66.0',
    random: () => 0.5,
    sleep: async (ms: number) => void waits.push(ms),
    get: async (path: string) => {
      asked.push(path);
      const answer = script(path, asked.filter((other) => other === path).length);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as OrgSession;
  return { session, asked, waits };
};

const rowsOf = (script: Script): Promise<unknown> =>
  query(sessionWith(script).session, 'SELECT Id FROM Thing').catch((error: unknown) => error);

const page = (ids: readonly number[], next?: string): object => ({
  records: ids.map((Id) => ({ Id })),
  done: next === undefined,
  ...(next === undefined ? {} : { nextRecordsUrl: next }),
});

const fault = (code: string, message = code, status = 400): SalesforceFault =>
  new SalesforceFault({ code, message, operation: 'query', status });

describe('a query', () => {
  it('ends where its rows grow without end, and keeps nothing that describes a row', async () => {
    const { session, asked } = sessionWith((_path, turn) => ({
      ...page([1, 2, 3, 4], `/next-${String(asked.length + turn)}`),
      totalSize: 1_000_000_000,
    }));

    const error = await query(session, 'SELECT Id FROM Thing', 'data', 2000).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(SalesforceFault);
    expect((error as Error).message).to.contain('more than 2000 bytes');
    expect(asked.length).to.be.below(10);
    const described = { records: [{ Id: 1, attributes: { type: 'Thing' } }], done: true };
    expect(await rowsOf(() => described)).to.deep.equal([{ Id: 1 }]);
  });

  it('gives the rows of all pages', async () => {
    const rows = await rowsOf((path) => (path === FIRST ? page([1], '/next') : page([2])));

    expect(rows).to.deep.equal([{ Id: 1 }, { Id: 2 }]);
  });

  for (const [what, answer] of [
    ['nothing', null],
    ['no rows', {}],
    ['a row that is none', { records: [null], done: true }],
    ['rows without saying whether they are all', { records: [] }],
    ['another page without saying where', { records: [], done: false }],
    ['a page on another host', { records: [], done: false, nextRecordsUrl: 'https://evil.example/next' }],
    ['fewer rows than it says that there are', { ...page([1]), totalSize: 2 }],
    ['more rows than it says that there are', { ...page([1, 1]), totalSize: 1 }],
    ['itself as the next page', { records: [], done: false, nextRecordsUrl: FIRST }],
  ] as const) {
    it(`fails when the org answers ${what}, rather than to look as if rows were gone`, async () => {
      expect(await rowsOf(() => answer)).to.be.instanceOf(TransportFault);
    });

    it(`begins again when the org answers ${what} once`, async () => {
      const rows = await rowsOf((_path, turn) => (turn === 1 ? answer : page([1])));

      expect(rows).to.deep.equal([{ Id: 1 }]);
    });
  }

  it('gives up pages without end that hold next to nothing', async () => {
    const { session, asked } = sessionWith((path) => page([1], `/next${String(Number(/\d*$/.exec(path)?.[0]) + 1)}`));

    const error = await query(session, 'SELECT Id FROM Thing').catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(TransportFault);
    expect(asked.length).to.be.below(300);
  });

  it('asks for no more pages when there are more rows than there are to be', async () => {
    const many = Array.from({ length: 500 }, (_, at) => at);
    const { session, asked } = sessionWith((path) => ({
      ...page(many, `/next${String(Number(/\d*$/.exec(path)?.[0]) + 1)}`),
      totalSize: 1000,
    }));

    const error = await query(session, 'SELECT Id FROM Thing').catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(TransportFault);
    expect(asked).to.have.lengthOf(9);
  });

  it('follows many pages of few rows, as wide rows make them', async () => {
    const few = Array.from({ length: 20 }, (_, at) => at);
    const rows = await rowsOf((path) => {
      const at = Number(/\d*$/.exec(path)?.[0]);
      return page(few, at < 300 ? `/next${String(at + 1)}` : undefined);
    });

    expect(rows).to.have.lengthOf(301 * 20);
  });

  it('for one row asks for one page, wherever the next one leads', async () => {
    const { session, asked } = sessionWith((path) => page([1], `${path}1`));

    expect(await firstRow(session, 'SELECT Id FROM Thing')).to.deep.equal({ Id: 1 });
    expect(asked).to.have.lengthOf(1);
  });

  it('for one row takes an empty first page for no row only where it is the last', async () => {
    const { session } = sessionWith((path) => (path === FIRST ? page([], '/next') : page([2])));

    expect(await firstRow(session, 'SELECT Id FROM Thing')).to.deep.equal({ Id: 2 });
    expect(await firstRow(sessionWith(() => page([])).session, 'SELECT Id FROM Thing')).to.equal(undefined);
  });

  for (const [what, lost] of [
    ['an unknown locator', fault('INVALID_QUERY_LOCATOR', 'invalid query locator')],
    ['an unknown locator of the other name', fault('INVALID_LOCATOR')],
    ['a cursor that can not be read', fault('NEW', 'Failed while fetching query cursor data for this QueryLocator')],
    ['a page that is not there', fault('NOT_FOUND', 'The requested resource does not exist', 404)],
    ['a page that the user may not see any more', fault('INSUFFICIENT_ACCESS', 'no', 403)],
    ['an error that nobody knows', fault('NEW', 'something went wrong', 500)],
    ['a connection that broke', new TransportFault('query', 'read ECONNRESET', { unsent: false, code: 'ECONNRESET' })],
    ['half a page', {}],
    ['a circle', page([2], FIRST)],
  ] as const) {
    describe(`that loses its place by ${what}`, () => {
      it('begins again from its first page, with no row of before', async () => {
        const { session, asked, waits } = sessionWith((path, turn) => {
          // Between the two starts a row has come, and another has gone.
          if (path === FIRST) return turn === 1 ? page([1, 2], '/first') : page([2, 3], '/second');
          return path === '/first' ? lost : page([4]);
        });

        const rows = await query(session, 'SELECT Id FROM Thing');

        expect(rows).to.deep.equal([{ Id: 2 }, { Id: 3 }, { Id: 4 }]);
        expect(asked).to.deep.equal([FIRST, '/first', FIRST, '/second']);
        expect(waits, 'waits between').to.have.lengthOf(1);
      });

      it('fails after three starts, and not as if there were nothing to see', async () => {
        const { session, asked, waits } = sessionWith((path) => (path === FIRST ? page([1], '/next') : lost));

        const error = await query(session, 'SELECT Id FROM Thing').catch((thrown: unknown) => thrown);

        expect(error).to.satisfy(isFault);
        expect((error as TransportFault).row?.meaning).to.not.equal('not given');
        expect(asked.filter((path) => path === FIRST)).to.have.lengthOf(3);
        expect(waits).to.have.lengthOf(2);
        expect(waits[1]).to.be.above(waits[0] ?? 0);
      });
    });
  }

  for (const [what, end] of [
    ['the session ends', fault('INVALID_SESSION_ID', 'Session expired or invalid', 401)],
    ['the limit of requests is used up', fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 403)],
    ['the time of the sync is over', elementsError('deadline', ['prod', '5', 'Query'])],
  ] as const) {
    it(`does not begin again when ${what}`, async () => {
      const { session, asked } = sessionWith((path) => (path === FIRST ? page([1], '/next') : end));

      expect(await query(session, 'SELECT Id FROM Thing').catch((thrown: unknown) => thrown)).to.equal(end);
      expect(asked).to.deep.equal([FIRST, '/next']);
    });
  }

  it('does not begin again when it is refused from the first page on', async () => {
    const refusal = fault('INVALID_FIELD', 'No such column');
    const { session, asked } = sessionWith(() => refusal);

    expect(await query(session, 'SELECT Id FROM Thing').catch((thrown: unknown) => thrown)).to.equal(refusal);
    expect(asked).to.deep.equal([FIRST]);
  });

  it('shares the ten cursors of its user: only five of a session are under way at once', async () => {
    let [open, most] = [0, 0];
    const { session } = sessionWith((path) => (path.startsWith('/next') ? page([2]) : page([1], `/next-${path}`)));
    const get = session.get.bind(session);
    const counting: OrgSession = {
      ...session,
      get: async (path, operation) => {
        if (!path.startsWith('/next')) most = Math.max(most, (open += 1));
        await new Promise((resolve) => setImmediate(resolve));
        if (path.startsWith('/next')) open -= 1;
        return get(path, operation);
      },
    };

    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => query(counting, `SELECT Id FROM T${n}`)));

    expect(results.map((rows) => rows.length)).to.deep.equal(Array.from({ length: 20 }, () => 2));
    expect(most).to.equal(5);
  });
});
