import { expect } from 'chai';
import { clerk, idOf, queryShop, shop, shopRows } from './sampleShop.ts';

describe('rights, flows and folders in SOQL', () => {
  describe('rights', () => {
    it('have a FieldPermissions row where something is granted, and none elsewhere', () => {
      const rows = shopRows(
        `SELECT SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions
         WHERE SobjectType = 'bike__c' AND Parent.Profile.Name = 'Clerk'`
      );

      expect(rows).to.deep.equal([
        { SobjectType: 'Bike__c', Field: 'Bike__c.Frame__c', PermissionsRead: true, PermissionsEdit: false },
      ]);
    });

    it('leave what is muted out of the set of a group', () => {
      const rows = shopRows("SELECT SobjectType, Field FROM FieldPermissions WHERE Parent.Type = 'Group'");

      expect(rows.map(({ Field }) => Field)).to.deep.equal(['Bike__c.Frame__c']);
    });

    it('find the rows of one set by ids of 15 characters', () => {
      const id = idOf('PermissionSet:Editors').slice(0, 15);

      expect(shopRows(`SELECT SobjectType, Field FROM FieldPermissions WHERE ParentId = '${id}'`)).to.have.length(2);
    });

    it('show fields only together with their object', () => {
      expect(queryShop('SELECT Field, PermissionsRead FROM FieldPermissions')).to.include({
        errorCode: 'MALFORMED_QUERY',
      });
    });

    it('have stored ObjectPermissions rows for grants and synthetic ones for Modify All Data', () => {
      const rows = shopRows('SELECT Id, SobjectType, PermissionsEdit, Parent.Profile.Name FROM ObjectPermissions');

      const stored = rows.filter(({ Id }) => String(Id).startsWith('110'));
      const synthetic = rows.filter(({ Id }) => String(Id).startsWith('000'));
      expect(stored.map((row) => [row['SobjectType'], row['PermissionsEdit']])).to.deep.equal([['Bike__c', true]]);
      expect(synthetic.map((row) => row['SobjectType'])).to.have.members(['Account', 'Bike__c']);
    });

    it('name classes, flows and apps in SetupEntityAccess by their ids, and nothing that is not there', () => {
      const rows = shopRows(
        "SELECT SetupEntityId, SetupEntityType FROM SetupEntityAccess WHERE Parent.Type != 'Group'"
      );

      const [app] = shopRows("SELECT ApplicationId FROM AppMenuItem WHERE Label = 'Sales'");
      const [definition] = shopRows("SELECT DurableId FROM FlowDefinitionView WHERE ApiName = 'Check_Bike'");
      expect(rows).to.have.deep.members([
        { SetupEntityId: app?.['ApplicationId'], SetupEntityType: 'TabSet' },
        { SetupEntityId: idOf('ApexClass:Pricing'), SetupEntityType: 'ApexClass' },
        { SetupEntityId: definition?.['DurableId'], SetupEntityType: 'FlowDefinition' },
      ]);
    });

    it('show tabs in the words of SOQL', () => {
      const rows = shopRows("SELECT Name, Visibility FROM PermissionSetTabSetting WHERE Parent.Name = 'Editors'");

      expect(rows).to.deep.equal([{ Name: 'standard-Account', Visibility: 'DefaultOff' }]);
    });

    it('are hidden from users without View Setup', () => {
      const hidden = ['FieldPermissions', 'ObjectPermissions', 'SetupEntityAccess', 'PermissionSetTabSetting'];

      const answers = hidden.map((name) => queryShop(`SELECT Id FROM ${name}`, 'data', clerk));

      expect(answers.map((answer) => (answer.ok ? 'seen' : answer.errorCode))).to.deep.equal(
        hidden.map(() => 'INVALID_TYPE')
      );
    });

    it('count members and muting sets of a group as its components', () => {
      const rows = shopRows(
        'SELECT PermissionSetGroup.DeveloperName, PermissionSetId FROM PermissionSetGroupComponent'
      );

      expect(rows.map(({ PermissionSetId }) => PermissionSetId)).to.have.members([
        idOf('PermissionSet:Editors'),
        idOf('MutingPermissionSet:No_Secrets'),
      ]);
    });
  });

  describe('flows', () => {
    it('show the active version of active flows only', () => {
      const rows = shopRows(
        `SELECT ApiName, IsActive, ActiveVersionId, LatestVersionId, TriggerType, TriggerObjectOrEvent.QualifiedApiName
         FROM FlowDefinitionView ORDER BY ApiName`
      );

      expect(rows[0]).to.deep.include({
        ApiName: 'Check_Bike',
        IsActive: true,
        ActiveVersionId: idOf('Flow:Check_Bike'),
        TriggerType: 'RecordAfterSave',
      });
      expect(rows[0]).to.have.nested.property('TriggerObjectOrEvent.QualifiedApiName', 'Bike__c');
      expect(rows[1]).to.include({ ApiName: 'Old_Check', IsActive: false, ActiveVersionId: null });
    });

    it('have no versions to show without a filter', () => {
      const [view] = shopRows("SELECT DurableId FROM FlowDefinitionView WHERE ApiName = 'Old_Check'");
      const filter = `FlowDefinitionViewId = '${String(view?.['DurableId'])}'`;

      expect(shopRows('SELECT DurableId, Status FROM FlowVersionView')).to.deep.equal([]);
      expect(shopRows(`SELECT VersionNumber, Status FROM FlowVersionView WHERE ${filter}`)).to.deep.equal([
        { VersionNumber: 1, Status: 'Draft' },
      ]);
    });

    it('keep an active version below a later draft, of which alone the file is', () => {
      const file = shop.components.get('Flow:Old_Check')?.fileName ?? '';
      const draft = shop.files.get(file) ?? Buffer.alloc(0);
      const content = Buffer.from(draft.toString('utf8').replace('<status>Draft<', '<status>Active<'));
      shop.earlierFlowVersions = new Map([['Old_Check', [{ id: '301000000000001AAA', content }]]]);
      shop.revision += 1;
      try {
        const named = "DeveloperName = 'Old_Check'";
        expect(
          shopRows(
            "SELECT IsActive, ActiveVersionId, LatestVersionId FROM FlowDefinitionView WHERE ApiName = 'Old_Check'"
          )
        ).to.deep.equal([
          { IsActive: true, ActiveVersionId: '301000000000001AAA', LatestVersionId: idOf('Flow:Old_Check') },
        ]);
        expect(shopRows(`SELECT VersionNumber, Status FROM Flow WHERE Definition.${named}`, 'tooling')).to.deep.equal([
          { VersionNumber: 1, Status: 'Active' },
          { VersionNumber: 2, Status: 'Draft' },
        ]);
      } finally {
        delete shop.earlierFlowVersions;
        shop.revision += 1;
      }
    });

    it('have their views at the data door and their versions at the Tooling door', () => {
      expect(queryShop('SELECT Id FROM FlowDefinitionView', 'tooling')).to.include({
        ok: false,
        errorCode: 'INVALID_TYPE',
      });
      expect(queryShop('SELECT Id FROM Flow', 'data')).to.include({ ok: false, errorCode: 'INVALID_TYPE' });
      expect(shopRows('SELECT Id, Definition.DeveloperName FROM Flow', 'tooling')).to.have.length(2);
    });
  });

  describe('folders', () => {
    it('name the folder of a report, and the public one for reports without', () => {
      const rows = shopRows('SELECT Name, DeveloperName, FolderName, Owner.Name FROM Report ORDER BY Name');

      expect(rows.map(({ Name, FolderName }) => [Name, FolderName])).to.deep.equal([
        ['Loose', 'Unfiled Public Reports'],
        ['The Pipeline', 'Sales Reports'],
      ]);
      expect(rows[1]).to.have.nested.property('Owner.Name', 'Sales Reports');
    });
  });
});
