import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { retrieveFrom, startRetrieve, type Retrieved } from './retrieveFrom.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

const account = 'unpackaged/objects/Account.object';
const profile = 'unpackaged/profiles/Force%2Ecom - Free User.profile';

describe('retrieving from the stand-in', () => {
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
    standin.control.setLimits({ retrieveFiles: 10_000, retrieveMs: 0 });
  });

  const retrieve = (types: Record<string, string[]>): Promise<Retrieved> => retrieveFrom(connection, types);
  const paths = async (types: Record<string, string[]>): Promise<string[]> =>
    [...(await retrieve(types)).files.keys()].filter((path) => !path.endsWith('package.xml'));
  const text = (retrieved: Retrieved, path: string): string => retrieved.files.get(path) ?? '';

  it('gives content, meta file and bundle files, with a manifest', async () => {
    const { files, listed } = await retrieve({ ApexClass: ['OrderService'], LightningComponentBundle: ['orderList'] });

    expect([...files.keys()]).to.have.members([
      'unpackaged/classes/OrderService.cls',
      'unpackaged/classes/OrderService.cls-meta.xml',
      'unpackaged/lwc/orderList/orderList.js',
      'unpackaged/lwc/orderList/orderList.js-meta.xml',
      'unpackaged/package.xml',
    ]);
    expect(listed).to.include('unpackaged/classes/OrderService.cls');
  });

  it('takes "*" for what the org made: no standard objects, nothing packaged', async () => {
    expect(await paths({ CustomObject: ['*'] })).to.deep.equal(['unpackaged/objects/Line__c.object']);
    expect(await paths({ Layout: ['*'] })).to.deep.equal([
      'unpackaged/layouts/Account-Account %28Sales%29 Layout.layout',
    ]);
  });

  it('takes "*" for nothing where the type does not support it', async () => {
    expect(await paths({ CustomField: ['*'], Report: ['*'], StandardValueSet: ['*'] })).to.deep.equal([]);
  });

  it('understands names in either spelling', async () => {
    const expected = ['unpackaged/layouts/Account-Account %28Sales%29 Layout.layout'];

    expect(await paths({ Layout: ['Account-Account %28Sales%29 Layout'] })).to.deep.equal(expected);
    expect(await paths({ Layout: ['Account-Account (Sales) Layout'] })).to.deep.equal(expected);
  });

  it('gives a folder under the type of its content, a slash at the end or not', async () => {
    const expected = ['unpackaged/reports/Sales-meta.xml', 'unpackaged/reports/Sales/Pipeline.report'];

    expect(await paths({ Report: ['Sales', 'Sales/Pipeline'] })).to.deep.equal(expected);
    expect(await paths({ Report: ['Sales/', 'Sales/Pipeline'] })).to.deep.equal(expected);
  });

  it('wants packaged layouts by their full name', async () => {
    const { problems } = await retrieve({ Layout: ['acme__Thing__c-Thing Layout'] });

    expect(problems).to.deep.equal(["Entity of type 'Layout' named 'acme__Thing__c-Thing Layout' cannot be found"]);
    expect(await paths({ Layout: ['acme__Thing__c-acme__Thing Layout'] })).to.have.length(1);
  });

  it('keeps a packaged record and an own one of the same name apart', async () => {
    standin.control.add('CustomMetadata', 'acme__Price.acme__Low', '<CustomMetadata/>');
    standin.control.add('CustomMetadata', 'acme__Price.Low', '<CustomMetadata/>');

    expect(await paths({ CustomMetadata: ['acme__Price.Low'] })).to.deep.equal([
      'unpackaged/customMetadata/acme__Price.Low.md',
    ]);
    expect(await paths({ CustomMetadata: ['acme__Price.acme__Low'] })).to.deep.equal([
      'unpackaged/customMetadata/acme__Price.acme__Low.md',
    ]);
  });

  it('hides the code of packages', async () => {
    expect(text(await retrieve({ ApexClass: ['acme__Secret'] }), 'unpackaged/classes/acme__Secret.cls')).to.equal(
      '(hidden)'
    );
  });

  it('tells what it cannot find and delivers the rest', async () => {
    const { status, problems, files } = await retrieve({ ApexClass: ['OrderService', 'Gone'], Nonsense: ['X'] });

    expect(status).to.equal('Succeeded');
    expect(problems).to.deep.equal([
      "Entity of type 'ApexClass' named 'Gone' cannot be found",
      "Entity type: 'Nonsense' is unknown",
    ]);
    expect(files).to.include.keys('unpackaged/classes/OrderService.cls');
  });

  it('gives an object file with only the child that was asked for', async () => {
    const file = text(await retrieve({ CustomField: ['Account.Color__c'] }), account);

    expect(file).to.contain('<fullName>Color__c</fullName>');
    expect(file).not.to.contain('Tier__c');
    expect(file).not.to.contain('<recordTypes>');
  });

  it('gives values of record types only for picklists and value sets of the same request', async () => {
    const alone = text(await retrieve({ CustomObject: ['Account'] }), account);
    const withSets = text(
      await retrieve({ CustomObject: ['Account'], GlobalValueSet: ['Tiers'], StandardValueSet: ['Industry'] }),
      account
    );
    const recordTypeOnly = text(await retrieve({ RecordType: ['Account.Business'] }), account);
    const picklists = (file: string): string[] => [...file.matchAll(/<picklist>(\w+)</g)].map(([, name]) => name ?? '');

    expect(picklists(alone)).to.deep.equal(['Color__c']);
    expect(picklists(withSets)).to.have.members(['Color__c', 'Industry', 'Tier__c']);
    expect(picklists(recordTypeOnly)).to.deep.equal([]);
  });

  it('gives a lone profile nearly empty, and its rights for what comes with it', async () => {
    const alone = text(await retrieve({ Profile: ['Force.com - Free User'] }), profile);
    const together = text(
      await retrieve({
        Profile: ['Force%2Ecom - Free User'],
        ApexClass: ['OrderService'],
        CustomObject: ['Line__c'],
        Layout: ['Account-Account %28Sales%29 Layout'],
      }),
      profile
    );

    expect(alone).to.contain('<userPermissions>').and.contain('<loginIpRanges>');
    expect(alone).not.to.match(/classAccesses|fieldPermissions|layoutAssignments|objectPermissions/);
    for (const section of ['classAccesses', 'fieldPermissions', 'layoutAssignments', 'objectPermissions']) {
      expect(together).to.contain(`<${section}>`);
    }
  });

  it('gives a permission set whole', async () => {
    const file = text(
      await retrieve({ PermissionSet: ['Line_Reader'] }),
      'unpackaged/permissionsets/Line_Reader.permissionset'
    );

    expect(file).to.contain('<objectPermissions>');
  });

  it('gives a result out once', async () => {
    const id = await startRetrieve(connection, { ApexClass: ['*'] });
    await connection.metadata.checkRetrieveStatus(id);

    const error = await connection.metadata.checkRetrieveStatus(id).then(
      () => undefined,
      (refused: Error) => refused
    );

    expect(error?.message).to.contain('Retrieve result has been deleted');
  });

  it('fails after the job, not before, when there is too much', async () => {
    standin.control.setLimits({ retrieveFiles: 1 });

    const { status, errorStatusCode, files } = await retrieve({ ApexClass: ['*'] });

    expect([status, errorStatusCode, files.size]).to.deep.equal(['Failed', 'LIMIT_EXCEEDED', 0]);
  });

  it('takes its time when told to', async () => {
    standin.control.setLimits({ retrieveMs: 60_000 });

    const { status, files } = await retrieve({ ApexClass: ['*'] });

    expect([status, files.size]).to.deep.equal(['Pending', 0]);
  });

  it('zips the same contents to the same bytes', async () => {
    const zipOf = async (): Promise<string> => {
      const id = await startRetrieve(connection, { ApexClass: ['*'] });
      return (await connection.metadata.checkRetrieveStatus(id)).zipFile;
    };

    expect(await zipOf()).to.equal(await zipOf());
  });

  it('plants entries that point outside, and breaks zips, when told to', async () => {
    const entry = { kind: 'zipEntry', path: '../../evil.txt', content: Buffer.from('boo') } as const;
    standin.control.plan('retrieve', entry);
    const hostile = await retrieve({ ApexClass: ['OrderService'] });
    standin.control.plan('retrieve', { kind: 'garbageZip' });
    const broken = await retrieve({ ApexClass: ['OrderService'] }).catch((error: Error) => error);
    const sound = await retrieve({ ApexClass: ['OrderService'] });

    expect(hostile.files.get('../../evil.txt')).to.equal('boo');
    expect(broken).to.be.instanceOf(Error);
    expect(sound.files.size).to.equal(3);
  });
});
