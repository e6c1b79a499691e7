import { expect } from 'chai';
import { componentKey, formatComponentName, parseComponentName } from '../../src/model/names/componentName.ts';
import type { Publication } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

describe('the parents of components after a sync', () => {
  let rig: SyncRig;

  beforeEach(async () => {
    rig = await startSyncRig();
  });

  afterEach(() => rig.stop());

  const childrenOf = async (parent: string, ...types: string[]): Promise<string[]> => {
    const name = parseComponentName(parent);
    if (name === undefined) throw new Error(`${parent} is no name of a component`);
    return (await rig.store.components(rig.org.key, { parent: name }))
      .filter(({ type }) => types.length === 0 || types.includes(type))
      .map(formatComponentName);
  };

  const parentOf = async (type: string, fullName: string): Promise<string | undefined> => {
    const found = await rig.store.component(rig.org.key, componentKey({ type, fullName }));
    if (found === undefined) throw new Error(`the model has no ${type}:${fullName}`);
    return found.parent && formatComponentName(found.parent);
  };

  it('are the folders of what lies in folders, nested ones too', async () => {
    await rig.sync();

    expect(await childrenOf('ReportFolder:Finance')).to.deep.equal([
      'Report:Finance/Customers_by_Tier',
      'Report:Finance/Fleet_Pipeline',
      'Report:Finance/Monthly_Rentals',
    ]);
    expect(await childrenOf('ReportFolder:Fleet_Reports')).to.include('ReportFolder:Fleet_Reports/Depots');
    expect(await parentOf('EmailTemplate', 'Fleet_Templates/Work_Sheet')).to.equal('EmailFolder:Fleet_Templates');
    expect(await parentOf('Document', 'Fleet_Documents/Logo.png')).to.equal('DocumentFolder:Fleet_Documents');
    expect(await parentOf('EmailTemplate', 'unfiled$public/Opportunity_Won')).to.equal(undefined);
  });

  it('are the objects of layouts, actions and rules', async () => {
    await rig.sync();

    expect(await childrenOf('CustomObject:Rental__c', 'Layout')).to.have.length(3);
    expect(await childrenOf('CustomObject:Rental__c', 'QuickAction')).to.have.length(2);
    expect(await parentOf('Layout', 'CaseClose-Close Case Layout')).to.equal('CustomObject:Case');
    expect(await parentOf('QuickAction', 'New_Damage_Report')).to.equal(undefined);
    expect(await childrenOf('CustomObject:Case')).to.include.members(['AssignmentRules:Case', 'EscalationRules:Case']);
  });

  it('follow a component that gets another name, though its text was not read again', async () => {
    await rig.sync();
    rig.standin.control.rename('Layout', 'Lead-Lead Layout', 'Contact-Lead Layout');

    await rig.sync();

    expect(await parentOf('Layout', 'Contact-Lead Layout')).to.equal('CustomObject:Contact');
  });

  it('come with the next sync to a model that was made without them, and change nothing else', async () => {
    const store: Store = {
      ...rig.store,
      publish: (publication) => rig.store.publish(withoutParents(publication)),
    };
    await rig.sync({ store });
    expect(await childrenOf('ReportFolder:Finance')).to.deep.equal([]);

    const run = await rig.sync();

    expect(await childrenOf('ReportFolder:Finance')).to.have.length(3);
    expect(run.components).to.include({ added: 0, updated: 0, renamed: 0, deleted: 0 });
    expect((await rig.sync()).components).to.include({ updated: 0, deleted: 0 });
  });

  it('prove nothing: what belongs to an object is judged by its own listing alone', async () => {
    const rules = rig.standin.org.components.get('SharingRules:Rental__c');
    if (rules === undefined) throw new Error('the org has no sharing rules of Rental__c');
    rules.id = '';
    await rig.sync();
    rig.standin.control.delete('SharingRules', 'Rental__c');

    const run = await rig.sync();

    expect(run.components?.notFetched).to.equal(0);
    expect((await rig.known()).has(componentKey({ type: 'SharingRules', fullName: 'Rental__c' }))).to.equal(false);
  });
});

/** As versions before this one published: only children in another component's document had a parent. */
const withoutParents = (publication: Publication): Publication => ({
  ...publication,
  added: publication.added.map(({ parent, ...version }) => ({
    ...version,
    ...(parent && ['CustomField', 'WorkflowRule'].includes(version.type) && { parent }),
  })),
});
