import { expect } from 'chai';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

describe('REST of the stand-in', () => {
  let project: TinyProject;
  let standin: Standin;

  before(async () => {
    project = tinyProject();
    standin = await startStandin({ project: project.path });
  });

  after(async () => {
    await standin.stop();
    project.remove();
  });

  afterEach(() => standin.control.setLimits({ queryRows: 2000, apiCallsMax: 100_000 }));

  const call = async (path: string, init: RequestInit = {}, session = standin.accessToken()): Promise<Answer> => {
    const headers = { authorization: `Bearer ${session}` };
    const response = await fetch(standin.url + path, { ...init, headers });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };

  const post = (path: string, body: object): Promise<Answer> =>
    call(path, { method: 'POST', body: JSON.stringify(body) });

  const query = (soql: string): string => `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;

  it('lists its versions to anybody, newest last', async () => {
    const versions = (await (await fetch(`${standin.url}/services/data`)).json()) as Array<{ version: string }>;

    expect(versions.at(-1)?.version).to.equal('67.0');
  });

  it('takes paths with a slash too many', async () => {
    expect((await call('//services/data/v67.0')).status).to.equal(200);
  });

  it('serves no version that it does not have', async () => {
    const { status, body } = await call('/services/data/v99.0/limits');

    expect(status).to.equal(404);
    expect(body).to.deep.equal([{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
  });

  it('answers the query about the org', async () => {
    const { body } = await call(query('SELECT Name, IsSandbox, OrganizationType FROM Organization'));

    const [record] = (body as { records: Array<Record<string, unknown>> }).records;
    expect(record).to.include({ IsSandbox: false, OrganizationType: 'Enterprise Edition' });
    expect(record?.['attributes']).to.include({ type: 'Organization' });
  });

  it('refuses a whole query for one unknown column', async () => {
    const { status, body } = await call(query('SELECT Id, Colour FROM User'));

    expect(status).to.equal(400);
    expect(body).to.have.nested.property('[0].errorCode', 'INVALID_FIELD');
  });

  it('describes the columns of a query when asked for them', async () => {
    const soql = 'SELECT Username, Profile.Name, (SELECT Id FROM PermissionSetAssignments) FROM User';

    const { body } = await call(`${query(soql)}&columns=true`);

    const { columnMetadata } = body as { columnMetadata: Array<{ columnName: string; joinColumns: object[] }> };
    expect(columnMetadata.map(({ columnName }) => columnName)).to.deep.equal([
      'Username',
      'Profile',
      'PermissionSetAssignments',
    ]);
    expect(columnMetadata.map(({ joinColumns }) => joinColumns.length)).to.deep.equal([0, 1, 1]);
  });

  it('gives long results page by page', async () => {
    standin.control.setLimits({ queryRows: 1 });
    const first = (await call(query('SELECT Username FROM User ORDER BY Username'))).body as Record<string, unknown>;
    const second = (await call(String(first['nextRecordsUrl']))).body as Record<string, unknown>;

    expect(first).to.include({ totalSize: 2, done: false });
    expect(second).to.include({ totalSize: 2, done: true });
    expect(second).not.to.have.property('nextRecordsUrl');
    expect(second['records']).not.to.deep.equal(first['records']);
  });

  it('knows no page of a query that nobody made', async () => {
    const { status, body } = await call('/services/data/v67.0/query/01g000000000000-2000');

    expect(status).to.equal(400);
    expect(body).to.have.nested.property('[0].errorCode', 'INVALID_QUERY_LOCATOR');
  });

  it('keeps ten results open for each user, and loses the oldest for an eleventh', async () => {
    standin.control.setLimits({ queryRows: 1 });
    const long = query('SELECT Username FROM User');
    const other = standin.accessToken(standin.org.users[1]?.username);
    const next = async (token?: string): Promise<string> =>
      String(((await call(long, {}, token)).body as Record<string, unknown>)['nextRecordsUrl']);
    const others = await next(other);
    const pages: string[] = [];
    for (let count = 0; count < 11; count += 1) pages.push(await next());

    const [oldest, second] = [await call(pages[0] ?? ''), await call(pages[1] ?? '')];

    expect(oldest.status).to.equal(400);
    expect(oldest.body).to.deep.equal([{ message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' }]);
    expect(second.body).to.include({ done: true });
    expect((await call(others, {}, other)).body, 'of another user').to.include({ done: true });
    expect((await call(others)).status, 'by somebody else').to.equal(400);
  });

  it('gives the record of a user', async () => {
    const admin = standin.org.users[0];
    const { body } = await call(`/services/data/v51.0/sobjects/User/${admin?.id}`);

    expect(body).to.include({ Id: admin?.id, Username: admin?.username });
  });

  it('says how many calls were made, and refuses more than there are', async () => {
    const { headers } = await call('/services/data/v67.0/limits');
    standin.control.setLimits({ apiCallsMax: 1 });
    const { status, body } = await call('/services/data/v67.0/limits');

    expect(headers.get('sforce-limit-info')).to.match(/^api-usage=\d+\/100000$/);
    expect(status).to.equal(403);
    expect(body).to.have.nested.property('[0].errorCode', 'REQUEST_LIMIT_EXCEEDED');
  });

  it('answers the parts of a composite one by one, within HTTP 200', async () => {
    const { status, body } = await post('/services/data/v67.0/composite', {
      compositeRequest: [
        { method: 'GET', url: query('SELECT Name FROM Organization'), referenceId: 'good' },
        { method: 'GET', url: query('SELECT Nothing FROM Organization'), referenceId: 'bad' },
      ],
    });

    const parts = (body as { compositeResponse: Array<{ httpStatusCode: number; referenceId: string }> })
      .compositeResponse;
    expect(status).to.equal(200);
    expect(parts.map(({ referenceId, httpStatusCode }) => [referenceId, httpStatusCode])).to.deep.equal([
      ['good', 200],
      ['bad', 400],
    ]);
  });

  it('takes at most 5 queries in a composite and 25 parts in a batch', async () => {
    const part = { method: 'GET', url: query('SELECT Name FROM Organization') };
    const compositeRequest = Array.from({ length: 6 }, (_, index) => ({ ...part, referenceId: `r${index}` }));
    const batchRequests = Array.from({ length: 26 }, () => ({ method: 'GET', url: 'v67.0/limits' }));

    expect((await post('/services/data/v67.0/composite', { compositeRequest })).status).to.equal(400);
    expect((await post('/services/data/v67.0/composite/batch', { batchRequests })).status).to.equal(400);
  });

  it('shuts out whoever lacks API Enabled', async () => {
    const { username, id } = standin.org.users[1] ?? standin.org.users[0]!;
    standin.control.revokePermissions(username, ['ApiEnabled']);
    const { status, body } = await call(`/services/data/v67.0/sobjects/User/${id}`, {}, standin.accessToken(username));

    expect(status).to.equal(403);
    expect(body).to.have.nested.property('[0].errorCode', 'API_CURRENTLY_DISABLED');
  });
});
