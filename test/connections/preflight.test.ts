import { expect } from 'chai';
import { SYNC_PERMISSIONS } from '../../src/catalogue/permissions.ts';
import type { Check } from '../../src/connections/preflight/facts.ts';
import { preflightOrg, type Preflight } from '../../src/connections/preflight/preflight.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { startSyncRig, type SyncRig } from '../sync/syncRig.ts';

const FOR_EVER = { times: null } as const;
const NOON = new Date('2026-03-04T12:00:00Z');

const PROFILE = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Profile xmlns="http://soap.sforce.com/2006/04/metadata"><custom>false</custom>${inside}<userLicense>Salesforce</userLicense></Profile>`;

const SECURITY = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<SecuritySettings xmlns="http://soap.sforce.com/2006/04/metadata"><sessionSettings>${inside}</sessionSettings></SecuritySettings>`;

const RANGE = (start: string, end: string): string =>
  `<loginIpRanges><endAddress>${end}</endAddress><startAddress>${start}</startAddress></loginIpRanges>`;

describe('checking an org and its user', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  const check = async (mode: 'default' | 'managed' = 'default'): Promise<Preflight> => {
    const session = await rig.collaborators.connect(rig.standin.adminUsername);
    return preflightOrg(session, { name: 'prod', mode, now: NOON });
  };

  const named = ({ checks }: Preflight, name: string): Check => {
    const found = checks.find((one) => one.name === name);
    if (!found) throw new Error(`there is no check ${name}`);
    return found;
  };

  const profile = (inside: string): void => rig.standin.control.add('Profile', 'Admin', PROFILE(inside));

  const lacks = (...permissions: string[]): void =>
    rig.standin.control.revokePermissions(rig.standin.adminUsername, permissions);

  it('passes all of a healthy org, in ten calls', async () => {
    const { checks, error } = await check();

    expect(error).to.equal(undefined);
    expect(checks.filter(({ state }) => state !== 'passed')).to.deep.equal([]);
    const calls = Object.values(rig.standin.calls()).reduce((sum, count) => sum + count, 0);
    expect(calls).to.equal(10);
  });

  it('has a check for each permission that the mode has a use for', async () => {
    for (const mode of ['default', 'managed'] as const) {
      const names = (await check(mode)).checks.flatMap(({ name }) => /^permission:(.+)$/.exec(name)?.[1] ?? []);

      expect(names).to.have.members(
        SYNC_PERMISSIONS.filter(({ importance }) => importance[mode]).map(({ name }) => name)
      );
    }
  });

  it('passes nothing on answers that make no sense', async () => {
    const answer = (body: object): object => ({
      kind: 'answer',
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify(body),
    });
    const { orgId } = rig.standin.org;
    const identity = answer({ done: true, records: [{ Id: orgId, OrganizationType: 7 }] });
    rig.standin.control.plan('query', identity as never, { ...FOR_EVER, match: 'FROM Organization' });
    rig.standin.control.plan('limits', answer({ DailyApiRequests: { Max: 100, Remaining: 1e9 } }) as never, FOR_EVER);

    const result = await check();

    expect([named(result, 'edition').state, named(result, 'api-calls').state]).to.deep.equal(['unknown', 'unknown']);
  });

  for (const permission of ['ModifyMetadata', 'ViewSetup']) {
    it(`fails without ${permission}, and says so by name`, async () => {
      lacks(permission, 'ModifyAllData');

      const result = await check();

      expect(named(result, `permission:${permission}`)).to.include({ state: 'failed', required: true });
      expect(result.error).to.include({ name: 'MissingPermissionError' });
      expect(result.error?.message).to.contain(SYNC_PERMISSIONS.find(({ name }) => name === permission)?.label);
    });
  }

  it('warns of what is lost without a recommended permission', async () => {
    lacks('AuthorApex');

    const result = await check();

    expect(named(result, 'permission:AuthorApex')).to.deep.include({
      state: 'warning',
      required: false,
      lost: ['ApexClass', 'ApexTrigger'],
    });
    expect(result.error).to.equal(undefined);
  });

  it('counts nothing as lost that another permission opens as well', async () => {
    lacks('ManageSharing', 'ViewAllCustomSettings');
    const both = await check();
    lacks('ManageSharing', 'ViewAllCustomSettings', 'ViewRestrictionAndScopingRules', 'CustomizeApplication');
    const none = await check();

    expect(named(both, 'permission:ManageSharing').message).to.match(
      /: sharing rules and field restriction rules can't be read/
    );
    expect(named(both, 'permission:ManageSharing').lost).to.include('SharingRules').and.not.include('RestrictionRule');
    expect(named(both, 'permission:ViewAllCustomSettings')).to.include({ state: 'passed' });
    expect(named(none, 'permission:ManageSharing').message).to.contain(
      'sharing rules, restriction rules and field restriction rules'
    );
    expect(named(none, 'permission:ManageSharing').lost).to.include('RestrictionRule');
    expect(named(none, 'permission:ViewAllCustomSettings')).to.include({ state: 'warning' });
  });

  it('tells a permission that the org does not have from one that the user lacks', async () => {
    rig.standin.org.absentPermissions = ['ViewAllCustomSettings'];
    rig.standin.org.revision += 1;

    const { state, message } = named(await check(), 'permission:ViewAllCustomSettings');

    expect(state).to.equal('unknown');
    expect(message).to.contain('has no permission');
  });

  it('says that nobody knows when the permissions can not be read', async () => {
    rig.standin.control.fail('describe', { status: 404, code: 'NOT_FOUND' }, FOR_EVER);

    const { checks } = await check();

    const states = checks.filter(({ name }) => name.startsWith('permission:')).map(({ state }) => state);
    expect(new Set(states)).to.deep.equal(new Set(['unknown']));
  });

  it('passes nothing that it can not read', async () => {
    const unread = ['limits', 'toolingQuery', 'toolingRecord', 'readMetadata', 'describe', 'record'];
    for (const operation of unread) rig.standin.control.fail(operation, { code: 'UNKNOWN_EXCEPTION' }, FOR_EVER);
    for (const match of ['FROM User', 'FROM LoginHistory', 'FROM ConnectedApplication']) {
      rig.standin.control.fail('query', { code: 'UNKNOWN_EXCEPTION' }, { match, ...FOR_EVER });
    }

    const { checks, error } = await check();

    expect(error).to.equal(undefined);
    expect(checks.filter(({ state }) => state === 'passed').map(({ name }) => name)).to.deep.equal(['edition']);
  });

  it('fails for a user with the integration licence', async () => {
    rig.standin.control.add(
      'Profile',
      'Admin',
      PROFILE('').replace('<userLicense>Salesforce<', '<userLicense>Salesforce Integration<')
    );

    const result = await check();

    expect(named(result, 'user-licence')).to.include({ state: 'failed', required: true });
    expect(result.error).to.include({ name: 'CheckFailedError' });
  });

  describe('from where it logs in', () => {
    for (const [what, ranges, sourceIp, state] of [
      ['passes inside', RANGE('192.0.2.0', '192.0.2.255'), '192.0.2.1', 'passed'],
      ['passes at the edge', RANGE('192.0.2.1', '192.0.2.1'), '192.0.2.1', 'passed'],
      ['fails outside', RANGE('192.0.2.2', '192.0.2.255'), '192.0.2.1', 'failed'],
      [
        'passes in the second of two',
        RANGE('10.0.0.1', '10.0.0.9') + RANGE('192.0.2.0', '192.0.2.9'),
        '192.0.2.1',
        'passed',
      ],
      ['passes in a range of version 6', RANGE('2001:db8::', '2001:db8::ffff'), '2001:0db8:0::0a', 'passed'],
      ['fails outside of version 6', RANGE('2001:db8::', '2001:db8::ffff'), '2001:db8:1::1', 'failed'],
      ['fails with one version against the other', RANGE('192.0.2.0', '192.0.2.9'), '2001:db8::1', 'failed'],
      ['does not know without an address', RANGE('192.0.2.0', '192.0.2.9'), 'Salesforce.com IP', 'unknown'],
      [
        'does not know with a range of which an end is missing',
        RANGE('192.0.2.1', '192.0.2.9').replace(/<endA.*?endAddress>/, ''),
        '192.0.2.5',
        'unknown',
      ],
      ['does not know with a range that makes no sense', RANGE('192.0.2.9', '192.0.2.2'), '192.0.2.5', 'unknown'],
    ] as const) {
      it(`${what} of the profile's login ranges`, async () => {
        profile(ranges);
        rig.standin.control.setUser(rig.standin.adminUsername, { sourceIp });

        const result = await check();

        expect(named(result, 'login-ip-ranges').state).to.equal(state);
        expect(result.error?.name).to.equal(state === 'failed' ? 'LoginIpRangeError' : undefined);
      });
    }

    it('reads ranges and settings by the Metadata API where the Tooling API fails', async () => {
      profile(RANGE('10.0.0.1', '10.0.0.9'));
      rig.standin.control.add('Settings', 'Security', SECURITY('<lockSessionsToIp>true</lockSessionsToIp>'));
      rig.standin.control.fail('toolingQuery', { code: 'UNKNOWN_EXCEPTION' }, FOR_EVER);
      rig.standin.control.fail('toolingRecord', { code: 'UNKNOWN_EXCEPTION' }, FOR_EVER);

      const result = await check();

      expect(named(result, 'session-ip-lock').state).to.equal('warning');
      expect(named(result, 'ip-ranges-every-request').state).to.equal('unknown');
    });

    it('warns when sessions are locked to their address', async () => {
      rig.standin.control.add('Settings', 'Security', SECURITY('<lockSessionsToIp>true</lockSessionsToIp>'));

      expect(named(await check(), 'session-ip-lock').state).to.equal('warning');
    });

    for (const [ranges, state] of [
      ['', 'passed'],
      [RANGE('192.0.2.0', '192.0.2.9'), 'warning'],
    ] as const) {
      it(`finds ranges enforced on every request ${state} ${ranges === '' ? 'without' : 'with'} ranges`, async () => {
        profile(ranges);
        rig.standin.control.add(
          'Settings',
          'Security',
          SECURITY('<enforceIpRangesEveryRequest>true</enforceIpRangesEveryRequest>')
        );

        expect(named(await check(), 'ip-ranges-every-request').state).to.equal(state);
      });
    }
  });

  for (const [hours, state] of [
    ['<loginHours><wednesdayEnd>1020</wednesdayEnd><wednesdayStart>480</wednesdayStart></loginHours>', 'warning'],
    ['<loginHours><wednesdayEnd>480</wednesdayEnd><wednesdayStart>60</wednesdayStart></loginHours>', 'failed'],
    ['<loginHours><mondayEnd>480</mondayEnd><mondayStart>60</mondayStart></loginHours>', 'warning'],
  ] as const) {
    it(`finds login hours ${state} on a Wednesday at noon with ${hours}`, async () => {
      profile(hours);

      expect(named(await check(), 'login-hours').state).to.equal(state);
    });
  }

  for (const [used, state, error] of [
    [69, 'passed', undefined],
    [75, 'warning', undefined],
    [95, 'failed', 'ApiBudgetError'],
  ] as const) {
    it(`finds ${String(used)} % of the API calls used ${state}`, async () => {
      rig.standin.control.setLimits({ apiCallsUsed: used * 1000, apiCallsMax: 100_000 });

      const result = await check();

      expect(named(result, 'api-calls').state).to.equal(state);
      expect(result.error?.name).to.equal(error);
    });
  }

  for (const [app, state] of [
    [null, 'warning'],
    [{ refreshTokenValidityPeriod: 30 }, 'warning'],
    [{}, 'passed'],
  ] as const) {
    it(`finds the connected app ${state} when it is ${JSON.stringify(app)}`, async () => {
      rig.standin.org.cliApp = app;

      expect(named(await check(), 'connected-app').state).to.equal(state);
    });
  }

  for (const [code, message, name, failed] of [
    [
      'API_DISABLED_FOR_ORG',
      'The REST API is not enabled for this Organization.',
      'UnsupportedEditionError',
      'edition',
    ],
    ['API_CURRENTLY_DISABLED', 'API is disabled for this User', 'ApiDisabledError', 'permission:ApiEnabled'],
    ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', 'RequestLimitError', 'api-calls'],
  ] as const) {
    it(`knows ${failed} when the org answers ${code}, and nothing else`, async () => {
      rig.standin.control.fail('*', { status: 403, code, message }, FOR_EVER);

      const result = await check();

      expect(result.error).to.include({ name });
      expect(named(result, failed)).to.include({ state: 'failed', required: true });
      expect(result.checks.filter(({ state }) => state !== 'unknown')).to.have.lengthOf(1);
    });
  }

  describe('before a sync', () => {
    for (const [permissions, name] of [
      [['ModifyMetadata', 'ModifyAllData'], 'MissingPermissionError'],
      [['ViewSetup'], 'MissingPermissionError'],
    ] as const) {
      it(`refuses it without ${permissions.join(', ')} before anything is listed`, async () => {
        lacks(...permissions);

        expect(await rig.syncFails()).to.include({ name });

        expect(rig.standin.calls()['describeMetadata']).to.equal(undefined);
      });
    }

    it('refuses it when the API calls are nearly used up', async () => {
      rig.standin.control.setLimits({ apiCallsUsed: 95_000, apiCallsMax: 100_000 });

      expect(await rig.syncFails()).to.include({ name: 'ApiBudgetError' });
    });

    it('warns of many used API calls and of missing permissions', async () => {
      rig.standin.control.setLimits({ apiCallsUsed: 80_000, apiCallsMax: 100_000 });
      lacks('ViewRoles');

      const { warnings } = await rig.sync();

      expect(warnings.join('\n')).to.contain('80').and.contain('View Roles and Role Hierarchy');
    });

    it('warns of nothing that another permission opens as well', async () => {
      lacks('ManageSharing', 'ViewAllCustomSettings');
      expect((await rig.sync()).warnings).to.deep.equal([
        'The sync user lacks the permission "Manage Sharing": sharing rules and field restriction rules can\'t be read.',
      ]);

      lacks('ManageSharing', 'ViewRestrictionAndScopingRules');
      expect((await rig.sync()).warnings.join('\n')).to.contain(
        "restriction rules and field restriction rules can't be read"
      );
    });
  });
});
