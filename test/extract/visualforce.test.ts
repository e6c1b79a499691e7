import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const META = '<apiVersion>60.0</apiVersion><availableInTouch>true</availableInTouch><label>The page</label>';

describe('extracting Visualforce', () => {
  it("gives a page's controllers and what it renders", () => {
    const extraction = extractFrom(
      'ApexPage',
      'P',
      META,
      `<!-- <apex:page controller="Commented"> -->
<apex:page standardController="Case"
  extensions="One, ns.Two" rendered="{!IF(a > b, 'x', 'y')}" renderAs='pdf'>
</apex:page>
`
    );

    expect(component(extraction, 'ApexPage')).to.deep.include({
      label: 'The page',
      attributes: {
        apiVersion: 60,
        availableInTouch: true,
        standardController: 'Case',
        extensions: ['One', 'ns.Two'],
        renderAs: 'pdf',
        lines: 4,
        length: 171,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:One',
      'calls ApexClass:ns__Two',
      'runs on CustomObject:Case',
    ]);
  });

  it('takes attributes in any case, in any quotes, over several lines', () => {
    const { attributes } = component(
      extractFrom('ApexComponent', 'C', '', '<APEX:component\n\tCONTROLLER = \'Main\'\n\taccess="global"/>'),
      'ApexComponent'
    );

    expect(attributes).to.deep.include({ controller: 'Main' });
  });

  it('names components, labels, resources, pages, permissions, settings and fields in its markup', () => {
    const extraction = extractFrom(
      'ApexPage',
      'P',
      META,
      `<apex:page><c:Address id="x"/><C:Map/> {!$Label.Hello} {!URLFOR($Resource.Icons, 'a.png')} {!$Page.Other} {!$permission.Boss}
       {!$Setup.Conf__c.On__c} {!$ObjectType.Case.fields.Kind__c.Label} {!$ObjectType.Case.FieldSets.Short} {!$User.Id} {!$Label}
       <!-- {!$Label.Old} --></apex:page>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'displays ApexComponent:Address',
      'displays ApexComponent:Map',
      'displays FieldSet:Case.Short',
      'reads CustomField:Case.Kind__c',
      'reads CustomField:Conf__c.On__c',
      'reads CustomLabel:Hello',
      'reads CustomPermission:Boss',
      'refers to ApexPage:Other',
      'refers to StaticResource:Icons',
    ]);
  });
});
