import { expect } from 'chai';
import { runQuery, type QueryAnswer } from './runQuery.ts';
import { sampleState, sampleUser } from './sampleState.ts';
import { userPermissions } from './userPermissions.ts';

const salesProfile = `<?xml version="1.0"?><Profile xmlns="http://soap.sforce.com/2006/04/metadata">
  <custom>true</custom><userLicense>Salesforce</userLicense>
  <userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>
  <userPermissions><enabled>true</enabled><name>RunReports</name></userPermissions></Profile>`;
const setupSet = `<PermissionSet><label>Setup</label>
  <userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions>
  <userPermissions><enabled>true</enabled><name>AuthorApex</name></userPermissions></PermissionSet>`;
const muting = `<MutingPermissionSet><label>No Apex</label>
  <userPermissions><enabled>true</enabled><name>AuthorApex</name></userPermissions></MutingPermissionSet>`;
const group = `<PermissionSetGroup><label>Helpers</label><permissionSets>Setup</permissionSets>
  <mutingPermissionSets>No_Apex</mutingPermissionSets><status>Updated</status></PermissionSetGroup>`;

const admin = sampleUser(1);
const seller = sampleUser(2, { profile: 'Sales', role: 'CEO' });
const helper = sampleUser(3, { profile: 'Sales', permissionSetGroups: ['Helpers'] });

const org = sampleState(
  [
    { type: 'Profile', fullName: 'Sales', fileName: 'profiles/Sales.profile', content: salesProfile },
    { type: 'PermissionSet', fullName: 'Setup', fileName: 'permissionsets/Setup.permissionset', content: setupSet },
    {
      type: 'MutingPermissionSet',
      fullName: 'No_Apex',
      fileName: 'mutingpermissionsets/No_Apex.mutingpermissionset',
      content: muting,
    },
    {
      type: 'PermissionSetGroup',
      fullName: 'Helpers',
      fileName: 'permissionsetgroups/Helpers.permissionsetgroup',
      content: group,
    },
    {
      type: 'Role',
      fullName: 'CEO',
      fileName: 'roles/CEO.role',
      content: '<Role><name>Chief Executive</name></Role>',
    },
  ],
  [admin, seller, helper]
);

function query(soql: string, asker = admin): QueryAnswer {
  return runQuery(soql, 'data', org, asker);
}

function rowsOf(soql: string, asker = admin): ReadonlyArray<Record<string, unknown>> {
  const answer = query(soql, asker);
  if (!answer.ok) throw new Error(`${answer.errorCode}: ${answer.message}`);
  return answer.rows;
}

function refusal(soql: string, asker = admin): { errorCode: string; message: string } {
  const answer = query(soql, asker);
  if (answer.ok) throw new Error(`not refused: ${soql}`);
  expect(answer.status).to.equal(400);
  return answer;
}

