import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { readZip } from './readZip.ts';
import { retrieveFrom, startRetrieve } from './retrieveFrom.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

type Page = {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: ReadonlyArray<{ readonly QualifiedApiName: string }>;
};

const OBJECTS = 'SELECT QualifiedApiName FROM EntityDefinition';

describe('faults of the stand-in', () => {
  let project: TinyProject;
  let standin: Standin;
  let connection: Connection;

  before(async () => {
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    connection = connectTo(standin);
  });

  after(async () => {
    await standin.stop();
    project.remove();
  });

  afterEach(() => {
    standin.control.heal();
    standin.control.setLimits({ queryRows: 2000 });
  });

  const listed = async (type: string): Promise<string[]> =>
    (await connection.metadata.list({ type })).map(({ fullName }) => fullName);

  const ask = (path: string, init: RequestInit = {}, session = standin.accessToken()): Promise<Response> =>
    fetch(standin.url + path, { ...init, headers: { authorization: `Bearer ${session}` } });

  const page = async (path: string): Promise<Page> => (await ask(path)).json() as Promise<Page>;

  const dataQuery = `/services/data/v67.0/query?q=${encodeURIComponent(OBJECTS)}`;
  const toolingQuery = dataQuery.replace('/query', '/tooling/query');

  describe('in listings', () => {
    it('leave out the first row, the row of a name, or each n-th, while the component exists', async () => {
      const whole = await listed('ApexClass');
      standin.control.plan('listMetadata', { kind: 'missingRow' }, { match: 'ApexClass' });
      const first = await listed('ApexClass');
      standin.control.plan('listMetadata', { kind: 'missingRow', fullName: 'OrderService' });
      const named = await listed('ApexClass');
      standin.control.plan('listMetadata', { kind: 'missingRow', every: 1 });
      const none = await listed('ApexClass');

      expect(first).to.deep.equal(whole.slice(1));
      expect(named).to.deep.equal(whole.filter((name) => name !== 'OrderService'));
      expect(none).to.deep.equal([]);
      expect(await listed('ApexClass')).to.deep.equal(whole);
      expect((await retrieveFrom(connection, { ApexClass: ['OrderService'] })).problems).to.deep.equal([]);
    });

    it('give rows twice', async () => {
      const whole = await listed('CustomLabel');
      standin.control.plan('listMetadata', { kind: 'doubleRows' }, { times: 1 });
      const first = await listed('CustomLabel');
      standin.control.plan('listMetadata', { kind: 'doubleRows', every: 1 });

      expect(first).to.deep.equal([whole[0], ...whole]);
      expect(await listed('CustomLabel')).to.deep.equal(whole.flatMap((name) => [name, name]));
    });
  });

  for (const [operation, path] of [
    ['query', dataQuery],
    ['toolingQuery', toolingQuery],
  ] as const) {
    describe(`in ${operation}`, () => {
      it('leave rows out, whether the total size counts them or not', async () => {
        const whole = await page(path);
        standin.control.plan(operation, { kind: 'missingRows', totalSize: 'counts them' });
        const told = await page(path);
        standin.control.plan(operation, { kind: 'missingRows', every: 1, totalSize: 'leaves them out' });
        const untold = await page(path);

        expect(whole.records.length).to.equal(whole.totalSize).and.be.above(1);
        expect([told.totalSize, told.done]).to.deep.equal([whole.totalSize, true]);
        expect(told.records).to.deep.equal(whole.records.slice(1));
        expect(untold).to.deep.include({ totalSize: 0, records: [] });
      });

      it('give rows twice, in later pages too', async () => {
        const whole = (await page(path)).records;
        standin.control.plan(operation, { kind: 'doubleRows' });
        const first = await page(path);
        standin.control.setLimits({ queryRows: 2 });
        standin.control.plan(`${operation}More`, { kind: 'doubleRows', every: 1 });
        const { nextRecordsUrl = '' } = await page(path);
        const more = await page(nextRecordsUrl);

        expect(first.records).to.deep.equal([whole[0], ...whole]);
        expect(first.totalSize).to.equal(whole.length);
        expect(more.records).to.deep.equal(whole.slice(2, 4).flatMap((row) => [row, row]));
      });
    });
  }

  describe('in retrieves', () => {
    it('leave components out without a message', async () => {
      standin.control.plan('retrieve', { kind: 'leaveOut', member: 'Layout:Account-*', silent: true });
      const {
        status,
        problems,
        files,
        listed: rows,
      } = await retrieveFrom(connection, { Layout: ['*'], Report: ['Sales/Pipeline'] });

      expect([status, problems]).to.deep.equal(['Succeeded', []]);
      expect([...files.keys()].filter((path) => path.includes('Account-'))).to.deep.equal([]);
      expect(rows).to.deep.equal(['unpackaged/reports/Sales/Pipeline.report']);
    });

    it('leave out several components, or each n-th of what fits, with messages', async () => {
      const members = { CustomLabel: ['Hello', 'Bye'], ApexClass: ['OrderService'] };
      standin.control.plan('retrieve', { kind: 'leaveOut', member: ['CustomLabel:Bye', 'ApexClass:*'] });
      const several = await retrieveFrom(connection, members);
      standin.control.plan('retrieve', { kind: 'leaveOut', member: '*', every: 2 });
      const every = await retrieveFrom(connection, members);

      expect(several.listed).to.deep.equal(['unpackaged/labels/CustomLabels.labels']);
      expect(several.problems).to.have.length(2);
      expect(every.problems).to.have.length(1);
    });

    it('lack files that the list of the answer names', async () => {
      standin.control.plan('retrieve', { kind: 'missingFiles', path: '.cls-meta.xml' });
      const meta = await retrieveFrom(connection, { ApexClass: ['OrderService'] });
      standin.control.plan('retrieve', { kind: 'missingFiles' });
      const all = await retrieveFrom(connection, { ApexClass: ['OrderService'] });

      expect([...meta.files.keys()]).to.deep.equal(['unpackaged/classes/OrderService.cls', 'unpackaged/package.xml']);
      expect([...all.files.keys()]).to.deep.equal(['unpackaged/package.xml']);
      expect(all.listed).to.deep.equal(['unpackaged/classes/OrderService.cls']);
    });

    it('give a zip with the manifest alone, or with nothing', async () => {
      standin.control.plan('retrieve', { kind: 'emptyZip' });
      const manifest = await retrieveFrom(connection, { ApexClass: ['OrderService'] });
      standin.control.plan('retrieve', { kind: 'emptyZip', bare: true });
      const id = await startRetrieve(connection, { ApexClass: ['OrderService'] });
      const { zipFile, status } = await connection.metadata.checkRetrieveStatus(id);

      expect([...manifest.files.keys()]).to.deep.equal(['unpackaged/package.xml']);
      expect([manifest.listed, manifest.problems]).to.deep.equal([[], []]);
      expect(status).to.equal('Succeeded');
      expect([...readZip(Buffer.from(zipFile, 'base64')).keys()]).to.deep.equal([]);
    });

    it('leave a job stuck until it is healed', async () => {
      standin.control.plan('retrieve', { kind: 'stuckJob', state: 'Pending' });
      const id = await startRetrieve(connection, { ApexClass: ['OrderService'] });
      const look = async (): Promise<string> => (await connection.metadata.checkRetrieveStatus(id)).status;
      const states = [await look(), await look()];
      standin.control.heal('listMetadata');
      states.push(await look());
      standin.control.heal();

      expect([...states, await look()]).to.deep.equal(['Pending', 'Pending', 'Pending', 'Succeeded']);
    });
  });

  describe('in every operation', () => {
    it('leave a client without an answer until it gives up', async () => {
      standin.control.plan('limits', { kind: 'hang' });
      standin.control.plan('describeGlobal', { kind: 'hang', keep: 0.5 });
      const path = '/services/data/v67.0';

      const silent = await ask(`${path}/limits`, { signal: AbortSignal.timeout(50) }).catch((error: Error) => error);
      const half = await ask(`${path}/sobjects`, { signal: AbortSignal.timeout(200) });

      expect(silent).to.include({ name: 'TimeoutError' });
      expect(half.status).to.equal(200);
      expect(await half.text().catch((error: Error) => error)).to.include({ name: 'TimeoutError' });
      expect((await ask(`${path}/limits`)).status).to.equal(200);
    });

    it('leave no client hanging when the stand-in stops', async () => {
      const other = await startStandin({ project: project.path });
      other.control.plan('versions', { kind: 'hang' });
      const asking = fetch(`${other.url}/services/data`).catch(() => 'ended');
      while (other.calls()['versions'] === undefined) await new Promise((resolve) => setImmediate(resolve));
      await other.stop();

      expect(await asking).to.equal('ended');
    });

    it('end the sessions that are alive when a call comes, and no later ones', async () => {
      const session = standin.accessToken();
      const path = '/services/data/v67.0/limits';
      standin.control.plan('limits', { kind: 'endSessions' });
      const statuses = [
        (await ask('/services/data/v67.0/sobjects', {}, session)).status,
        (await ask(path, {}, session)).status,
        (await ask(path, {}, session)).status,
        (await ask(path)).status,
      ];
      connection = connectTo(standin);

      expect(statuses).to.deep.equal([200, 401, 401, 200]);
    });
  });
});
