import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ModelDisplay from '../../src/commands/elements/model/display.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import ModelSearch from '../../src/commands/elements/model/search.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import Sync from '../../src/commands/elements/sync.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { runOf } from '../store/builders.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe('commands on a connected org', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  before(async () => {
    line = commandLine();
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    await line.logins.saveSession(standin);
    org = standin.adminUsername;
  });
  after(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  const policyFile = (text: string): NodeJS.ProcessEnv => {
    const path = join(line.folder, 'policy.json');
    writeFileSync(path, text);
    return { SF_ELEMENTS_CORPORATE_POLICY: path };
  };
  const MANUAL_SYNC_ONLY = '{"version":1,"policies":{"manual-sync-only":"on"}}';

  const withStore = async <T>(use: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  it('connects the org and syncs it for the first time', async () => {
    const { result, error, output } = await line.run(OrgConnect, ['-o', org]);
    expect(error).to.equal(undefined);
    expect(result).to.include({ orgId: standin.org.orgId, username: org, credential: 'session', mode: 'default' });
    expect(result.policy.manualSyncOnly).to.deep.equal({
      corporate: false,
      org: false,
      effective: false,
      decidedBy: 'default',
    });
    expect(result.schedule).to.include({ state: 'active', timezone: standin.org.timeZone });
    expect(result.schedule.time).to.match(/^(?:2[1-3]|0[0-5]):[0-5]\d$/);
    expect(Date.parse(result.schedule.nextRun ?? '')).to.be.greaterThan(Date.now());
    expect(new Set(result.checks.map(({ state }) => state))).to.deep.equal(new Set(['passed']));
    expect(result.sync?.components.added).to.be.greaterThan(5);
    expect(result.lastSync).to.include({ runId: result.sync?.runId, state: result.sync?.state });
    expect(output).to.contain('sf elements model search');
    expect(output).to.contain(`daily at ${result.schedule.time}`).and.to.contain('sf elements schedule run');
  });

  it('shows it in the list and by itself, with nothing null', async () => {
    const [listed] = (await line.run(OrgList, [])).result;
    const { result, output } = await line.run(OrgDisplay, ['-o', org]);
    const { published, ...connection } = result;
    expect(connection).to.deep.equal(listed);
    expect(published).to.include({ runId: listed?.lastSync?.runId, state: listed?.lastSync?.state });
    expect(JSON.stringify(result)).not.to.contain('null');
    expect(output).to.contain(org).and.to.contain('session only');
  });

  it('syncs it again, and remembers who and what started it', async () => {
    const { result } = await line.run(Sync, ['-o', org], { CI: 'true' });
    expect(result.trigger).to.equal('pipeline');
    expect(result.components).to.include({ added: 0, updated: 0, deleted: 0 });
    expect(result.apiCalls.total).to.equal(Object.values(result.apiCalls.byOperation).reduce((a, b) => a + b, 0));
    expect(result.backends).to.have.length(1);
    const history = (await line.run(SyncHistory, ['-o', org])).result;
    expect(history.map((run) => run.trigger)).to.deep.equal(['pipeline', 'manual']);
    expect((await line.run(SyncHistory, ['-o', org, '--limit', '1'])).result).to.deep.equal([history[0]]);
  });

  it('exits with 68 when something failed that should have worked, and with 1 when it is to be strict', async () => {
    const name = ['PermissionSet', 'Line_Reader'] as const;
    const before = standin.control.read(...name);
    standin.control.edit(...name, '<PermissionSet><label>Line Rea');
    const partial = await line.run(Sync, ['-o', org]);
    const strict = await line.run(Sync, ['-o', org, '--strict']);
    standin.control.edit(...name, before);
    expect(partial.result.state).to.equal('partial');
    expect([partial.exitCode, strict.exitCode]).to.deep.equal([68, 1]);
  });

  it('keeps what a failed sync knows in the error', async () => {
    standin.control.fail('describeMetadata', { code: 'INSUFFICIENT_ACCESS' }, { times: null });
    const { error, exitCode, output } = await line.run(Sync, ['-o', org]);
    standin.control.heal();
    expect(exitCode).to.equal(1);
    expect(error?.data).to.include({ state: 'failed', username: org });
    expect(output + JSON.stringify(error)).not.to.match(/00D\w+!\w/);
    const [last] = (await line.run(SyncHistory, ['-o', org, '--limit', '1'])).result;
    expect(last).to.deep.equal(error?.data);
  });

  describe('under Manual Sync Only', () => {
    it('is refused with 77 by a corporate policy, and says where it comes from', async () => {
      const environment = policyFile(MANUAL_SYNC_ONLY);
      standin.forgetRequests();
      const { error, exitCode } = await line.run(Sync, ['-o', org], environment);
      expect(error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
      expect(exitCode).to.equal(77);
      expect(error?.message).to.contain(environment['SF_ELEMENTS_CORPORATE_POLICY']);
      expect(standin.requests(), 'what reached the org').to.deep.equal([]);
      const [audit] = await withStore((store) => store.audits({ limit: 1 }));
      expect(audit).to.include({ action: 'sync refused' });
    });

    it('is refused when the policy file is misspelt or missing', async () => {
      for (const text of ['', '{"manual-sync-onyl":"off"}']) {
        expect((await line.run(Sync, ['-o', org], policyFile(text))).exitCode, text).to.equal(77);
      }
      const gone = { SF_ELEMENTS_CORPORATE_POLICY: join(line.folder, 'gone.json') };
      expect((await line.run(Sync, ['-o', org], gone)).exitCode).to.equal(77);
    });

    it('is refused in another backend when the default store says on', async () => {
      await withStore((store) => store.setCorporatePolicy('manual-sync-only', true));
      const elsewhere = ['--backend', `sqlite:${join(line.folder, 'elsewhere.db')}`];
      await line.run(OrgConnect, ['-o', org, '--no-sync', ...elsewhere]);
      const { error } = await line.run(Sync, ['-o', org, ...elsewhere]);
      await withStore((store) => store.setCorporatePolicy('manual-sync-only', undefined));
      expect(error).to.include({ name: 'ManualSyncOnlyError' });
    });

    it('can be turned on and off by the org while corporate does not say on', async () => {
      const on = await line.run(OrgUpdate, ['-o', org, '--manual-sync-only', '--link-target', 'classic']);
      expect(on.result.policy.manualSyncOnly).to.include({ org: true, effective: true, decidedBy: 'org' });
      expect(on.result.linkTarget).to.equal('classic');
      expect((await line.run(Sync, ['-o', org])).exitCode).to.equal(77);
      const refused = await line.run(OrgUpdate, ['-o', org, '--no-manual-sync-only'], policyFile(MANUAL_SYNC_ONLY));
      expect(refused.error).to.include({ name: 'CorporatePolicyError', exitCode: 77 });
      const off = await line.run(OrgUpdate, ['-o', org, '--no-manual-sync-only', '--link-target', 'lightning']);
      expect(off.result.policy.manualSyncOnly).to.include({ org: false, effective: false });
    });

    it('connects an org without its first sync', async () => {
      const backend = ['--backend', `sqlite:${join(line.folder, 'careful.db')}`];
      const { result, error, output } = await line.run(OrgConnect, ['-o', org, '--manual-sync-only', ...backend]);
      expect(error).to.equal(undefined);
      expect(result.policy.manualSyncOnly).to.include({ org: true, effective: true });
      expect(result).not.to.have.property('sync');
      expect(output).to.contain('was not started');
      // It would hold in the store of the other tests, too.
      const lifted = await line.run(PolicySet, ['manual-sync-only=off', '-o', org, ...backend]);
      expect(lifted.error).to.equal(undefined);
    });
  });

  describe('the model', () => {
    it('is listed by type and parent, in whatever case the type is written', async () => {
      const { result } = await line.run(ModelList, ['-o', org, '--type', 'customfield', '--parent', 'Line__c']);
      expect(result.map((component) => component.fullName)).to.deep.equal(['Line__c.Amount__c']);
      expect(result[0]).to.include({ type: 'CustomField', parent: 'CustomObject:Line__c', packaged: false });
      expect(result[0]).not.to.have.property('attributes');
    });

    it('says of a type of the org that it is not supported yet, and names no other', async () => {
      for (const type of ['CustomFieldTranslation', 'customfieldtranslation']) {
        const { output } = await line.run(ModelList, ['-o', org, '--type', type]);
        expect(output).to.contain('The type CustomFieldTranslation').and.to.contain('is not supported yet');
        expect(output).not.to.contain('Did you mean');
      }
    });

    it('says how the last sync found a type of which there is nothing', async () => {
      const { output } = await line.run(ModelList, ['-o', org, '--type', 'Territory2']);
      expect(output).to.contain('nothing of the type Territory2').and.to.contain('"not in org"');
      expect(output).not.to.contain('Did you mean');
    });

    it('names the nearest type for one that it has nothing of', async () => {
      const { output } = await line.run(ModelList, ['-o', org, '--type', 'ApexClas']);
      expect(output).to.contain('nothing of a type "ApexClas"').and.to.contain('Did you mean ApexClass');
    });

    it('is listed up to a limit', async () => {
      const { result, output } = await line.run(ModelList, ['-o', org, '--limit', '2']);
      expect(result).to.have.length(2);
      expect(output).to.contain('Components shown: 2, as many as --limit allows');
    });

    it('is searched by words', async () => {
      const { result } = await line.run(ModelSearch, ['order SERVICE', '-o', org]);
      expect(result.map((component) => component.fullName)).to.include('OrderService');
      const nothing = await line.run(ModelSearch, ['  ', '-o', org]);
      expect([nothing.error?.name, nothing.exitCode]).to.deep.equal(['InvalidSearchError', 2]);
      const none = await line.run(ModelSearch, ['no-such-thing', '-o', org]);
      expect(none.result).to.deep.equal([]);
      expect(none.output).to.contain('sf elements sync');
    });

    it('shows one component with its attributes and a link, whatever the case it is asked in', async () => {
      const { result } = await line.run(ModelDisplay, ['customfield:line__C.amount__c', '-o', org]);
      expect(result).to.include({ type: 'CustomField', fullName: 'Line__c.Amount__c', label: 'Amount__c' });
      expect(result.attributes).to.be.an('object');
      expect(result.url).to.match(/^http:\/\/127\.0\.0\.1:\d+\/lightning\//);
      expect(JSON.stringify(result)).not.to.contain('null');
    });

    it('names the nearest components when there is no such one', async () => {
      const { error, exitCode } = await line.run(ModelDisplay, ['ApexClass:OrderServce', '-o', org]);
      expect(error).to.include({ name: 'ComponentNotFoundError' });
      expect(error?.message).to.contain('ApexClass:OrderService');
      expect(error?.data).to.have.property('nearest').that.includes('ApexClass:OrderService');
      expect(exitCode).to.equal(1);
    });

    it('wants a type and a name', async () => {
      const { error, exitCode } = await line.run(ModelDisplay, ['OrderService', '-o', org]);
      expect(error).to.include({ name: 'InvalidComponentError' });
      expect(exitCode).to.equal(2);
    });
  });

  describe('while a sync runs', () => {
    const RUN = 'running-run';
    let orgKey: string;
    before(async () => {
      await withStore(async (store) => {
        const [record] = await store.orgs();
        const startedAt = new Date().toISOString();
        const leaseUntil = new Date(Date.now() + 500_000).toISOString();
        // Another machine: whether its process lives can't be known from here, so the lease alone decides.
        const holder = { host: 'elsewhere', pid: 1 };
        orgKey = record!.key;
        await store.beginRun(runOf(orgKey, RUN, { startedAt, leaseUntil, holder }), () => true);
      });
    });
    after(async () => {
      await withStore(async (store) => {
        const run = await store.run(orgKey, RUN);
        await store.saveRun({ ...run!, state: 'failed', finishedAt: new Date().toISOString() });
      });
    });

    it('refuses another sync, an update and a disconnection', async () => {
      const runs = [
        await line.run(Sync, ['-o', org]),
        await line.run(OrgUpdate, ['-o', org, '--link-target', 'classic']),
        await line.run(OrgDisconnect, ['-o', org]),
      ];
      for (const { error } of runs) expect(error).to.include({ name: 'SyncRunningError' });
    });

    it('shows it as running', async () => {
      expect((await line.run(OrgDisplay, ['-o', org])).result.lastSync).to.deep.equal({ runId: RUN, state: 'running' });
    });

    it('is not held up by a run with a lease for ever, which somebody wrote into the store', async () => {
      await withStore(async (store) => store.renewLease(orgKey, RUN, '9999-01-01T00:00:00.000Z'));

      const { error } = await line.run(OrgUpdate, ['-o', org, '--link-target', 'lightning']);

      expect(error).to.equal(undefined);
      const { result } = await line.run(OrgDisplay, ['-o', org]);
      expect(result.lastSync).to.deep.equal({ runId: RUN, state: 'interrupted' });
    });
  });

  describe('that is to be forgotten', () => {
    it('disconnects the org and keeps its model; connecting it again goes on with it', async () => {
      const { result } = await line.run(OrgDisconnect, ['-o', org]);
      expect(result).to.include({ username: org, erased: false });
      expect((await line.run(OrgList, [])).result).to.deep.equal([]);
      expect((await line.run(Sync, ['-o', org])).error).to.include({ name: 'OrgNotConnectedError' });
      const again = await line.run(OrgConnect, ['-o', org, '--no-sync']);
      expect(again.result.key).to.equal(result.key);
      expect((await line.run(ModelList, ['-o', org])).result).to.have.length.greaterThan(5);
    });

    it('erases nothing without a yes, and everything with one', async () => {
      const asked = await line.run(OrgDisconnect, ['-o', org, '--erase', '--json']);
      expect(asked.error).to.include({ name: 'NoPromptNeededError' });
      expect(asked.exitCode).to.equal(2);
      const { result } = await line.run(OrgDisconnect, ['-o', org, '--erase', '--no-prompt']);
      expect(result.erased).to.equal(true);
      expect((await line.run(ModelList, ['-o', org])).error).to.include({ name: 'OrgNotConnectedError' });
    });
  });
});
