import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting a field restriction rule', () => {
  const rule = (type: string): string =>
    `<active>true</active><classification>PersonalInfo_EPIM</classification><classification>More</classification>
     <classificationType>${type}</classificationType><description>Own ones</description><enforcementType>FieldRestrict</enforcementType>
     <masterLabel>Own</masterLabel><recordFilter>Id = $User.Id</recordFilter><targetEntity>User</targetEntity>
     <userCriteria>NOT($Permission.Crew)</userCriteria><version>1</version>`;

  it('gives whom it hides which fields from', () => {
    const extraction = extractFrom('FieldRestrictionRule', 'Own', rule('FieldSet'));

    expect(component(extraction, 'FieldRestrictionRule')).to.deep.include({
      label: 'Own',
      description: 'Own ones',
      attributes: {
        active: true,
        object: 'User',
        enforcementType: 'FieldRestrict',
        recordFilter: 'Id = $User.Id',
        userCriteria: 'NOT($Permission.Crew)',
        version: 1,
        classifications: ['PersonalInfo_EPIM', 'More'],
        classificationType: 'FieldSet',
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:User',
      'reads CustomPermission:Crew',
      'refers to FieldSet:User.More',
      'refers to FieldSet:User.PersonalInfo_EPIM',
    ]);
  });

  it('names no field set where it goes by a category of data', () => {
    expect(mentionsIn(extractFrom('FieldRestrictionRule', 'Own', rule('ComplianceCategory')))).to.deep.equal([
      'belongs to CustomObject:User',
      'reads CustomPermission:Crew',
    ]);
  });
});

describe('extracting a user access policy', () => {
  const action = (type: string, target: string): string =>
    `<userAccessPolicyActions><action>Grant</action><target>${target}</target><type>${type}</type></userAccessPolicyActions>`;
  const filter = (type: string, target: string, more = ''): string =>
    `<userAccessPolicyFilters>${more}<operation>in</operation><sortOrder>1</sortOrder><target>${target}</target><type>${type}</type></userAccessPolicyFilters>`;

  it('gives what it does, when and for whom', () => {
    const { label, description, attributes } = component(
      extractFrom(
        'UserAccessPolicy',
        'New',
        `<booleanFilter>1</booleanFilter><description>Starters</description><masterLabel>New ones</masterLabel><order>4</order>
         <status>Active</status><triggerType>Create</triggerType>${action('Queue', 'Q')}${filter('Profile', 'admin')}`
      ),
      'UserAccessPolicy'
    );

    expect({ label, description }).to.deep.equal({ label: 'New ones', description: 'Starters' });
    expect(attributes).to.deep.equal({
      status: 'Active',
      triggerType: 'Create',
      order: 4,
      actions: [{ action: 'Grant', type: 'Queue', target: 'Q' }],
      filters: [{ sortOrder: 1, type: 'Profile', target: 'admin', operation: 'in' }],
      booleanFilter: '1',
    });
  });

  it('names what it gives, and every one of several targets of a filter', () => {
    const extraction = extractFrom(
      'UserAccessPolicy',
      'New',
      [
        action('Group', 'G'),
        action('PackageLicense', 'kit'),
        action('PermissionSet', 'P'),
        action('PermissionSetGroup', 'PG'),
        action('Queue', 'Q'),
        filter('UserRole', 'Rep, Boss'),
        filter('Profile', 'admin'),
        filter('User', 'User', '<columnName>Region__c</columnName>'),
        filter('User', 'User', '<columnName>IsActive</columnName>'),
        filter('PermissionSetLicense', 'CRM'),
      ].join('')
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'assigns Group:G',
      'assigns PermissionSet:P',
      'assigns PermissionSetGroup:PG',
      'assigns Queue:Q',
      'filters CustomField:User.IsActive',
      'filters CustomField:User.Region__c',
      'filters Profile:admin',
      'filters Role:Boss',
      'filters Role:Rep',
    ]);
  });
});
