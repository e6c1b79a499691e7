import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { xmlOf } from '../specialCases/startCaseRig.ts';
import { commandLine, type CommandLine, type Ended } from './commandLine.ts';
import { projectFolder } from './projectFolder.ts';

const COPY = 'copy@standin.example';

/** As the sf CLI may have it of an org: copied under another username, with another id, or with none. */
const COPIES = {
  'without an org id': { orgId: undefined },
  'with the id of another org': { orgId: '00D000000000009EAA' },
} as const;

describe('a login that does not say which org it opens, under the policy of that org', () => {
  let line: CommandLine;
  let standin: Standin;
  let org: string;

  beforeEach(async () => {
    line = commandLine();
    const folder = join(line.folder, 'project');
    projectFolder(folder, 1717);
    standin = await startStandin({ project: folder, bare: true });
    org = standin.adminUsername;
    await line.logins.saveSession(standin);
  });

  afterEach(async () => {
    await standin.stop();
    line.remove();
  });

  const fileOf = (username: string): string => join(line.logins.home, '.sfdx', `${username}.json`);

  const copyLogin = (change: { readonly orgId: string | undefined }, username = COPY): void => {
    const login = JSON.parse(readFileSync(fileOf(org), 'utf8')) as object;
    writeFileSync(fileOf(username), JSON.stringify({ ...login, username, ...change }));
    StateAggregator.clearInstance();
  };

  const inStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  const connect = async (...more: string[]): Promise<void> => {
    const { error } = await line.run(OrgConnect, ['-o', org, '--no-sync', ...more]);
    expect(error).to.equal(undefined);
    standin.forgetRequests();
  };

  /** What was asked with the login's token. */
  const asked = (): string[] =>
    standin
      .requests()
      .filter(({ hasToken }) => hasToken)
      .map(({ operation, subject }) => `${operation} ${/FROM \w+/.exec(subject)?.[0] ?? ''}`.trim());

  const isRefused = async ({ error, exitCode }: Ended<unknown>, action: string): Promise<void> => {
    expect(error).to.include({ name: 'ManualSyncOnlyError' });
    expect(exitCode).to.equal(77);
    expect(asked()).to.deep.equal(['query FROM Organization']);
    const [audit] = await inStore((store) => store.audits({ limit: 1 }));
    expect(audit).to.include({ action: `${action} refused` });
  };

  for (const [which, change] of Object.entries(COPIES)) {
    it(`${which}: a check asks who it is and no more`, async () => {
      await connect('--manual-sync-only');
      copyLogin(change);

      await isRefused(await line.run(OrgCheck, ['-o', COPY]), 'check an org');
    });

    it(`${which}: a connection asks who it is and no more`, async () => {
      await connect('--manual-sync-only');
      copyLogin(change);
      const before = await inStore((store) => store.orgs({ all: true }));

      await isRefused(await line.run(OrgConnect, ['-o', COPY]), 'check an org');

      expect(await inStore((store) => store.orgs({ all: true }))).to.deep.equal(before);
    });
  }

  it('holds for a sync of another connected org, whose login was replaced by a copy', async () => {
    await connect('--manual-sync-only');
    const orgId = '00D000000000009EAA';
    await inStore(async (store) => {
      const [record] = await store.orgs();
      if (record === undefined) expect.fail('the org was to be connected');
      await store.saveOrg({ ...record, key: 'other', orgId, group: orgId, username: COPY, policies: {} });
    });
    copyLogin({ orgId });

    await isRefused(await line.run(Sync, ['-o', COPY]), 'sync');
  });

  it('holds for a scheduled sync, which is suspended and not tried again', async () => {
    await connect('--manual-sync-only');
    const orgId = '00D000000000009EAA';
    await inStore(async (store) => {
      const [record] = await store.orgs();
      if (record === undefined) expect.fail('the org was to be connected');
      const schedule = { time: '00:00', timezone: 'UTC', since: '2020-01-01T00:00:00.000Z' };
      await store.saveOrg({ ...record, key: 'other', orgId, group: orgId, username: COPY, policies: {}, schedule });
    });
    copyLogin({ orgId });

    const { error, exitCode } = await line.run(ScheduleRun, []);

    expect([error, exitCode]).to.deep.equal([undefined, 0]);
    expect(asked()).to.deep.equal(['query FROM Organization']);
  });

  it('holds for an org that was erased under its policy', async () => {
    await connect('--manual-sync-only');
    await line.run(OrgDisconnect, ['-o', org, '--erase', '--no-prompt']);
    rmSync(fileOf(org), { force: true });
    await line.logins.saveSession(standin);
    copyLogin({ orgId: undefined });

    await isRefused(await line.run(OrgConnect, ['-o', COPY]), 'check an org');
  });

  it('lets a login go on that opens an org without a policy', async () => {
    await connect();
    copyLogin({ orgId: undefined });

    expect((await line.run(OrgCheck, ['-o', COPY])).error).to.equal(undefined);
  });

  it('renews a session that is over by one call, and asks who the org is and no more', async () => {
    await connect('--manual-sync-only');
    await line.logins.saveRenewable(standin);
    copyLogin({ orgId: undefined });
    const login = JSON.parse(readFileSync(fileOf(COPY), 'utf8')) as object;
    writeFileSync(fileOf(COPY), JSON.stringify({ ...login, isDevHub: true }));
    standin.control.revokeSessions();
    standin.forgetRequests();

    const { error } = await line.run(OrgCheck, ['-o', COPY]);

    expect(error).to.include({ name: 'ManualSyncOnlyError' });
    // The first one is refused, because the session is over.
    expect(asked()).to.deep.equal(['query FROM Organization', 'query FROM Organization']);
    const others = standin.requests().filter(({ hasToken }) => !hasToken);
    expect(others.map(({ operation }) => operation)).to.have.members(['versions', 'token']);
    expect(JSON.parse(readFileSync(fileOf(COPY), 'utf8'))).to.include({ isDevHub: true });
  });

  it('asks nothing with a token before the org has said who it is, not even its versions', async () => {
    await line.run(OrgCheck, ['-o', org]);

    const operations = standin.requests().map(({ operation, hasToken }) => `${operation} ${String(hasToken)}`);
    expect(operations.filter((operation) => operation.startsWith('versions'))).to.deep.equal(['versions false']);
    expect(asked()[0]).to.equal('query FROM Organization');
    expect(asked().filter((one) => one === 'query FROM Organization')).to.have.lengthOf(1);
  });

  for (const [what, command] of [
    ['check', OrgCheck],
    ['connection', OrgConnect],
  ] as const) {
    it(`asks an org that does not tell its id nothing more in a ${what}: its policies can't be known`, async () => {
      Object.assign(standin.org, { orgId: '' });
      standin.forgetRequests();

      const { error } = await line.run<unknown>(command, ['-o', org]);

      expect(error?.name).to.equal('SalesforceError');
      expect(error?.message).to.include('does not tell its id');
      expect(asked()).to.deep.equal(['query FROM Organization']);
    });
  }

  describe('by the marker in the org', () => {
    const mark = (): void =>
      standin.control.add(
        'CustomPermission',
        'Elements_Manual_Sync_Only',
        xmlOf('CustomPermission', '<label>M</label>')
      );

    const isMarkedFor = async ({ error, exitCode }: Ended<unknown>, ...more: string[]): Promise<void> => {
      expect(error).to.include({ name: 'ManualSyncOnlyError' });
      expect(exitCode).to.equal(77);
      expect(asked()).to.deep.equal(['query FROM Organization', 'listMetadata', ...more]);
      standin.forgetRequests();
    };

    it('asks the org nothing more, and connects it', async () => {
      mark();
      standin.forgetRequests();

      const { result, error } = await line.run(OrgConnect, ['-o', org, '--no-prompt']);

      expect(error).to.equal(undefined);
      expect(asked()).to.deep.equal(['query FROM Organization', 'listMetadata']);
      expect(new Set(result.checks.map(({ state }) => state))).to.deep.equal(new Set(['unknown']));
      expect(result.policy.manualSyncOnly).to.include({ effective: true });
      expect(result).to.not.have.property('sync');
    });

    it('is the same where nobody can say whether it is there, but that nothing is remembered', async () => {
      standin.control.fail('listMetadata', { code: 'INVALID_TYPE' }, { match: 'CustomPermission', times: null });

      const { result, error, output } = await line.run(OrgConnect, ['-o', org, '--no-prompt']);

      expect(error).to.equal(undefined);
      expect(asked()).to.deep.equal(['query FROM Organization', 'listMetadata', 'describeMetadata']);
      expect(result).to.not.have.property('sync');
      expect(output).to.contain('Elements_Manual_Sync_Only').and.to.contain('INVALID_TYPE');
      const [record] = await inStore((store) => store.orgs());
      expect(record?.marked).to.equal(undefined);
      standin.control.heal();
      expect((await line.run(Sync, ['-o', org])).error).to.equal(undefined);
    });

    for (const [what, failure] of Object.entries({
      'the user may not use the Metadata API': {
        code: 'INSUFFICIENT_ACCESS',
        message: 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permission',
      },
      'the API is turned off': { code: 'API_CURRENTLY_DISABLED' },
    })) {
      it(`is the same where ${what}: the guard is asked, and the org nothing more`, async () => {
        standin.control.fail('listMetadata', failure, { match: 'CustomPermission', times: null });
        standin.forgetRequests();

        const { result, error, output } = await line.run(OrgConnect, ['-o', org, '--no-prompt']);

        expect(error).to.equal(undefined);
        expect(asked()).to.deep.equal(['query FROM Organization', 'listMetadata']);
        expect(new Set(result.checks.map(({ state }) => state))).to.deep.equal(new Set(['unknown']));
        expect(result).to.not.have.property('sync');
        expect(output).to.contain('Elements_Manual_Sync_Only');
        const [audit] = await inStore(async (store) =>
          (await store.audits()).filter(({ action }) => action === 'check an org refused')
        );
        expect(audit?.detail).to.include({ error: 'ManualSyncOnlyError' });
      });
    }

    it('is in the result as the guard decided, where nobody can say whether it is there', async () => {
      standin.control.fail('listMetadata', { code: 'INVALID_TYPE' }, { match: 'CustomPermission', times: null });

      const { result, output } = await line.run(OrgConnect, ['-o', org, '--no-prompt', '--schedule', '22:00']);

      expect(result.policy.manualSyncOnly).to.include({ corporate: true, effective: true, decidedBy: 'corporate' });
      expect(result.policy.manualSyncOnly.reason).to.include('INVALID_TYPE');
      expect(result.schedule.state).to.equal('suspended');
      expect(output).to.contain('suspended');
      // The next command may be able to read it: until then nobody has agreed to anything.
      expect(result.credential).not.to.equal('none');
    });

    it('stops a check before anything more is asked of the org', async () => {
      mark();

      await isMarkedFor(await line.run(OrgCheck, ['-o', org]));
    });

    it('stops a check where nobody can say whether it is there', async () => {
      standin.control.fail('listMetadata', { code: 'INSUFFICIENT_ACCESS' }, { match: 'Custom', times: null });

      await isMarkedFor(await line.run(OrgCheck, ['-o', org]), 'describeMetadata');
    });

    it('is found by a check and by a connection in the oldest API version', async () => {
      mark();

      await isMarkedFor(await line.run(OrgCheck, ['-o', org, '--api-version', '31.0']));
      const { result } = await line.run(OrgConnect, ['-o', org, '--api-version', '31.0', '--no-prompt']);

      expect(result.policy.manualSyncOnly).to.include({ effective: true });
    });

    it('connects nothing where that can’t be asked just now, as a sync does not go on', async () => {
      standin.control.plan('listMetadata', { kind: 'drop' }, { match: 'CustomPermission', times: null });
      standin.forgetRequests();

      const { error } = await line.run(OrgConnect, ['-o', org, '--no-prompt']);

      expect(error?.message).to.include('listMetadata');
      const ofOrg = asked().filter((one) => one !== 'versions');
      expect(new Set(ofOrg)).to.deep.equal(new Set(['query FROM Organization', 'listMetadata']));
      expect(await inStore((store) => store.orgs({ all: true }))).to.deep.equal([]);
    });
  });
});
