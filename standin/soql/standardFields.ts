/**
 * Standard fields of the objects that most orgs use, as `Name:type`, references as `Name>Parent`. Object files do not
 * say the types of standard fields; these are the ones of the Object Reference.
 */
const table: Readonly<Record<string, string>> = {
  Account:
    'Name:string ParentId>Account Type:picklist Phone:phone Fax:phone Website:url Industry:picklist AnnualRevenue:currency NumberOfEmployees:int Description:long AccountNumber:string AccountSource:picklist Rating:picklist Ownership:picklist Site:string Sic:string TickerSymbol:string BillingAddress:address BillingStreet:textarea BillingCity:string BillingState:string BillingPostalCode:string BillingCountry:string ShippingAddress:address ShippingStreet:textarea ShippingCity:string ShippingState:string ShippingPostalCode:string ShippingCountry:string OwnerId>User LastActivityDate:date',
  Asset:
    'Name:string AccountId>Account ContactId>Contact ParentId>Asset Product2Id>Product2 SerialNumber:string InstallDate:date PurchaseDate:date UsageEndDate:date Status:picklist Price:currency Quantity:double Description:long OwnerId>User',
  Campaign:
    'Name:string ParentId>Campaign Type:picklist Status:picklist StartDate:date EndDate:date IsActive:boolean BudgetedCost:currency ActualCost:currency ExpectedRevenue:currency ExpectedResponse:percent NumberSent:double Description:long OwnerId>User',
  CampaignMember: 'CampaignId>Campaign LeadId>Lead ContactId>Contact Status:picklist HasResponded:boolean',
  Case: 'CaseNumber:string ContactId>Contact AccountId>Account ParentId>Case Type:picklist Status:picklist Reason:picklist Origin:picklist Subject:string Priority:picklist Description:long IsClosed:boolean ClosedDate:datetime IsEscalated:boolean SuppliedEmail:email SuppliedName:string OwnerId>User',
  Contact:
    'Name:string FirstName:string LastName:string Salutation:picklist AccountId>Account Phone:phone Fax:phone MobilePhone:phone HomePhone:phone Email:email Title:string Department:string Birthdate:date LeadSource:picklist ReportsToId>Contact Description:long HasOptedOutOfEmail:boolean DoNotCall:boolean MailingAddress:address MailingStreet:textarea MailingCity:string MailingState:string MailingPostalCode:string MailingCountry:string OwnerId>User LastActivityDate:date',
  Contract:
    'ContractNumber:string AccountId>Account StartDate:date EndDate:date ContractTerm:int Status:picklist StatusCode:picklist Description:long SpecialTerms:textarea OwnerId>User',
  Event:
    'Subject:combobox Location:string StartDateTime:datetime EndDateTime:datetime ActivityDate:date IsAllDayEvent:boolean DurationInMinutes:int Description:long WhoId>Contact WhatId>Account Type:picklist OwnerId>User',
  Lead: 'Name:string FirstName:string LastName:string Salutation:picklist Company:string Title:string Phone:phone MobilePhone:phone Email:email Website:url Street:textarea City:string State:string PostalCode:string Country:string LeadSource:picklist Status:picklist Rating:picklist Industry:picklist AnnualRevenue:currency NumberOfEmployees:int Description:long IsConverted:boolean ConvertedDate:date OwnerId>User',
  Opportunity:
    'Name:string AccountId>Account Description:long StageName:picklist Amount:currency Probability:percent CloseDate:date Type:picklist NextStep:string LeadSource:picklist IsClosed:boolean IsWon:boolean ForecastCategoryName:picklist CampaignId>Campaign Pricebook2Id>Pricebook2 OwnerId>User FiscalYear:int',
  OpportunityLineItem:
    'Name:string OpportunityId>Opportunity Product2Id>Product2 Quantity:double UnitPrice:currency ListPrice:currency TotalPrice:currency Discount:percent ServiceDate:date Description:string',
  Order:
    'OrderNumber:string AccountId>Account ContractId>Contract Pricebook2Id>Pricebook2 EffectiveDate:date EndDate:date Status:picklist Type:picklist TotalAmount:currency Description:long OwnerId>User',
  Pricebook2: 'Name:string IsActive:boolean IsStandard:boolean Description:string',
  Product2:
    'Name:string ProductCode:string Description:long IsActive:boolean Family:picklist QuantityUnitOfMeasure:picklist StockKeepingUnit:string',
  Task: 'Subject:combobox ActivityDate:date Status:picklist Priority:picklist Description:long Type:picklist IsClosed:boolean WhoId>Contact WhatId>Account OwnerId>User',
};

export type StandardField = {
  readonly name: string;
  /** A column type, or `long` for long text. */
  readonly type: string;
  readonly referenceTo: string | undefined;
};

/** What is known of a standard object's fields; nothing for the objects that are not in the table. */
export function standardFields(objectName: string): readonly StandardField[] {
  return (table[objectName] ?? '')
    .split(' ')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name = '', referenceTo] = entry.split('>');
      if (referenceTo !== undefined) return { name, type: 'reference', referenceTo };
      const [plain = '', type = 'string'] = entry.split(':');
      return { name: plain, type, referenceTo: undefined };
    });
}

/** First three characters of the ids of standard objects. */
export const standardPrefixes: Readonly<Record<string, string>> = {
  Account: '001',
  Asset: '02i',
  Campaign: '701',
  CampaignMember: '00v',
  Case: '500',
  Contact: '003',
  Contract: '800',
  Event: '00U',
  Lead: '00Q',
  Opportunity: '006',
  OpportunityLineItem: '00k',
  Order: '801',
  Pricebook2: '01s',
  Product2: '01t',
  Task: '00T',
};
