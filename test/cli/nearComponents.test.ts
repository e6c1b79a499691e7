import { expect } from 'chai';
import { nearComponents } from '../../src/cli/output/nearComponents.ts';
import type { Store } from '../../src/store/store.ts';
import { named, orgOf, publishRun, runOf, versionOf } from '../store/builders.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';

const fieldOf = (object: string, field: string) =>
  versionOf(`CustomField:${object}.${field}`, { parent: named(`CustomObject:${object}`) });

describe('the names near to one that no component has', () => {
  let store: Store;
  beforeEach(async () => {
    store = createMemoryStore();
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), {
      added: [
        versionOf('CustomObject:Account'),
        versionOf('CustomObject:Opportunity'),
        fieldOf('Account', 'Rating__c'),
        fieldOf('Account', 'Region__c'),
        fieldOf('Opportunity', 'Rating__c'),
        versionOf('ApexClass:RatingService'),
        versionOf('ApexTrigger:OrderChanged'),
      ],
    });
  });
  const near = (name: string): Promise<string[]> => nearComponents(store, orgOf('one'), named(name));

  it('are those of the same parent for a misspelled child', async () => {
    expect((await near('CustomField:Account.Ratng__c'))[0]).to.equal('CustomField:Account.Rating__c');
  });

  it('are those of the nearest parent for a child of a misspelled one', async () => {
    expect((await near('CustomField:Acount.Rating__c'))[0]).to.equal('CustomField:Account.Rating__c');
  });

  it('are those of the same type for what has no parent', async () => {
    expect(await near('ApexClass:RatingServce')).to.deep.equal(['ApexClass:RatingService']);
  });

  it('are those that have the name in another type', async () => {
    expect(await near('ApexClass:OrderChanged')).to.include('ApexTrigger:OrderChanged');
  });

  it('are looked for in the whole model where nothing of the type is near', async () => {
    expect((await near('ApexClas:RatingServce'))[0]).to.equal('ApexClass:RatingService');
  });
});
