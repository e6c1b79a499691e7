import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting who sees which records', () => {
  it('reads a sharing rule by criteria', () => {
    const extraction = extractFrom(
      'SharingRules',
      'Account',
      `<sharingCriteriaRules><fullName>Gold</fullName><accessLevel>Read</accessLevel>
         <accountSettings><caseAccessLevel>Edit</caseAccessLevel><contactAccessLevel>Read</contactAccessLevel><opportunityAccessLevel>None</opportunityAccessLevel></accountSettings>
         <description>Why</description><label>Gold ones</label><sharedTo><roleAndSubordinates>Boss</roleAndSubordinates></sharedTo>
         <booleanFilter>1</booleanFilter><criteriaItems><field>Tier__c</field><operation>equals</operation><value>Gold</value></criteriaItems>
         <includeRecordsOwnedByAll>true</includeRecordsOwnedByAll></sharingCriteriaRules>`
    );

    expect(component(extraction, 'SharingCriteriaRule')).to.deep.include({
      fullName: 'Account.Gold',
      label: 'Gold ones',
      description: 'Why',
      attributes: {
        accessLevel: 'Read',
        accountSettings: { caseAccessLevel: 'Edit', contactAccessLevel: 'Read', opportunityAccessLevel: 'None' },
        sharedTo: [{ kind: 'roleAndSubordinates', name: 'Boss' }],
        criteria: [{ field: 'Tier__c', operation: 'equals', value: 'Gold' }],
        booleanFilter: '1',
        includeRecordsOwnedByAll: true,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Account',
      'filters CustomField:Account.Tier__c',
      'refers to Role:Boss',
    ]);
  });

  it('reads sharing rules by owner, by territory and for guests', () => {
    const { components, mentions } = extractFrom(
      'SharingRules',
      'Lead',
      `<sharingOwnerRules><fullName>Own</fullName><accessLevel>Edit</accessLevel><sharedTo><group>All</group></sharedTo><sharedFrom><queue>New</queue></sharedFrom></sharingOwnerRules>
       <sharingTerritoryRules><fullName>Terr</fullName><sharedTo><role>Boss</role></sharedTo><sharedFrom><territory>North</territory></sharedFrom></sharingTerritoryRules>
       <sharingGuestRules><fullName>Guest</fullName><sharedTo><guestUser>Site</guestUser></sharedTo><includeHVUOwnedRecords>false</includeHVUOwnedRecords></sharingGuestRules>`
    );

    expect(components.slice(1).map(({ type, attributes }) => ({ type, ...attributes }))).to.deep.equal([
      {
        type: 'SharingOwnerRule',
        accessLevel: 'Edit',
        sharedFrom: [{ kind: 'queue', name: 'New' }],
        sharedTo: [{ kind: 'group', name: 'All' }],
      },
      {
        type: 'SharingTerritoryRule',
        sharedFrom: [{ kind: 'territory', name: 'North' }],
        sharedTo: [{ kind: 'role', name: 'Boss' }],
      },
      { type: 'SharingGuestRule', sharedTo: [{ kind: 'guestUser', name: 'Site' }], includeHVUOwnedRecords: false },
    ]);
    expect(mentions.filter(({ from }) => from > 0).map(({ type, fullName }) => `${type}:${fullName}`)).to.deep.equal([
      'Group:All',
      'Queue:New',
      'Role:Boss',
    ]);
  });

  it('reads a restriction rule, and names its object and the permissions in its user criteria', () => {
    const extraction = extractFrom(
      'RestrictionRule',
      'Own',
      `<active>true</active><enforcementType>Scoping</enforcementType><masterLabel>Own ones</masterLabel><recordFilter>OwnerId = $User.Id</recordFilter>
       <targetEntity>Job__c</targetEntity><userCriteria>$Permission.Crew = true</userCriteria><version>2</version>`
    );

    expect(component(extraction, 'RestrictionRule')).to.deep.include({
      label: 'Own ones',
      attributes: {
        active: true,
        object: 'Job__c',
        enforcementType: 'Scoping',
        recordFilter: 'OwnerId = $User.Id',
        userCriteria: '$Permission.Crew = true',
        version: 2,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['belongs to CustomObject:Job__c', 'reads CustomPermission:Crew']);
  });

  it('reads a role', () => {
    const extraction = extractFrom(
      'Role',
      'Rep',
      `<caseAccessLevel>Edit</caseAccessLevel><contactAccessLevel>Read</contactAccessLevel><description>Sells</description>
       <mayForecastManagerShare>false</mayForecastManagerShare><name>Sales Rep</name><opportunityAccessLevel>None</opportunityAccessLevel><parentRole>Boss</parentRole>`
    );

    expect(component(extraction, 'Role')).to.deep.include({
      label: 'Sales Rep',
      description: 'Sells',
      attributes: {
        parentRole: 'Boss',
        caseAccessLevel: 'Edit',
        contactAccessLevel: 'Read',
        opportunityAccessLevel: 'None',
        mayForecastManagerShare: false,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['belongs to Role:Boss']);
  });

  it('reads a public group', () => {
    const extraction = extractFrom('Group', 'All', '<doesIncludeBosses>true</doesIncludeBosses><name>Everyone</name>');

    expect(component(extraction, 'Group')).to.deep.include({
      label: 'Everyone',
      attributes: { doesIncludeBosses: true },
    });
  });

  it('reads a queue: for which objects, for whom', () => {
    const extraction = extractFrom(
      'Queue',
      'Tier_1',
      `<doesSendEmailToMembers>true</doesSendEmailToMembers><email>q@x.example</email><name>Tier 1</name>
       <queueMembers><publicGroups><publicGroup>All</publicGroup></publicGroups>
         <roleAndSubordinates><roleAndSubordinate>Boss</roleAndSubordinate></roleAndSubordinates>
         <roleAndSubordinatesInternal><roleAndSubordinateInternal>Chief</roleAndSubordinateInternal></roleAndSubordinatesInternal>
         <roles><role>Rep</role><role>Agent</role></roles><users><user>ada@x.example</user></users></queueMembers>
       <queueRoutingConfig>Fast</queueRoutingConfig>
       <queueSobject><sobjectType>Case</sobjectType></queueSobject><queueSobject><sobjectType>Job__c</sobjectType></queueSobject>`
    );

    expect(component(extraction, 'Queue')).to.deep.include({
      label: 'Tier 1',
      attributes: {
        objects: ['Case', 'Job__c'],
        members: {
          publicGroups: ['All'],
          roles: ['Rep', 'Agent'],
          roleAndSubordinates: ['Boss'],
          roleAndSubordinatesInternal: ['Chief'],
          users: ['ada@x.example'],
        },
        email: 'q@x.example',
        doesSendEmailToMembers: true,
        routingConfig: 'Fast',
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'refers to CustomObject:Case',
      'refers to CustomObject:Job__c',
      'refers to Group:All',
      'refers to QueueRoutingConfig:Fast',
      'refers to Role:Agent',
      'refers to Role:Boss',
      'refers to Role:Chief',
      'refers to Role:Rep',
    ]);
  });
});

describe('extracting what administers access', () => {
  it('reads a permission set group', () => {
    const extraction = extractFrom(
      'PermissionSetGroup',
      'Crew',
      `<hasActivationRequired>false</hasActivationRequired><label>The crew</label><mutingPermissionSets>Crew_Muting</mutingPermissionSets>
       <permissionSets>Base</permissionSets><permissionSets>ns__Extra</permissionSets><status>Outdated</status>`
    );

    expect(component(extraction, 'PermissionSetGroup')).to.deep.include({
      label: 'The crew',
      attributes: {
        permissionSets: ['Base', 'ns__Extra'],
        mutingPermissionSets: ['Crew_Muting'],
        status: 'Outdated',
        activationRequired: false,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'refers to MutingPermissionSet:Crew_Muting',
      'refers to PermissionSet:Base',
      'refers to PermissionSet:ns__Extra',
    ]);
  });

  it('takes what a muting permission set takes away for no grant', () => {
    const { components, grants } = extractFrom(
      'MutingPermissionSet',
      'M',
      `<customPermissions><enabled>true</enabled><name>Boss</name></customPermissions><hasActivationRequired>false</hasActivationRequired>
       <label>Less</label><objectPermissions><allowDelete>true</allowDelete><object>Job__c</object></objectPermissions>
       <userPermissions><enabled>true</enabled><name>RunReports</name></userPermissions>`
    );

    expect(components[0]?.label).to.equal('Less');
    expect(components[0]?.attributes).to.deep.equal({
      activationRequired: false,
      mutedPermissions: { customPermissions: 1, objectPermissions: 1 },
      mutedSystemPermissions: ['RunReports'],
    });
    expect(grants).to.deep.equal([]);
  });

  it('reads a custom permission with those it needs', () => {
    const extraction = extractFrom(
      'CustomPermission',
      'Boss',
      `<connectedApp>Hub</connectedApp><isLicensed>false</isLicensed><label>The boss</label>
       <requiredPermission><customPermission>Crew</customPermission><dependency>true</dependency></requiredPermission>
       <requiredPermission><customPermission>Guest</customPermission><dependency>false</dependency></requiredPermission>`
    );

    expect(component(extraction, 'CustomPermission')).to.deep.include({
      label: 'The boss',
      attributes: { isLicensed: false, connectedApp: 'Hub', requiredPermissions: ['Crew'] },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to ConnectedApp:Hub', 'refers to CustomPermission:Crew']);
  });

  it('reads a group of delegated administrators', () => {
    const extraction = extractFrom(
      'DelegateGroup',
      'Helpers',
      `<customObjects>Job__c</customObjects><groups>All</groups><label>Helping hands</label><loginAccess>true</loginAccess>
       <permissionSetGroups>Crew</permissionSetGroups><permissionSets>Base</permissionSets><profiles>Mechanic</profiles><roles>Rep</roles>`
    );

    expect(component(extraction, 'DelegateGroup')).to.deep.include({
      label: 'Helping hands',
      attributes: {
        loginAccess: true,
        customObjects: ['Job__c'],
        groups: ['All'],
        permissionSetGroups: ['Crew'],
        permissionSets: ['Base'],
        profiles: ['Mechanic'],
        roles: ['Rep'],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'refers to CustomObject:Job__c',
      'refers to Group:All',
      'refers to PermissionSet:Base',
      'refers to PermissionSetGroup:Crew',
      'refers to Profile:Mechanic',
      'refers to Role:Rep',
    ]);
  });
});
