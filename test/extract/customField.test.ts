import { expect } from 'chai';
import type { Extraction } from '../../src/model/extraction.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const field = (name: string, content: string, object = 'Thing__c'): Extraction =>
  extractFrom('CustomObject', object, `<fields><fullName>${name}</fullName>${content}</fields>`);

describe('extracting a field', () => {
  it('tells custom fields from standard ones', () => {
    const standard = (name: string) => component(field(name, ''), 'CustomField').attributes['standard'];

    expect([standard('Rating__c'), standard('ns__Rating__c'), standard('Industry')]).to.deep.equal([
      false,
      false,
      true,
    ]);
  });

  it('gives numbers, flags and texts, and leaves out what is not said', () => {
    const { attributes } = component(
      field(
        'Amount__c',
        '<type>Currency</type><precision>18</precision><scale>2</scale><required>false</required><inlineHelpText>Net</inlineHelpText>'
      ),
      'CustomField'
    );

    expect(attributes).to.deep.equal({
      standard: false,
      dataType: 'Currency',
      precision: 18,
      scale: 2,
      required: false,
      helpText: 'Net',
    });
  });

  it('gives picklist values with what is special about each', () => {
    const { attributes } = component(
      field(
        'Colour__c',
        `<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>
           <value><fullName>red</fullName><default>true</default><label>Red</label></value>
           <value><fullName>blue</fullName><default>false</default><label>Blue</label><isActive>false</isActive></value>
         </valueSetDefinition></valueSet>`
      ),
      'CustomField'
    );

    expect(attributes).to.include({ restricted: true });
    expect(attributes['picklistValues']).to.deep.equal([
      { name: 'red', label: 'Red', default: true },
      { name: 'blue', label: 'Blue', default: false, active: false },
    ]);
  });

  it('keeps the line ends of a formula', () => {
    const { attributes } = component(field('F__c', '<formula>IF(A &lt; 1,\n  "x",\n  "y")</formula>'), 'CustomField');

    expect(attributes['formula']).to.equal('IF(A < 1,\n  "x",\n  "y")');
  });

  it('tells encrypted fields, of either kind', () => {
    const encrypted = (content: string) => component(field('S__c', content), 'CustomField').attributes['encrypted'];

    expect(encrypted('<type>EncryptedText</type>')).to.equal(true);
    expect(encrypted('<type>Text</type><encryptionScheme>ProbabilisticEncryption</encryptionScheme>')).to.equal(true);
    expect(encrypted('<type>Text</type><encryptionScheme>None</encryptionScheme>')).to.equal(undefined);
  });

  it('names what it looks up, and the fields of the lookup filter', () => {
    const extraction = field(
      'Contact__c',
      `<type>Lookup</type><referenceTo>Contact</referenceTo>
       <lookupFilter><filterItems><field>Contact.Active__c</field><valueField>$Source.Account__c</valueField></filterItems>
       <filterItems><field>$User.Department</field></filterItems></lookupFilter>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'filters CustomField:Contact.Active__c',
      'filters CustomField:Thing__c.Account__c',
      'looks up CustomObject:Contact',
    ]);
  });

  it('names value set and controlling field of a picklist', () => {
    const extraction = field(
      'City__c',
      '<valueSet><controllingField>Country__c</controllingField><valueSetName>Cities</valueSetName></valueSet>'
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'refers to CustomField:Thing__c.Country__c',
      'refers to GlobalValueSet:Cities',
    ]);
  });

  it('names what a roll-up summarizes and filters by', () => {
    const extraction = field(
      'Total__c',
      `<summarizedField>Line__c.Amount__c</summarizedField><summaryForeignKey>Line__c.Thing__c</summaryForeignKey>
       <summaryFilterItems><field>Line__c.Active__c</field></summaryFilterItems>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'filters CustomField:Line__c.Active__c',
      'summarizes CustomField:Line__c.Amount__c',
      'summarizes CustomField:Line__c.Thing__c',
    ]);
  });

  it('finds custom fields of tasks and events on Activity, and those of person accounts on Contact', () => {
    const controlledBy = (object: string, controlling: string): string[] =>
      mentionsIn(field('X__c', `<valueSet><controllingField>${controlling}</controllingField></valueSet>`, object));

    expect(controlledBy('Task', 'Kind__c')).to.deep.equal(['refers to CustomField:Activity.Kind__c']);
    expect(controlledBy('Task', 'Status')).to.deep.equal(['refers to CustomField:Task.Status']);
    expect(controlledBy('Account', 'Hobby__pc')).to.deep.equal(['refers to CustomField:Contact.Hobby__c']);
  });
});
