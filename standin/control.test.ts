import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { retrieveFrom } from './retrieveFrom.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Layout>&b;</Layout>';

describe('the control of the stand-in', () => {
  let project: TinyProject;
  let standin: Standin;
  let connection: Connection;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    standin = await startStandin({ project: project.path });
    connection = connectTo(standin);
  });

  afterEach(() => standin.stop());

  type Row = Awaited<ReturnType<Connection['metadata']['list']>>[number];

  const list = async (type: string): Promise<Map<string, Row>> =>
    new Map((await connection.metadata.list({ type })).map((row) => [row.fullName, row]));

  const command = async (name: string, input: object): Promise<Response> =>
    fetch(`${standin.url}/__standin/${name}`, { method: 'POST', body: JSON.stringify(input) });

  it('moves the date of what it touches, each time further', async () => {
    const before = (await list('ApexClass')).get('OrderService');
    standin.control.touch('ApexClass', 'OrderService');
    const between = (await list('ApexClass')).get('OrderService');
    standin.control.touch('ApexClass', 'OrderService');
    const after = (await list('ApexClass')).get('OrderService');

    const dates = [before, between, after].map((row) => row?.lastModifiedDate ?? '');
    expect(dates).to.deep.equal([...new Set(dates)].toSorted());
    expect(after?.id).to.equal(before?.id);
  });

  it("moves a child's date and not its container's", async () => {
    const [object, field] = [
      (await list('CustomObject')).get('Line__c'),
      (await list('CustomField')).get('Line__c.Amount__c'),
    ];
    standin.control.changeChild('CustomField', 'Line__c.Amount__c', (element) => element.replace('Currency', 'Number'));

    const { files } = await retrieveFrom(connection, { CustomObject: ['Line__c'] });
    expect(files.get('unpackaged/objects/Line__c.object')).to.contain('<type>Number</type>');
    expect((await list('CustomObject')).get('Line__c')).to.deep.equal(object);
    expect((await list('CustomField')).get('Line__c.Amount__c')?.lastModifiedDate).not.to.equal(
      field?.lastModifiedDate
    );
  });

  it('adds, renames and deletes components with their files', async () => {
    const meta = '<ApexClass><apiVersion>66.0</apiVersion></ApexClass>';
    standin.control.add('ApexClass', 'Fresh', 'class Fresh {}', meta);
    const fresh = (await list('ApexClass')).get('Fresh');
    standin.control.rename('ApexClass', 'Fresh', 'Older');
    standin.control.delete('ApexClass', 'OrderService');

    const rows = await list('ApexClass');
    const { files, problems } = await retrieveFrom(connection, { ApexClass: ['Older', 'Fresh', 'OrderService'] });
    expect([...rows.keys()]).to.have.members(['Older', 'acme__Secret']);
    expect(rows.get('Older')?.id).to.equal(fresh?.id);
    expect(files.get('unpackaged/classes/Older.cls')).to.equal('class Fresh {}');
    expect(files).to.include.keys('unpackaged/classes/Older.cls-meta.xml');
    expect(problems).to.have.length(2);
  });

  it('adds, renames and deletes children, their container untouched', async () => {
    const object = (await list('CustomObject')).get('Line__c');
    standin.control.addChild(
      'CustomField',
      'Line__c',
      '<fields><fullName>Note__c</fullName><type>Text</type></fields>'
    );
    standin.control.rename('CustomField', 'Line__c.Note__c', 'Line__c.Remark__c');
    standin.control.delete('CustomField', 'Line__c.Amount__c');

    const { files } = await retrieveFrom(connection, { CustomObject: ['Line__c'] });
    const file = files.get('unpackaged/objects/Line__c.object') ?? '';
    expect([...(await list('CustomField')).keys()].filter((name) => name.startsWith('Line__c.'))).to.deep.equal([
      'Line__c.Remark__c',
    ]);
    expect(file).to.contain('Remark__c').and.not.contain('Note__c').and.not.contain('<fullName>Amount__c');
    expect((await list('CustomObject')).get('Line__c')).to.deep.equal(object);
  });

  it('takes the children along when it renames or deletes an object', async () => {
    standin.control.rename('CustomObject', 'Line__c', 'Row__c');
    const renamed = [...(await list('ValidationRule')).keys()];
    standin.control.delete('CustomObject', 'Row__c');

    expect(renamed).to.deep.equal(['Row__c.Positive']);
    expect([...(await list('ValidationRule')).keys()]).to.deep.equal([]);
  });

  it('brings children in line with an edited file', async () => {
    const file = standin.control.read('CustomLabels', 'CustomLabels');
    standin.control.edit(
      'CustomLabels',
      'CustomLabels',
      file.replace('<fullName>Bye</fullName>', '<fullName>Ciao</fullName>')
    );

    expect([...(await list('CustomLabel')).keys()]).to.have.members(['Hello', 'Ciao']);
  });

  it("moves only the dates of an edited container's changed parts", async () => {
    const [object, rule] = [
      (await list('CustomObject')).get('Line__c'),
      (await list('ValidationRule')).get('Line__c.Positive'),
    ];
    const field = (await list('CustomField')).get('Line__c.Amount__c');
    const file = standin.control.read('CustomObject', 'Line__c');
    standin.control.edit('CustomObject', 'Line__c', file.replace('Currency', 'Number'));

    expect((await list('CustomObject')).get('Line__c')).to.deep.equal(object);
    expect((await list('ValidationRule')).get('Line__c.Positive')).to.deep.equal(rule);
    expect((await list('CustomField')).get('Line__c.Amount__c')?.lastModifiedDate).not.to.equal(
      field?.lastModifiedDate
    );
  });

  it('leaves the date of a standard object at 1970, whatever happens to it', async () => {
    standin.control.edit('CustomObject', 'Account', '<CustomObject><label>Customer</label></CustomObject>');

    expect((await list('CustomObject')).get('Account')?.lastModifiedDate).to.equal('1970-01-01T00:00:00.000Z');
  });

  it('serves broken and hostile files as they are', async () => {
    standin.control.edit('Layout', 'Account-Account (Sales) Layout', bomb);

    const { files } = await retrieveFrom(connection, { Layout: ['*'] });

    expect([...files.values()]).to.include(bomb);
  });

  it('fails an operation as often as told, only where it matches', async () => {
    standin.control.fail('listMetadata', { code: 'UNKNOWN_EXCEPTION' }, { match: 'ApexClass', times: 1 });
    const failed = await list('ApexClass').then(
      () => undefined,
      (error: { errorCode: string }) => error.errorCode
    );

    expect(failed).to.equal('sf:UNKNOWN_EXCEPTION');
    expect((await list('ApexClass')).size).to.equal(2);
  });

  it('fails a retrieve after it has started', async () => {
    standin.control.fail('retrieveJob', { code: 'UNKNOWN_EXCEPTION' }, { match: 'ApexClass:OrderService' });

    const poisoned = await retrieveFrom(connection, { ApexClass: ['OrderService'] });
    const again = await retrieveFrom(connection, { ApexClass: ['OrderService'] });

    expect([poisoned.status, poisoned.errorStatusCode]).to.deep.equal(['Failed', 'UNKNOWN_EXCEPTION']);
    expect(again.status).to.equal('Succeeded');
  });

  it('lists a component twice and one without a type', async () => {
    standin.control.plan('listMetadata', { kind: 'listTwice', fullName: 'OrderService' });
    standin.control.plan('listMetadata', { kind: 'nullType', fullName: 'acme__Secret' });

    const rows = await connection.metadata.list({ type: 'ApexClass' });

    expect(rows.filter(({ fullName }) => fullName === 'OrderService')).to.have.length(2);
    expect(rows.map(({ type }) => type)).to.have.members(['ApexClass', 'ApexClass', '']);
  });

  it('cuts bodies off and drops connections', async () => {
    const outcome = async (): Promise<string> =>
      fetch(`${standin.url}/services/data`)
        .then((response) => response.text())
        .then(
          () => 'whole',
          () => 'broken'
        );
    standin.control.plan('versions', { kind: 'cut', keep: 0.5 });
    const cut = await outcome();
    standin.control.plan('versions', { kind: 'drop' });
    const dropped = await outcome();

    expect([cut, dropped, await outcome()]).to.deep.equal(['broken', 'broken', 'whole']);
  });

  it('answers with a maintenance page, and slowly', async () => {
    standin.control.plan('versions', { kind: 'answer', status: 503, contentType: 'text/html', body: '<h1>Down</h1>' });
    standin.control.plan('versions', { kind: 'slow', ms: 20 });

    const response = await fetch(`${standin.url}/services/data`);

    expect([response.status, await response.text()]).to.deep.equal([503, '<h1>Down</h1>']);
  });

  it('counts calls by operation and tells what a retrieve asked for', async () => {
    await retrieveFrom(connection, { ApexClass: ['OrderService'] });
    const asked = standin.requests().find(({ operation }) => operation === 'retrieve')?.detail;

    expect(standin.calls()).to.deep.equal({ retrieve: 1, checkRetrieveStatus: 1 });
    expect(asked).to.deep.equal({ ApexClass: ['OrderService'] });
    standin.forgetRequests();
    expect(standin.calls()).to.deep.equal({});
  });

  it('takes the same commands over HTTP, uncounted', async () => {
    const before = (await list('ApexClass')).get('OrderService');
    const touched = await command('touch', { type: 'ApexClass', fullName: 'OrderService' });
    const after = (await list('ApexClass')).get('OrderService');
    const calls = (await (await fetch(`${standin.url}/__standin/calls`)).json()) as object;

    expect(touched.status).to.equal(200);
    expect(after?.lastModifiedDate).not.to.equal(before?.lastModifiedDate);
    expect(calls).to.deep.equal({ listMetadata: 2 });
  });

  it('says what is wrong with a command', async () => {
    const unknown = await command('touch', { type: 'ApexClass', fullName: 'Nobody' });
    const incomplete = await command('touch', { type: 'ApexClass' });

    expect([unknown.status, incomplete.status]).to.deep.equal([400, 400]);
    expect(await unknown.text()).to.contain('the org has no ApexClass Nobody');
  });

  it('plants bytes in a zip over HTTP', async () => {
    const effect = { kind: 'zipEntry', path: '/etc/evil', contentBase64: Buffer.from('boo').toString('base64') };
    await command('plan', { operation: 'retrieve', effect });

    const { files } = await retrieveFrom(connection, { ApexClass: ['OrderService'] });

    expect(files.get('/etc/evil')).to.equal('boo');
  });
});
