import { expect } from 'chai';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import type { PolicyView } from '../../src/view/policyView.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const FEATURES = ['q9', 'q9-quote-line-microscope', 'copado', 'sf_devops', 'description-write-back'];

describe('policy commands', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;
  let file: string;
  let environment: NodeJS.ProcessEnv;

  beforeEach(async () => {
    line = commandLine();
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    org = standin.adminUsername;
    await line.logins.saveRenewable(standin);
    file = join(line.folder, 'policy.json');
    // What is not there counts as on: so it is made before anything else.
    writeFileSync(file, '{"version":1,"policies":{}}');
    environment = { SF_ELEMENTS_CORPORATE_POLICY: file };
    const { error } = await line.run(OrgConnect, ['-o', org, '--no-sync'], environment);
    expect(error).to.equal(undefined);
  });
  afterEach(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  const inStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const set = (...args: string[]) => line.run(PolicySet, args, environment);
  const corporate = (...settings: string[]) => set(...settings, '--corporate', '--no-prompt');
  const manualSyncOnly = (views: readonly PolicyView[]) => views.find(({ name }) => name === 'manual-sync-only');
  const credential = async (): Promise<string> =>
    (await line.run(OrgDisplay, ['-o', org], environment)).result.credential;
  const newest = () => inStore(async (store) => (await store.audits({ limit: 1 }))[0]);

  describe('policy set --corporate', () => {
    it('writes the named file, covers connected orgs at once, and removes and revokes their logins', async () => {
      standin.forgetRequests();
      const { result, error, output } = await corporate('manual-sync-only=on');

      expect(error).to.equal(undefined);
      expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal({
        version: 1,
        policies: { 'manual-sync-only': 'on' },
      });
      expect(manualSyncOnly(result)).to.include({ corporate: true, effective: true, decidedBy: 'corporate' });
      expect(manualSyncOnly(result)?.featuresOff).to.deep.equal(FEATURES);
      expect(await credential()).to.equal('none');
      expect(standin.requests().map(({ operation }) => operation)).to.deep.equal(['revoke']);
      expect(output).to.contain('refreshToken').and.to.contain('revoked');
      const audits = await inStore((store) => store.audits({ limit: 2 }));
      expect(audits.map(({ action }) => action)).to.deep.equal(['credential removed', 'corporate policy set']);
      expect(audits[1]?.detail).to.deep.equal({ file, before: {}, after: { 'manual-sync-only': true } });
    });

    it('leaves the logins where nobody says yes, names what removes them, and removes them when it is set again', async () => {
      const { result, output } = await set('manual-sync-only=on', '--corporate');

      expect(manualSyncOnly(result)?.effective).to.equal(true);
      expect(await credential()).to.equal('renewable');
      expect(output).to.contain('policy enforce');

      const again = await corporate('manual-sync-only=on');
      expect(again.output).to.contain('revoked');
      expect(await credential()).to.equal('none');
    });

    it('sets several policies at once, and says the sources that still say otherwise', async () => {
      await inStore((store) => store.setCorporatePolicy('manual-sync-only', true));
      const { result, output } = await corporate('manual-sync-only=off', 'access-token-sync=off');

      expect(manualSyncOnly(result)).to.include({ corporate: true, effective: true });
      expect(output.replaceAll(/\s+/g, ' ')).to.contain('stays on').and.to.contain('elements.db');
    });

    it('names the orgs that stay manual by their own setting when it is turned off', async () => {
      await set('manual-sync-only=on', '-o', org, '--no-prompt');
      await corporate('manual-sync-only=on');
      const { result, output } = await corporate('manual-sync-only=off');

      expect(manualSyncOnly(result)).to.include({ corporate: false, effective: false });
      expect(output.replaceAll(/\s+/g, ' ')).to.contain(`under Manual Sync Only: ${org} (the org's own setting`);
    });

    it('says that schedules come back for the orgs that are free again', async () => {
      await corporate('manual-sync-only=on');
      const { output } = await corporate('manual-sync-only=off');
      expect(output.replaceAll(/\s+/g, ' ')).to.contain(`no longer in force for ${org}: schedules run again`);
    });

    it('refuses what it does not know, and a file that it does not understand', async () => {
      for (const args of [
        ['manual-sync-only', '--corporate'],
        ['manual-sync-onyl=on', '--corporate'],
        ['manual-sync-only=on', 'manual-sync-only=off', '--corporate'],
        ['manual-sync-only=on'],
        ['manual-sync-only=on', '--corporate', '-o', org],
      ]) {
        expect((await set(...args)).exitCode, args.join(' ')).to.equal(2);
      }
      writeFileSync(file, 'manual-sync-only: off');
      const { error, exitCode } = await corporate('manual-sync-only=off');
      expect([error?.name, exitCode]).to.deep.equal(['PolicyFileError', 1]);
      expect(readFileSync(file, 'utf8')).to.equal('manual-sync-only: off');
    });

    it('is refused to who may not write the file, and that is written down', async () => {
      // Below a file nothing can be made, not even by root.
      environment = { SF_ELEMENTS_CORPORATE_POLICY: join(file, 'policy.json') };
      const { error, exitCode } = await corporate('manual-sync-only=off');
      expect([error?.name, exitCode]).to.deep.equal(['RoleError', 77]);
      expect(await newest()).to.include({ action: 'set corporate policy refused' });
    });
  });

  describe('policy set for an org', () => {
    it('sets its own policies, removes its login, and leaves an audit record of what was before', async () => {
      const { result, error } = await set('manual-sync-only=on', 'access-token-sync=on', '-o', org, '--no-prompt');

      expect(error).to.equal(undefined);
      expect(manualSyncOnly(result)).to.include({ org: true, effective: true, decidedBy: 'org' });
      expect(result.find(({ name }) => name === 'access-token-sync')).to.include({ org: true, effective: true });
      expect(await credential()).to.equal('none');
      const audits = await inStore((store) => store.audits({ limit: 2 }));
      expect(audits[1]).to.include({ action: 'policy set' });
      expect(audits[1]?.detail).to.deep.include({
        before: {},
        after: { 'manual-sync-only': true, 'access-token-sync': true },
      });
    });

    it('can not weaken the corporate policy, and the attempt is written down', async () => {
      await corporate('manual-sync-only=on');
      for (const setting of ['manual-sync-only=off', 'access-token-sync=on']) {
        const { error, exitCode } = await set(setting, '-o', org);
        expect([error?.name, exitCode], setting).to.deep.equal(['CorporatePolicyError', 77]);
        expect((await newest())?.detail, setting).to.include({ error: 'CorporatePolicyError' });
      }
      const updated = await line.run(OrgUpdate, ['-o', org, '--no-manual-sync-only'], environment);
      expect(updated.error).to.include({ name: 'CorporatePolicyError', exitCode: 77 });
      expect(await newest()).to.include({ action: 'change an org refused' });
    });

    it('is done by org update too, with the same consequence', async () => {
      await line.run(OrgUpdate, ['-o', org, '--manual-sync-only', '--no-prompt'], environment);
      expect(await credential()).to.equal('none');
    });
  });

  describe('policy display', () => {
    it('lists every source and what it says, also those that say nothing', async () => {
      await corporate('manual-sync-only=on');
      const { result } = await line.run(PolicyDisplay, ['-o', org], environment);

      const policy = manualSyncOnly(result);
      expect(policy).to.include({ corporate: true, effective: true, decidedBy: 'corporate' });
      expect(policy).not.to.have.property('org');
      const said = policy?.sources.map(({ level, where, value }) => `${level} ${where}: ${String(value)}`) ?? [];
      expect(said.join('\n'))
        .to.match(/corporate \S*\/sf-elements\/policy\.json: undefined/)
        .and.match(/corporate \S*policy\.json \(named by SF_ELEMENTS_CORPORATE_POLICY\): true/)
        .and.match(/corporate sqlite:\S*: undefined/)
        .and.match(/corporate the custom permission \S+ in the org: undefined/)
        .and.match(/org the org's own setting: undefined/);
      expect(policy?.featuresOff).to.deep.equal(FEATURES);
      expect(JSON.stringify(result)).not.to.contain('null');
    });

    it('shows the corporate policies alone without an org, and a broken source as the stricter value', async () => {
      writeFileSync(file, '');
      const { result, output } = await line.run(PolicyDisplay, [], environment);

      expect(manualSyncOnly(result)).to.include({ corporate: true, effective: true });
      expect(result.flatMap(({ sources }) => sources).some(({ level }) => level === 'org')).to.equal(false);
      expect(output.replaceAll(/\s+/g, ' ')).to.contain('says nothing').and.to.contain('sets no policy');
    });
  });

  describe('policy enforce', () => {
    it('removes what was left, asks first, and does nothing where nothing is forbidden', async () => {
      expect((await line.run(PolicyEnforce, [], environment)).result).to.deep.equal([]);
      await set('manual-sync-only=on', '--corporate');

      const asked = await line.run(PolicyEnforce, [], environment);
      expect([asked.exitCode, await credential()]).to.deep.equal([2, 'renewable']);

      const { result, exitCode } = await line.run(PolicyEnforce, ['--no-prompt'], environment);
      expect(exitCode).to.equal(0);
      expect(result).to.have.length(1);
      expect(result[0]).to.deep.include({ username: org, credential: 'renewable', revocation: { state: 'revoked' } });
      expect(result[0]?.removed).to.include('refreshToken');
      expect(await credential()).to.equal('none');
      expect(await newest()).to.include({ action: 'credential removed' });
    });

    it('names a key that it can not remove, and exits with 68 where a token could not be revoked', async () => {
      await set('manual-sync-only=on', '--corporate');
      await line.logins.saveKey(standin);
      const key = await line.run(PolicyEnforce, ['-o', org, '--no-prompt'], environment);
      expect(key.result[0]?.remaining).to.have.length(1);
      expect(key.output.replaceAll(/\s+/g, ' ')).to.contain('private key').and.to.contain('server.key');

      await line.logins.saveRenewable(standin);
      await standin.stop();
      const offline = await line.run(PolicyEnforce, ['--no-prompt'], environment);
      expect(offline.exitCode).to.equal(68);
      expect(offline.result[0]?.revocation?.state).to.equal('failed');
      expect(await credential()).to.equal('none');
    });
  });

  describe('policy audit', () => {
    it('finds a login that came back, and is clean again when it is gone', async () => {
      await corporate('manual-sync-only=on');
      const clean = await line.run(PolicyAudit, [], environment);
      expect(clean.exitCode).to.equal(0);
      expect(clean.result.orgs[0]).to.deep.include({ username: org, credential: 'none', violations: [] });
      expect(clean.result.roles).to.include('manager');

      await line.logins.saveSession(standin);
      const found = await line.run(PolicyAudit, [], environment);
      expect(found.exitCode).to.equal(1);
      expect(found.result.orgs[0]?.violations.map(({ kind }) => kind)).to.deep.equal(['stored login']);
      expect(found.output).to.contain('policy enforce');
    });

    it('shows audit records newest first, up to a limit and for one org', async () => {
      await corporate('manual-sync-only=on');
      const all = (await line.run(PolicyAudit, [], environment)).result.records;
      expect(all.map(({ action }) => action)).to.deep.equal([
        'credential removed',
        'corporate policy set',
        'org connected',
      ]);
      expect(all[0]).to.include({ username: org });
      expect(all.map(({ at }) => at)).to.deep.equal(
        all
          .map(({ at }) => at)
          .sort()
          .reverse()
      );
      const some = (await line.run(PolicyAudit, ['-o', org, '--limit', '1'], environment)).result.records;
      expect(some.map(({ action }) => action)).to.deep.equal(['credential removed']);
      const ofOrg = (await line.run(PolicyAudit, ['-o', org], environment)).result.records;
      expect(ofOrg.map(({ action }) => action)).to.deep.equal(['credential removed', 'org connected']);
    });

    it('reports what is weak, and fails for it only with --strict', async () => {
      chmodSync(file, 0o666);
      const { result, exitCode } = await line.run(PolicyAudit, [], environment);
      expect(result.weaknesses.filter(({ where }) => where === file).map(({ kind }) => kind)).to.include(
        'others may write'
      );
      expect(exitCode).to.equal(0);
      expect((await line.run(PolicyAudit, ['--strict'], environment)).exitCode).to.equal(1);
    });
  });
});