describe('SOQL of the stand-in org', () => {
  describe('rows', () => {
    it('have the shape of the REST API, with columns spelled as the schema does', () => {
      const rows = rowsOf('select name, issandbox, TrialExpirationDate from organization');

      expect(rows).to.deep.equal([
        {
          attributes: { type: 'Organization', url: '/services/data/v66.0/sobjects/Organization/00D000000000001EAA' },
          Name: 'Sample Org',
          IsSandbox: true,
          TrialExpirationDate: null,
        },
      ]);
    });

    it('nest parents, and give null for a parent that is not there', () => {
      const rows = rowsOf(
        `SELECT Username, Profile.Name, Profile.UserLicense.Name, UserRole.Name FROM User ORDER BY Username LIMIT 2`
      );

      expect(rows.map(({ UserRole }) => UserRole)).to.deep.include.members([null]);
      expect(rows[1]).to.nested.include({
        'Profile.Name': 'Sales',
        'Profile.UserLicense.Name': 'Salesforce',
        'Profile.attributes.type': 'Profile',
        'UserRole.Name': 'Chief Executive',
      });
    });

    it('nest children, and give null where there are none', () => {
      const rows = rowsOf(
        'SELECT Name, (SELECT Assignee.Username FROM Assignments ORDER BY Assignee.Username) FROM PermissionSet ORDER BY Name'
      );

      const byName = new Map(rows.map((row) => [row['Name'], row['Assignments']]));
      expect(byName.get('Setup')).to.equal(null);
      expect(byName.get('Helpers')).to.deep.include({ totalSize: 1, done: true });
    });

    it('leave the alias out of paths', () => {
      const rows = rowsOf("SELECT u.Id, u.Profile.Name FROM User u WHERE u.Username = 'USER2@example.com'");

      expect(rows).to.have.length(1);
      expect(rows[0]).to.nested.include({ 'Profile.Name': 'Sales' });
    });

    it('write dates as the REST API does', () => {
      const [row] = rowsOf("SELECT LastModifiedDate FROM PermissionSet WHERE Name = 'Setup'");

      expect(row?.['LastModifiedDate']).to.equal('2024-06-01T08:00:00.000+0000');
    });
  });

  describe('conditions', () => {
    const usernames = (where: string): readonly unknown[] =>
      rowsOf(`SELECT Username FROM User WHERE ${where} ORDER BY Username`).map((row) =>
        String(row['Username']).slice(4, 5)
      );

    const cases: ReadonlyArray<readonly [string, readonly string[]]> = [
      ["Username LIKE 'USER_@%'", ['1', '2', '3']],
      ["Username LIKE 'user2%'", ['2']],
      ["(NOT Username LIKE 'user2%')", ['1', '3']],
      ["NOT (Profile.Name = 'Sales' AND UserRoleId = null)", ['1', '2']],
      ["Profile.Name = 'Sales' AND (UserRole.Name = 'chief executive' OR IsActive = false)", ['2']],
      ['UserRoleId != null', ['2']],
      [`Id IN ('${admin.id.slice(0, 15)}', '${helper.id}')`, ['1', '3']],
      [`Id NOT IN ('${admin.id}')`, ['2', '3']],
      ["Id IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Type = 'Group')", ['3']],
      ['CreatedDate < 2022-01-01T00:00:00Z', ['1', '2', '3']],
      ['CreatedDate = TODAY', []],
      ['CreatedDate < LAST_N_DAYS:30', ['1', '2', '3']],
    ];
    for (const [where, expected] of cases) {
      it(`find what ${where} says`, () => {
        expect(usernames(where)).to.deep.equal(expected);
      });
    }
  });

  describe('counting', () => {
    it('answers COUNT() with a number and no rows', () => {
      expect(query("SELECT COUNT() FROM User WHERE Profile.Name = 'Sales'")).to.deep.equal({
        ok: true,
        entity: 'User',
        rows: [],
        count: 2,
      });
    });

    it('names aggregates without alias in order', () => {
      expect(rowsOf('SELECT COUNT(Id), COUNT(UserRoleId) roles, COUNT_DISTINCT(ProfileId) FROM User')).to.deep.equal([
        { attributes: { type: 'AggregateResult' }, expr0: 3, roles: 1, expr1: 2 },
      ]);
    });

    it('groups by columns of parents', () => {
      const rows = rowsOf(
        'SELECT Profile.Name, COUNT(Id) FROM User GROUP BY Profile.Name HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)'
      );

      expect(rows).to.deep.equal([{ attributes: { type: 'AggregateResult' }, Name: 'Sales', expr0: 2 }]);
    });

    it('refuses a column that is neither grouped nor aggregated', () => {
      expect(refusal('SELECT Name, COUNT(Id) FROM User GROUP BY ProfileId').message).to.contain(
        'Field must be grouped or aggregated: Name'
      );
    });

    it('refuses to count booleans', () => {
      expect(refusal('SELECT COUNT(IsActive) FROM User')).to.include({
        errorCode: 'MALFORMED_QUERY',
        message: 'field IsActive does not support aggregate operator COUNT',
      });
    });
  });

  describe('order and windows', () => {
    const roles = (order: string): readonly unknown[] =>
      rowsOf(`SELECT UserRoleId FROM User ORDER BY ${order}`).map(({ UserRoleId }) => UserRoleId === null);

    it('puts nulls first unless told otherwise', () => {
      expect(roles('UserRoleId DESC')).to.deep.equal([true, true, false]);
      expect(roles('UserRoleId NULLS LAST')).to.deep.equal([false, true, true]);
    });

    it('cuts by LIMIT and OFFSET', () => {
      const rows = rowsOf('SELECT Username FROM User ORDER BY Username DESC LIMIT 1 OFFSET 1');

      expect(rows.map(({ Username }) => Username)).to.deep.equal(['user2@example.com']);
    });

    it('refuses offsets over 2,000', () => {
      expect(refusal('SELECT Id FROM User LIMIT 1 OFFSET 2001').errorCode).to.equal('NUMBER_OUTSIDE_VALID_RANGE');
    });
  });

  describe('refusals', () => {
    const refusals: ReadonlyArray<readonly [string, string, string]> = [
      ['SELECT Id FROM Xyzzy', 'INVALID_TYPE', "sObject type 'Xyzzy' is not supported. If you are attempting to use"],
      ['SELECT Id FROM ScratchOrgInfo LIMIT 1', 'INVALID_TYPE', "sObject type 'ScratchOrgInfo' is not supported."],
      ['SELECT Id, Colour FROM User', 'INVALID_FIELD', "No such column 'Colour' on entity 'User'."],
      ['SELECT Profile.Colour FROM User', 'INVALID_FIELD', "No such column 'Colour' on entity 'Profile'."],
      ['SELECT Boss.Name FROM User', 'INVALID_FIELD', "Didn't understand relationship 'Boss' in field path."],
      ["SELECT Id FROM User WHERE Colour = 'x'", 'INVALID_FIELD', "No such column 'Colour' on entity 'User'."],
      ['SELECT Id FROM User ORDER BY Colour', 'INVALID_FIELD', "No such column 'Colour' on entity 'User'."],
      ['SELECT Id, Name, Id FROM User', 'INVALID_FIELD', 'duplicate field selected: Id'],
      ["SELECT Id FROM User WHERE IsActive = 'true'", 'INVALID_FIELD', "'IsActive' must be of type boolean and should"],
      ["SELECT Id FROM User WHERE CreatedDate > '2020'", 'INVALID_FIELD', 'must be of type dateTime and should not be'],
      ['SELECT Id FROM User WHERE Name = 5', 'INVALID_FIELD', 'must be of type string and should be enclosed'],
      ["SELECT Id FROM User WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: abc'],
      ['SELECT Id FROM', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
      ['SELECT Id FROM User WHERE', 'MALFORMED_QUERY', 'unexpected token'],
      ['DELETE FROM User', 'MALFORMED_QUERY', 'unexpected token'],
      ["SELECT Id FROM User WHERE Name = 'a' AND Name = 'b' OR Id = null", 'MALFORMED_QUERY', "unexpected token: 'OR'"],
      ["SELECT Id FROM User WHERE Name = 'a' AND NOT Name = 'b'", 'MALFORMED_QUERY', "unexpected token: 'NOT'"],
    ];
    for (const [soql, errorCode, text] of refusals) {
      it(`answers ${soql} with ${errorCode}`, () => {
        const { errorCode: code, message } = refusal(soql);

        expect(code).to.equal(errorCode);
        expect(message).to.contain(text);
      });
    }

    it('points at the place of the mistake', () => {
      expect(refusal('SELECT Id, Colour FROM User').message).to.match(
        /^\nSELECT Id, Colour FROM User\n {11}\^\nERROR at Row:1:Column:12\nNo such column 'Colour'/
      );
    });
  });

  describe('permissions', () => {
    it('join profile, sets and groups, less what is muted', () => {
      expect([...userPermissions(org, helper)].sort()).to.deep.equal(['ApiEnabled', 'RunReports', 'ViewSetup']);
    });

    it('give UserPermissionAccess one row, of the user who asks', () => {
      const soql = 'SELECT PermissionsApiEnabled, PermissionsViewSetup FROM UserPermissionAccess';

      expect(rowsOf(soql, seller)).to.have.length(1);
      expect(rowsOf(soql, seller)[0]).to.include({ PermissionsApiEnabled: true, PermissionsViewSetup: false });
      expect(rowsOf(soql, helper)[0]).to.include({ PermissionsApiEnabled: true, PermissionsViewSetup: true });
    });

    it('lose what was revoked', () => {
      const revoked = { ...admin, revokedPermissions: ['ModifyMetadata'] };

      const rows = rowsOf('SELECT PermissionsModifyMetadata, PermissionsAuthorApex FROM UserPermissionAccess', revoked);

      expect(rows[0]).to.include({ PermissionsModifyMetadata: false, PermissionsAuthorApex: true });
    });

    it('have no column for a permission that the org lacks', () => {
      const lacking = { ...org, absentPermissions: ['ViewAllCustomSettings'] };

      const answer = runQuery(
        'SELECT PermissionsViewAllCustomSettings FROM UserPermissionAccess',
        'data',
        lacking,
        admin
      );

      expect(answer).to.include({ ok: false, errorCode: 'INVALID_FIELD' });
    });

    for (const name of ['PermissionSet', 'PermissionSetAssignment', 'PermissionSetGroupComponent', 'UserLicense']) {
      it(`hide ${name} from users without View Setup`, () => {
        expect(refusal(`SELECT Id FROM ${name}`, seller).errorCode).to.equal('INVALID_TYPE');
        expect(query(`SELECT Id FROM ${name}`, helper).ok).to.equal(true);
      });
    }
  });

  describe('permission sets', () => {
    it('are owned by each profile and by each group', () => {
      const rows = rowsOf(
        'SELECT Type, IsOwnedByProfile, Profile.Name, PermissionSetGroup.DeveloperName, PermissionsAuthorApex FROM PermissionSet'
      );

      const kinds = rows.map((row) => {
        const profile = row['Profile'] as { Name: string } | null;
        return [row['Type'], row['IsOwnedByProfile'], profile?.Name ?? null, row['PermissionsAuthorApex']];
      });
      expect(kinds).to.have.deep.members([
        ['Profile', true, 'Sales', false],
        ['Profile', true, 'System Administrator', true],
        ['Regular', false, null, true],
        ['Group', false, null, false],
      ]);
    });

    it('are assigned with the profile, and with the group through its own set', () => {
      const rows = rowsOf(
        `SELECT PermissionSet.Type, PermissionSetGroup.MasterLabel FROM PermissionSetAssignment WHERE AssigneeId = '${helper.id}'`
      );

      expect(rows.map((row) => (row['PermissionSet'] as { Type: string }).Type)).to.have.members(['Profile', 'Group']);
      expect(rows.map((row) => row['PermissionSetGroup'])).to.deep.include(null);
    });

    it('follow an edit of the org once its revision moves', () => {
      const edited = { ...org, files: new Map(org.files) };
      const soql = "SELECT Label FROM PermissionSet WHERE Name = 'Setup'";
      const before = runQuery(soql, 'data', edited, admin);

      edited.files.set(
        'permissionsets/Setup.permissionset',
        Buffer.from('<PermissionSet><label>New</label></PermissionSet>')
      );
      edited.revision += 1;

      expect(before).to.have.nested.property('rows[0].Label', 'Setup');
      expect(runQuery(soql, 'data', edited, admin)).to.have.nested.property('rows[0].Label', 'New');
    });
  });
});
