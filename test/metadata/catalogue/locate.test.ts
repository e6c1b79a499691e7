import { expect } from 'chai';
import { locate } from '../../../src/metadata/catalogue/locate.ts';

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
    'unheardOf/X.thing',
    '',
  ]) {
    it(`does not know ${path || 'an empty path'}`, () => {
      expect(located(path)).to.equal(undefined);
    });
  }
});
