import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting a dashboard', () => {
  it('gives what it shows, on a grid or in columns, and whose eyes it sees with', () => {
    const shown = (type: string, source: string): string => `<componentType>${type}</componentType>${source}`;
    const extraction = extractFrom(
      'Dashboard',
      'Sales/Europe/Now',
      `<dashboardFilters><name>Region</name></dashboardFilters>
       <dashboardGridLayout><dashboardGridComponents><dashboardComponent>${shown('Donut', '<report>Sales/Open</report>')}</dashboardComponent></dashboardGridComponents>
         <dashboardGridComponents><dashboardComponent>${shown('Donut', '<report>Sales/Open</report>')}</dashboardComponent></dashboardGridComponents></dashboardGridLayout>
       <dashboardType>SpecifiedUser</dashboardType><leftSection><components>${shown('VisualforcePage', '<page>Map</page>')}</components></leftSection>
       <runningUser>boss@example.com</runningUser><title>Right now</title>`
    );

    expect(component(extraction, 'Dashboard')).to.deep.include({
      label: 'Right now',
      attributes: {
        type: 'SpecifiedUser',
        runningUser: 'boss@example.com',
        filters: ['Region'],
        components: 3,
        componentTypes: ['Donut', 'VisualforcePage'],
        reports: ['Sales/Open'],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to DashboardFolder:Sales/Europe',
      'displays ApexPage:Map',
      'displays Report:Sales/Open',
    ]);
  });
});

describe('extracting a report type', () => {
  it('gives its joins and names the fields of its base object', () => {
    const column = (field: string, table: string): string =>
      `<columns><field>${field}</field><table>${table}</table></columns>`;
    const extraction = extractFrom(
      'ReportType',
      'Bikes',
      `<baseObject>Bike__c</baseObject><category>other</category><deployed>true</deployed>
       <join><join><outerJoin>true</outerJoin><relationship>Lines__r</relationship></join><outerJoin>false</outerJoin><relationship>Orders__r</relationship></join>
       <label>Bikes and orders</label>
       <sections>${column('Model__c', 'Bike__c')}${column('Depot__c.Region__c', 'Bike__c')}<masterLabel>Bike</masterLabel></sections>
       <sections>${column('Kind__c', 'Bike__c.Orders__r')}<masterLabel>Order</masterLabel></sections>`
    );

    expect(component(extraction, 'ReportType')).to.deep.include({
      label: 'Bikes and orders',
      attributes: {
        baseObject: 'Bike__c',
        category: 'other',
        deployed: true,
        joins: [
          { relationship: 'Orders__r', outer: false },
          { relationship: 'Lines__r', outer: true },
        ],
        sections: ['Bike', 'Order'],
        columns: 3,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays CustomField:Bike__c.Depot__c.Region__c',
      'displays CustomField:Bike__c.Model__c',
      'runs on CustomObject:Bike__c',
    ]);
  });
});
