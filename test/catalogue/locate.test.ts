import { expect } from 'chai';
import { locate } from '../../src/catalogue/locate.ts';

const located = (path: string): readonly string[] | undefined => {
  const found = locate(path);
  return found && [found.entry.type, found.fullName, found.part];
};

describe('locating a retrieved file', () => {
  for (const [path, ...expected] of [
    ['objects/Account.object', 'CustomObject', 'Account', ''],
    ['objects/ns__Thing__mdt.object', 'CustomObject', 'ns__Thing__mdt', ''],
    ['classes/Bill.cls', 'ApexClass', 'Bill', ''],
    ['classes/Bill.cls-meta.xml', 'ApexClass', 'Bill', '-meta.xml'],
    ['triggers/BillTrigger.trigger-meta.xml', 'ApexTrigger', 'BillTrigger', '-meta.xml'],
    ['labels/CustomLabels.labels', 'CustomLabels', 'CustomLabels', ''],
    ['layouts/Account-Account %28Sales%29 %252F x.layout', 'Layout', 'Account-Account (Sales) %2F x', ''],
    ['layouts/Account-100% Layout.layout', 'Layout', 'Account-100% Layout', ''],
    ['layouts/Case-%E9%A1%A7%E5%AE%A2.layout', 'Layout', 'Case-顧客', ''],
    ['profiles/Sales%2FService: A.profile', 'Profile', 'Sales/Service: A', ''],
    ['reports/Sales/Pipeline.report', 'Report', 'Sales/Pipeline', ''],
    ['reports/Sales/Europe/Pipeline.report', 'Report', 'Sales/Europe/Pipeline', ''],
    ['reports/unfiled$public/Pipeline.report', 'Report', 'unfiled$public/Pipeline', ''],
    ['reports/Sales-meta.xml', 'ReportFolder', 'Sales', ''],
    ['reports/Sales.reportFolder-meta.xml', 'ReportFolder', 'Sales', ''],
    ['reports/Sales/Europe.reportFolder-meta.xml', 'ReportFolder', 'Sales/Europe', ''],
    ['dashboards/Sales/Europe/Now.dashboard', 'Dashboard', 'Sales/Europe/Now', ''],
    ['dashboards/Sales-meta.xml', 'DashboardFolder', 'Sales', ''],
    ['email/Sales/Hello.email', 'EmailTemplate', 'Sales/Hello', ''],
    ['email/unfiled$public/Hello.email-meta.xml', 'EmailTemplate', 'unfiled$public/Hello', '-meta.xml'],
    ['email/Sales-meta.xml', 'EmailFolder', 'Sales', ''],
    ['email/Sales/Europe.emailFolder-meta.xml', 'EmailFolder', 'Sales/Europe', ''],
    ['documents/Brand/Logo.png', 'Document', 'Brand/Logo.png', ''],
    ['documents/Brand/Logo.png-meta.xml', 'Document', 'Brand/Logo.png', '-meta.xml'],
    ['documents/Brand/No extension', 'Document', 'Brand/No extension', ''],
    ['documents/Brand-meta.xml', 'DocumentFolder', 'Brand', ''],
    ['staticresources/Icons.resource', 'StaticResource', 'Icons', ''],
    ['staticresources/Icons.resource-meta.xml', 'StaticResource', 'Icons', '-meta.xml'],
    ['contentassets/Logo.asset', 'ContentAsset', 'Logo', ''],
    ['lwc/row/row.js', 'LightningComponentBundle', 'row', 'row.js'],
    ['lwc/row/deeper/part.html', 'LightningComponentBundle', 'row', 'deeper/part.html'],
    ['aura/Row/Row.cmp-meta.xml', 'AuraDefinitionBundle', 'Row', 'Row.cmp-meta.xml'],
    ['genAiFunctions/Find/input/schema.json', 'GenAiFunction', 'Find', 'input/schema.json'],
    ['genAiPlannerBundles/A/A.genAiPlannerBundle', 'GenAiPlannerBundle', 'A', 'A.genAiPlannerBundle'],
    [
      'digitalExperiences/site/Shop1/Shop1.digitalExperience-meta.xml',
      'DigitalExperienceBundle',
      'site/Shop1',
      'Shop1.digitalExperience-meta.xml',
    ],
    [
      'digitalExperiences/site/Shop1/sfdc_cms__view/home/content.json',
      'DigitalExperienceBundle',
      'site/Shop1',
      'sfdc_cms__view/home/content.json',
    ],
    ['lightningTypes/quote/schema.json', 'LightningTypeBundle', 'quote', 'schema.json'],
    ['fieldRestrictionRules/Own.rule', 'FieldRestrictionRule', 'Own', ''],
    ['restrictionRules/Own.rule', 'RestrictionRule', 'Own', ''],
    ['customMetadata/Rule.One%2FTwo.md', 'CustomMetadata', 'Rule.One/Two', ''],
    ['quickActions/Account.New_Case.quickAction', 'QuickAction', 'Account.New_Case', ''],
    ['objectTranslations/Account-de.objectTranslation', 'CustomObjectTranslation', 'Account-de', ''],
    ['omniDataTransforms/Load_1.rpt', 'OmniDataTransform', 'Load_1', ''],
  ] as const) {
    it(`knows ${path}`, () => {
      expect(located(path)).to.deep.equal(expected);
    });
  }

  for (const path of [
    'package.xml',
    'objects',
    'objects/',
    'objects/.object',
    'objects/Account.cls',
    'objects/deeper/Account.object',
    'classes/Bill.cls-meta.xml.bak',
    'layouts/X.layout-meta.xml',
    'reports/Pipeline.report',
    'reports/-meta.xml',
    'lwc/jsconfig.json',
    'lwc/.eslintrc.json',
    'digitalExperiences/jsconfig.json',
    'digitalExperiences/site/readme.md',
    'digitalExperiences//Shop1/content.json',
    'documents/Logo.png',
    'email/Hello.email',
    'unheardOf/X.thing',
    '',
  ]) {
    it(`does not know ${path || 'an empty path'}`, () => {
      expect(located(path)).to.equal(undefined);
    });
  }
});
