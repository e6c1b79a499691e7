import { expect } from 'chai';
import { extract } from '../../src/extract/extract.ts';
import { entryOf } from '../../src/catalogue/catalogue.ts';
import type { ExtractedComponent } from '../../src/model/extraction.ts';
import { parseXml } from '../../src/xml/parseXml.ts';
import { extractFrom } from './extractFrom.ts';

const ownText = (component: ExtractedComponent | undefined): string => Buffer.from(component?.own ?? []).toString();

const object = `
    <fields>
        <fullName>Rating__c</fullName>
        <label>Rating</label>
        <description>How good</description>
        <type>Text</type>
    </fields>
    <label>Thing</label>
    <validationRules>
        <fullName>Check</fullName>
    </validationRules>
`;

describe('extracting a document', () => {
  it('gives the container first and then its children, named after it, in the order of the document', () => {
    const { components } = extractFrom('CustomObject', 'Thing__c', object);

    expect(components.map(({ type, fullName, parent }) => [type, fullName, parent?.fullName])).to.deep.equal([
      ['CustomObject', 'Thing__c', undefined],
      ['CustomField', 'Thing__c.Rating__c', 'Thing__c'],
      ['ValidationRule', 'Thing__c.Check', 'Thing__c'],
    ]);
  });

  it('gives label and description', () => {
    const [container, field] = extractFrom('CustomObject', 'Thing__c', object).components;

    expect(container?.label).to.equal('Thing');
    expect(container).to.not.have.property('description');
    expect([field?.label, field?.description]).to.deep.equal(['Rating', 'How good']);
  });

  it("gives a container's text without its children, and each child's own", () => {
    const [container, field, rule] = extractFrom('CustomObject', 'Thing__c', object).components;

    expect(ownText(container)).to.match(/metadata">\n {4}<label>Thing<\/label>\n<\/CustomObject>\n$/);
    expect(ownText(field)).to.match(/^<fields>[^]*<\/fields>$/);
    expect(ownText(rule)).to.equal('<validationRules>\n        <fullName>Check</fullName>\n    </validationRules>');
  });

  it("keeps a container's text the same when only a child changes", () => {
    const before = extractFrom('CustomObject', 'Thing__c', object);
    const after = extractFrom('CustomObject', 'Thing__c', object.replace('How good', 'How bad'));

    expect(ownText(after.components[0])).to.equal(ownText(before.components[0]));
    expect(ownText(after.components[1])).to.not.equal(ownText(before.components[1]));
  });

  it('puts source and companion together as the text of a source file, in any order of the parts', () => {
    const entry = entryOf('ApexClass')!;
    const meta = '<ApexClass><status>Active</status></ApexClass>';
    const parts = [
      { name: '-meta.xml', utf8: Buffer.from(meta), root: parseXml(meta) },
      { name: '', utf8: Buffer.from('class A {}') },
    ];

    const texts = [parts, parts.toReversed()].map((each) =>
      ownText(extract({ entry, fullName: 'A', parts: each }).components[0])
    );

    expect(texts[0]).to.include('class A {}').and.include('<status>Active</status>');
    expect(texts[1]).to.equal(texts[0]);
  });

  it('leaves a child without a name out, with a warning', () => {
    const { components, warnings } = extractFrom('CustomObject', 'Thing__c', '<fields><label>x</label></fields>');

    expect(components).to.have.lengthOf(1);
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.include('CustomObject:Thing__c').and.include('CustomField');
  });

  it('counts the first of two children with one name, whatever the case, with a warning', () => {
    const twice =
      '<fields><fullName>A__c</fullName><label>1</label></fields><fields><fullName>a__C</fullName></fields>';

    const { components, warnings } = extractFrom('CustomObject', 'Thing__c', twice);

    expect(components.map(({ label }) => label)).to.deep.equal([undefined, '1']);
    expect(warnings[0]).to.include('a__C').and.include('twice');
  });

  it("decodes a child's name as listings encode it", () => {
    const { components } = extractFrom(
      'Workflow',
      'Case',
      '<rules><fullName>On Hold%3A 50% %28Bad%2FIncorrect%29</fullName></rules>'
    );

    expect(components[1]?.fullName).to.equal('Case.On Hold: 50% (Bad/Incorrect)');
  });

  it('lets children of different types share a name', () => {
    const { warnings } = extractFrom(
      'CustomObject',
      'Thing__c',
      '<fieldSets><fullName>All</fullName></fieldSets><listViews><fullName>All</fullName></listViews>'
    );

    expect(warnings).to.deep.equal([]);
  });

  it('still gives a component whose companion is missing, with a warning', () => {
    const { components, warnings } = extract({
      entry: entryOf('ApexClass')!,
      fullName: 'A',
      parts: [{ name: '', utf8: Buffer.from('class A {}') }],
    });

    expect(components[0]?.attributes).to.include({ kind: 'class' });
    expect(warnings[0]).to.include('ApexClass:A').and.include('XML');
  });

  it('still gives a component whose source is missing, with a warning', () => {
    const { components, warnings } = extractFrom('ApexClass', 'A', '<status>Active</status>');

    expect(components[0]?.attributes).to.include({ status: 'Active' });
    expect(warnings[0]).to.include('source');
  });

  it('reads a type without a reader of its own by its label and text alone', () => {
    const utf8 = Buffer.from('<Thing><masterLabel>Nice</masterLabel></Thing>');
    const entry = { type: 'Thing', suffix: 'thing', shape: 'xml', children: [] } as const;

    const { components, mentions } = extract({
      entry,
      fullName: 'X',
      parts: [{ name: '', utf8, root: parseXml(utf8) }],
    });

    expect(components).to.deep.equal([{ type: 'Thing', fullName: 'X', label: 'Nice', attributes: {}, own: utf8 }]);
    expect(mentions).to.deep.equal([]);
  });

  it('says each mention once, sorted, and the same whatever order the document has', () => {
    const view = (columns: string): string => `<listViews><fullName>V</fullName>${columns}</listViews>`;

    const one = extractFrom(
      'CustomObject',
      'T__c',
      view('<columns>B__c</columns><columns>A__c</columns><columns>B__c</columns>')
    );
    const other = extractFrom('CustomObject', 'T__c', view('<columns>A__c</columns><columns>B__c</columns>'));

    expect(one.mentions.map(({ fullName }) => fullName)).to.deep.equal(['T__c.A__c', 'T__c.B__c']);
    expect(other.mentions).to.deep.equal(one.mentions);
  });
});
