import { expect } from 'chai';
import type { Extraction } from '../../src/model/extraction.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const child = (element: string, content: string): Extraction =>
  extractFrom('CustomObject', 'Thing__c', `<${element}><fullName>X</fullName>${content}</${element}>`);

describe('extracting the children of an object', () => {
  it('reads a validation rule', () => {
    const extraction = child(
      'validationRules',
      `<active>true</active><errorConditionFormula>ISBLANK(Size__c)</errorConditionFormula>
       <errorDisplayField>Size__c</errorDisplayField><errorMessage>Size, please</errorMessage>`
    );

    expect(component(extraction, 'ValidationRule').attributes).to.deep.equal({
      active: true,
      formula: 'ISBLANK(Size__c)',
      errorMessage: 'Size, please',
      errorField: 'Size__c',
    });
    expect(mentionsIn(extraction)).to.deep.equal(['displays CustomField:Thing__c.Size__c']);
  });

  it('reads a record type', () => {
    const extraction = child(
      'recordTypes',
      '<active>false</active><businessProcess>Sale</businessProcess><compactLayoutAssignment>Short</compactLayoutAssignment>'
    );

    expect(component(extraction, 'RecordType').attributes).to.include({ active: false, businessProcess: 'Sale' });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays CompactLayout:Thing__c.Short',
      'refers to BusinessProcess:Thing__c.Sale',
    ]);
  });

  it('reads a business process, whose values are encoded', () => {
    const extraction = child(
      'businessProcesses',
      '<isActive>true</isActive><values><fullName>New %26 old</fullName><default>true</default></values>'
    );

    expect(component(extraction, 'BusinessProcess').attributes).to.deep.equal({
      active: true,
      values: [{ name: 'New & old', default: true }],
    });
  });

  it('reads a compact layout', () => {
    const extraction = child('compactLayouts', '<fields>Name</fields><fields>Size__c</fields><label>Short</label>');

    expect(component(extraction, 'CompactLayout').attributes).to.deep.equal({ fields: ['Name', 'Size__c'] });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays CustomField:Thing__c.Name',
      'displays CustomField:Thing__c.Size__c',
    ]);
  });

  it('reads a field set: shown fields, available ones, and paths as they stand', () => {
    const extraction = child(
      'fieldSets',
      `<availableFields><field>Size__c</field></availableFields>
       <displayedFields><field>Owner__r.Manager.Name</field></displayedFields>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'displays CustomField:Thing__c.Owner__r.Manager.Name',
      'refers to CustomField:Thing__c.Size__c',
    ]);
  });

  it('reads a list view, and names only what its column codes name for sure', () => {
    const extraction = child(
      'listViews',
      `<columns>NAME</columns><columns>CORE.USERS.ALIAS</columns><columns>Size__c</columns>
       <filterScope>Queue</filterScope><filters><field>Big__c</field><operation>equals</operation><value>1</value></filters>
       <queue>Sorters</queue><sharedTo><allInternalUsers></allInternalUsers><role>Boss</role></sharedTo>`
    );

    expect(component(extraction, 'ListView').attributes).to.deep.equal({
      scope: 'Queue',
      columns: ['NAME', 'CORE.USERS.ALIAS', 'Size__c'],
      filters: [{ field: 'Big__c', operation: 'equals', value: '1' }],
      queue: 'Sorters',
      sharedTo: [{ kind: 'allInternalUsers' }, { kind: 'role', name: 'Boss' }],
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays CustomField:Thing__c.Size__c',
      'filters CustomField:Thing__c.Big__c',
      'refers to Queue:Sorters',
    ]);
  });

  it('reads a button or link', () => {
    const extraction = child(
      'webLinks',
      '<linkType>page</linkType><masterLabel>Go</masterLabel><page>Go_Page</page><protected>false</protected>'
    );

    expect(component(extraction, 'WebLink')).to.deep.include({
      label: 'Go',
      attributes: { linkType: 'page', protected: false, page: 'Go_Page' },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to ApexPage:Go_Page']);
  });

  it('reads a sharing reason by its label', () => {
    expect(component(child('sharingReasons', '<label>Team</label>'), 'SharingReason').label).to.equal('Team');
  });

  it('reads the index of a big object', () => {
    const extraction = child(
      'indexes',
      '<fields><name>When__c</name><sortDirection>DESC</sortDirection></fields><label>Main</label>'
    );

    expect(component(extraction, 'Index').attributes).to.deep.equal({
      fields: [{ name: 'When__c', direction: 'DESC' }],
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to CustomField:Thing__c.When__c']);
  });
});
