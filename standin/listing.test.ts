import type { Connection } from '@salesforce/core';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

describe('listing metadata of the stand-in', () => {
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

  const names = async (type: string, folder?: string): Promise<string[]> =>
    (await connection.metadata.list(folder === undefined ? { type } : { type, folder })).map(
      ({ fullName }) => fullName
    );

  const refusal = async (queries: Array<{ type: string }>): Promise<string> =>
    connection.metadata.list(queries).then(
      () => 'answered',
      (error: { errorCode: string }) => error.errorCode
    );

  it('describes its types with their children', async () => {
    const { metadataObjects, organizationNamespace } = await connection.metadata.describe();

    const object = metadataObjects.find(({ xmlName }) => xmlName === 'CustomObject');
    expect(object?.childXmlNames).to.include.members(['CustomField', 'RecordType', 'ValidationRule']);
    expect(metadataObjects.find(({ xmlName }) => xmlName === 'Report')?.inFolder).to.equal(true);
    expect(organizationNamespace).to.equal('');
  });

  it('lists standard objects without an id and with date 1970', async () => {
    const [account] = (await connection.metadata.list({ type: 'CustomObject' })).filter(
      ({ fullName }) => fullName === 'Account'
    );

    expect(account).to.include({ id: '', createdDate: '1970-01-01T00:00:00.000Z', fileName: 'objects/Account.object' });
  });

  it('gives everything else 18-character ids with the prefix of its type', async () => {
    const [line] = (await connection.metadata.list({ type: 'CustomField' })).filter(
      ({ fullName }) => fullName === 'Line__c.Amount__c'
    );

    expect(line?.id).to.match(/^00N\w{15}$/);
  });

  it('lists children of containers', async () => {
    expect(await names('RecordType')).to.deep.equal(['Account.Business']);
    expect(await names('ValidationRule')).to.deep.equal(['Line__c.Positive']);
    expect(await names('CustomLabel')).to.have.members(['Hello', 'Bye']);
    expect(await names('WorkflowAlert')).to.deep.equal(['Account.Tell_Owner']);
  });

  it('spells free-text names percent-encoded', async () => {
    expect(await names('Layout')).to.include('Account-Account %28Sales%29 Layout');
    expect(await names('Profile')).to.deep.equal(['Force%2Ecom - Free User']);
  });

  it('marks what belongs to an installed package', async () => {
    const [score] = (await connection.metadata.list({ type: 'CustomField' })).filter(({ fullName }) =>
      fullName.endsWith('Score__c')
    );

    expect(score).to.include({
      fullName: 'Account.acme__Score__c',
      namespacePrefix: 'acme',
      manageableState: 'installed',
    });
  });

  it('leaves the namespace out of the own part of what is packaged, in the file too, where orgs do', async () => {
    standin.control.add('CustomMetadata', 'acme__Price.acme__Low', '<CustomMetadata/>');
    standin.control.add('CustomMetadata', 'acme__Price.Low', '<CustomMetadata/>');
    standin.control.add('QuickAction', 'Account.acme__Call', '<QuickAction/>');

    expect(await names('Layout')).to.include('acme__Thing__c-Thing Layout');
    expect(await names('QuickAction')).to.deep.equal(['Account.Call']);
    const rows = await connection.metadata.list({ type: 'CustomMetadata' });
    expect(rows.map(({ fullName, manageableState }) => [fullName, manageableState])).to.have.deep.members([
      ['acme__Price.Low', 'installed'],
      ['acme__Price.Low', 'unmanaged'],
    ]);
    expect(new Set(rows.map(({ fileName }) => fileName))).to.deep.equal(new Set(['customMetadata/acme__Price.Low.md']));
    expect(new Set(rows.map(({ id }) => id))).to.have.property('size', 2);
    for (const name of ['acme__Price.acme__Low', 'acme__Price.Low']) standin.control.delete('CustomMetadata', name);
    standin.control.delete('QuickAction', 'Account.acme__Call');
  });

  it('leaves it out of all names with parts when it is told to, and of no other', async () => {
    standin.control.plan('listMetadata', { kind: 'bareNames' }, { times: 3 });

    expect(await names('CustomField')).to.include('Account.Score__c');
    expect(await names('ApexClass')).to.include('acme__Secret');
    expect(await names('CustomObject')).to.include('acme__Thing__c');
    expect(await names('CustomField')).to.include('Account.acme__Score__c');
  });

  it('lists reports only folder by folder', async () => {
    expect(await names('ReportFolder')).to.have.members(['Sales', 'Loose']);
    expect(await names('Report')).to.deep.equal([]);
    expect(await names('Report', 'Sales')).to.deep.equal(['Sales/Pipeline']);
  });

  it('lists no standard value sets', async () => {
    expect(await names('StandardValueSet')).to.deep.equal([]);
  });

  it('answers three queries at once and refuses four', async () => {
    const three = [{ type: 'ApexClass' }, { type: 'RecordType' }, { type: 'Profile' }];

    expect(await connection.metadata.list(three)).to.have.length(4);
    expect(await refusal([...three, { type: 'Layout' }])).to.equal('sf:EXCEEDED_MAX_TYPES_LIMIT');
  });

  it('refuses the whole call for one type that the org lacks', async () => {
    expect(await refusal([{ type: 'ApexClass' }, { type: 'Nonsense' }])).to.equal('sf:INVALID_TYPE');
  });

  it('refuses who may not use the Metadata API', async () => {
    const user = standin.org.users.find(({ profile }) => profile.startsWith('Force.com'));

    const listing = connectTo(standin, user?.username).metadata.list({ type: 'Layout' });

    const error = await listing.then(
      () => undefined,
      (refused: { errorCode: string }) => refused
    );
    expect(error?.errorCode).to.equal('sf:INSUFFICIENT_ACCESS');
  });

  it('reads whole components, and nothing for those that do not exist', async () => {
    const [rule, none] = (await connection.metadata.read('ValidationRule' as never, [
      'Line__c.Positive',
      'Line__c.Missing',
    ])) as Array<{ fullName?: string; errorConditionFormula?: string }>;

    expect(rule).to.include({ fullName: 'Line__c.Positive', errorConditionFormula: 'Amount__c < 0' });
    expect(none?.fullName).to.equal(undefined);
  });

  it('is the same org at every start', async () => {
    const again = await startStandin({ project: project.path });
    try {
      expect(again.org.components).to.deep.equal(standin.org.components);
      expect(again.org.files).to.deep.equal(standin.org.files);
    } finally {
      await again.stop();
    }
  });
});
