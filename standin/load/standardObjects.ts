import { joinXml } from '../xml/splitXml.ts';

/** Standard objects that nearly every org has, each with its org-wide default and a few standard fields. */
const usual: Readonly<Record<string, { sharing: string; fields: readonly string[] }>> = {
  Account: { sharing: 'Private', fields: ['AccountNumber', 'AnnualRevenue', 'Industry', 'Phone', 'Website'] },
  Activity: { sharing: 'Private', fields: [] },
  Asset: { sharing: 'ControlledByParent', fields: ['SerialNumber'] },
  Campaign: { sharing: 'ReadWrite', fields: ['IsActive'] },
  CampaignMember: { sharing: 'ControlledByParent', fields: [] },
  Case: { sharing: 'Private', fields: ['Origin', 'Priority', 'Reason'] },
  Contact: { sharing: 'ControlledByParent', fields: ['Department', 'Email', 'Title'] },
  Contract: { sharing: 'Private', fields: [] },
  Event: { sharing: 'Private', fields: ['Location'] },
  Lead: { sharing: 'ReadWriteTransfer', fields: ['Company', 'LeadSource', 'Rating'] },
  Opportunity: { sharing: 'Private', fields: ['Amount', 'CloseDate', 'LeadSource', 'NextStep'] },
  OpportunityLineItem: { sharing: 'ControlledByParent', fields: [] },
  Order: { sharing: 'Private', fields: [] },
  Pricebook2: { sharing: 'ReadWrite', fields: [] },
  Product2: { sharing: 'ReadWrite', fields: ['Family', 'ProductCode'] },
  Task: { sharing: 'Private', fields: ['Priority', 'Subject'] },
  User: { sharing: 'Private', fields: ['Department', 'Title'] },
};

const file = (sharing: string, fields: readonly string[]): Buffer =>
  Buffer.from(
    joinXml('CustomObject', [
      '<enableFeeds>false</enableFeeds>',
      ...fields.map((field) => `<fields>\n        <fullName>${field}</fullName>\n    </fields>`),
      `<sharingModel>${sharing}</sharingModel>`,
    ])
  );

/** Object files, by path, for the standard objects asked for; `true` for all of the usual ones. */
export function standardObjectFiles(wanted: true | readonly string[]): Map<string, Buffer> {
  const names = wanted === true ? Object.keys(usual) : wanted;
  return new Map(
    names.map((name) => [`objects/${name}.object`, file(usual[name]?.sharing ?? 'Private', usual[name]?.fields ?? [])])
  );
}
