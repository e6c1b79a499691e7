import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sinon from 'sinon';
import { SfCommand } from '../../src/cli/output/sfCommand.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const BROWSER = join(import.meta.dirname, '..', 'endToEnd', 'openUrl.js');

const MARKER = `<?xml version="1.0" encoding="UTF-8"?>
<CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata"><label>Manual Sync Only</label></CustomPermission>`;

describe('org connect under Manual Sync Only', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  before(() => {
    project = tinyProject();
  });
  after(() => project.remove());

  beforeEach(async () => {
    line = commandLine();
    standin = await startStandin({ project: project.path });
    await line.logins.saveSession(standin);
    org = standin.adminUsername;
    standin.forgetRequests();
  });
  afterEach(async () => {
    await standin.stop();
    line.remove();
  });

  /** A corporate policy file of the machine's user: like all corporate sources, it can turn the policy on. */
  const corporate = (value: 'on' | 'off'): NodeJS.ProcessEnv => ({
    SF_ELEMENTS_CORPORATE_POLICY: policyFile(JSON.stringify({ 'manual-sync-only': value })),
  });
  const policyFile = (text: string): string => {
    const path = join(line.folder, 'corporate.json');
    writeFileSync(path, text);
    return path;
  };

  it('asks the org nothing with the stored login, records what is noted, and removes the login', async () => {
    const { result, error, output } = await line.run(OrgConnect, ['-o', org, '--no-prompt'], corporate('on'));

    expect(error).to.equal(undefined);
    // Nothing but the end of the session that was stored.
    expect(standin.calls()).to.deep.equal({ revoke: 1 });
    expect(result).to.include({ username: org, orgId: standin.org.orgId, credential: 'none' });
    expect(result.policy.manualSyncOnly).to.include({ effective: true, decidedBy: 'corporate' });
    expect(new Set(result.checks.map(({ state }) => state))).to.deep.equal(new Set(['unknown']));
    expect(result).to.not.have.property('sync');
    expect(output).to.contain('--reauthenticate');
  });

  it('leaves the stored login where nobody can be asked, names it, and leaves it to policy enforce', async () => {
    const { result, output } = await line.run(OrgConnect, ['-o', org], corporate('on'));

    expect(result.credential).to.equal('session');
    expect(output).to.contain('policy enforce');
    const { error } = await line.run(PolicyEnforce, ['--no-prompt'], corporate('on'));
    expect(error).to.equal(undefined);
    expect((await line.run(OrgConnect, ['-o', org], corporate('on'))).result.credential).to.equal('none');
    expect(standin.calls()).to.deep.equal({ revoke: 1 });
  });

  it('says why before it asks', async () => {
    const said: string[] = [];
    const streams = [process.stdin, process.stdout];
    const before = streams.map(({ isTTY }) => isTTY);
    const setTerminals = (values: ReadonlyArray<boolean | undefined>): void =>
      streams.forEach((stream, at) => {
        Object.defineProperty(stream, 'isTTY', { value: values[at], configurable: true, writable: true });
      });
    sinon.stub(SfCommand.prototype, 'confirm').callsFake(async ({ message }) => {
      said.push(`asked: ${message}`);
      return Promise.resolve(true);
    });
    sinon.stub(SfCommand.prototype, 'log').callsFake((sentence = '') => void said.push(sentence));
    setTerminals([true, true]);
    try {
      const { result } = await line.run(OrgConnect, ['-o', org], corporate('on'));
      expect(result.credential).to.equal('none');
    } finally {
      setTerminals(before);
      sinon.restore();
    }
    const why = said.findIndex((sentence) => sentence.includes(`in force for ${org}`));
    expect(said[why]).to.contain('corporate.json');
    expect(said[why + 1]).to.match(/^asked: .*Remove the stored login/);
  });

  for (const [what, text] of [
    ['is not there', undefined],
    ['can’t be understood', 'manual-sync-only: on'],
    ['names what this version does not know', '{"manual-sync-onyl":"on"}'],
  ] as const) {
    it(`deletes no login for a policy that ${what}, and refuses the login all the same`, async () => {
      const path = join(line.folder, 'nowhere.json');
      if (text !== undefined) writeFileSync(path, text);
      const named = { SF_ELEMENTS_CORPORATE_POLICY: path };

      const { result, output } = await line.run(OrgConnect, ['-o', org, '--no-prompt'], named);
      expect(result.policy.manualSyncOnly.effective).to.equal(true);
      expect(result.credential).to.equal('session');
      expect(standin.requests()).to.deep.equal([]);
      expect(output.replaceAll(/\s+/g, ' ')).to.contain('it is not removed').and.to.contain('nowhere.json');

      const enforced = await line.run(PolicyEnforce, ['--no-prompt'], named);
      expect([enforced.result, enforced.exitCode]).to.deep.equal([[], 68]);
      expect((await line.run(OrgConnect, ['-o', org, '--no-prompt'], named)).result.credential).to.equal('session');

      // By a policy that is read, it goes.
      writeFileSync(path, '{"manual-sync-only":"on"}');
      expect((await line.run(PolicyEnforce, ['--no-prompt'], named)).exitCode).to.equal(0);
      expect((await line.run(OrgConnect, ['-o', org, '--no-prompt'], named)).result.credential).to.equal('none');
    });
  }

  it('writes down what the policy refused', async () => {
    const refusals = async (): Promise<unknown[]> => {
      const { result } = await line.run(PolicyAudit, []);
      return result.records
        .filter(({ action }) => action.endsWith(' refused'))
        .map(({ action, detail }) => [action, detail['credential'], detail['error']]);
    };

    await line.run(OrgConnect, ['-o', org, '--no-prompt'], corporate('on'));
    const token = { SF_ACCESS_TOKEN: standin.accessToken() };
    const { error } = await line.run(OrgConnect, ['-o', org, '--no-prompt'], { ...corporate('on'), ...token });

    expect(error?.name).to.equal('ManualSyncOnlyError');
    expect(await refusals()).to.deep.equal([
      ['check an org refused', 'environment', 'ManualSyncOnlyError'],
      ['sync refused', 'stored', 'ManualSyncOnlyError'],
      ['check an org refused', 'stored', 'ManualSyncOnlyError'],
    ]);
  });

  it('with --reauthenticate checks and syncs by one login in the browser, which is revoked in the end', async () => {
    const { result, error } = await line.run(OrgConnect, ['-o', org, '--no-prompt', '--reauthenticate'], {
      ...corporate('on'),
      BROWSER,
    });

    expect(error).to.equal(undefined);
    expect(result.sync?.state).to.equal('succeeded');
    expect(result.checks.map(({ state }) => state)).to.include('passed');
    expect(result.credential).to.equal('none');
    expect(standin.calls()).to.include({ authorize: 1, token: 1 });
    // The stored one went as well.
    expect(standin.control.liveSessions(org)).to.equal(0);
  });

  it('turned on with the connection itself identifies the org by the stored login a last time', async () => {
    const { result, error } = await line.run(OrgConnect, ['-o', org, '--no-prompt', '--manual-sync-only']);

    expect(error).to.equal(undefined);
    expect(result.policy.manualSyncOnly).to.include({ org: true, effective: true, decidedBy: 'org' });
    expect(result.checks.map(({ state }) => state)).to.include('passed');
    expect(result).to.not.have.property('sync');
    expect(result.credential).to.equal('none');
  });

  it('holds by the marker in the org as soon as that is known', async () => {
    standin.control.add('CustomPermission', 'Elements_Manual_Sync_Only', MARKER);

    const { result } = await line.run(OrgConnect, ['-o', org, '--no-prompt']);

    expect(result.policy.manualSyncOnly).to.include({ corporate: true, effective: true });
    expect(result).to.not.have.property('sync');
    expect(result.credential).to.equal('none');
  });

  it("does not come off by erasing the org: what it is connected with again is its own policy's to say", async () => {
    await line.run(OrgConnect, ['-o', org, '--no-sync', '--manual-sync-only']);
    await line.run(OrgDisconnect, ['-o', org, '--erase', '--no-prompt']);
    standin.forgetRequests();

    const { result } = await line.run(OrgConnect, ['-o', org]);

    expect(standin.requests()).to.deep.equal([]);
    expect(result.policy.manualSyncOnly).to.include({ org: true, effective: true });
  });

  describe('with a login of the sf CLI that somebody made up', () => {
    const PLANTED = 'planted@else.example';
    const plant = (username: string, fields: object): void => {
      const folder = join(line.logins.home, '.sfdx');
      const sound = JSON.parse(readFileSync(join(folder, `${org}.json`), 'utf8')) as object;
      writeFileSync(join(folder, `${username}.json`), JSON.stringify({ ...sound, username, ...fields }));
      StateAggregator.clearInstance();
    };
    const recorded = async (): Promise<OrgRecord[]> => {
      const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
      try {
        return await store.orgs({ all: true });
      } finally {
        await store.close();
      }
    };
    const MADE_UP = {
      instanceUrl: 'https://acme--evil.sandbox.my.salesforce.com',
      isSandbox: true,
      name: 'Evil',
      orgEdition: 'None',
      namespacePrefix: 'evil',
      trailExpirationDate: '2030-01-01',
    };

    for (const [which, username] of [
      ['another user', PLANTED],
      ['the same user', undefined],
    ] as const) {
      it(`keeps what the record says of the org, for ${which}`, async () => {
        await line.run(OrgConnect, ['-o', org, '--no-sync']);
        const [before] = await recorded();
        standin.forgetRequests();
        plant(username ?? org, MADE_UP);
        await (await StateAggregator.getInstance()).aliases.setAndSave('evil', username ?? org);

        const args = ['-o', 'evil', '--link-target', 'classic'];
        const { result, error, output } = await line.run(OrgConnect, args, corporate('on'));

        expect(error).to.equal(undefined);
        expect(standin.requests()).to.deep.equal([]);
        expect(await recorded()).to.deep.equal([{ ...before, linkTarget: 'classic' }]);
        expect(result.username).to.equal(org);
        const said = output.replaceAll(/\s+/g, ' ');
        if (username) expect(said).to.include(`stays connected as ${org}, not as ${username}`);
        else expect(said).not.to.include('stays connected as');
      });
    }

    it('keeps it for an org whose model alone was kept, too', async () => {
      await line.run(OrgConnect, ['-o', org, '--no-sync']);
      const [before] = await recorded();
      await line.run(OrgDisconnect, ['-o', org, '--no-prompt']);
      plant(PLANTED, MADE_UP);

      expect((await line.run(OrgConnect, ['-o', PLANTED], corporate('on'))).error).to.equal(undefined);

      expect(await recorded()).to.deep.equal([before]);
    });

    it('takes no other org for the refreshed sandbox, whatever a person agrees to', async () => {
      await line.run(OrgConnect, ['-o', org, '--no-sync']);
      const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
      const [record] = await store.orgs();
      await store.saveOrg({ ...record!, isSandbox: true });
      await store.close();
      const before = await recorded();
      plant(org, { orgId: '00D5g00000ZZZZZEA5', isSandbox: true });

      const asked = await line.run(OrgConnect, ['-o', org], corporate('on'));
      const agreed = await line.run(OrgConnect, ['-o', org, '--accept-refresh'], corporate('on'));

      expect(asked.error?.name).to.equal('SandboxRefreshedError');
      expect([agreed.error?.name, agreed.error?.exitCode]).to.deep.equal(['ManualSyncOnlyError', 77]);
      expect(await recorded()).to.deep.equal(before);
    });
  });

  it('refuses another user in the browser than the one who is to be connected', async () => {
    standin.control.signInAs(standin.org.users.find(({ username }) => username !== org)?.username ?? '');

    const { error, exitCode } = await line.run(OrgConnect, ['-o', org, '--no-prompt', '--reauthenticate'], {
      ...corporate('on'),
      BROWSER,
    });

    expect(exitCode).to.not.equal(0);
    expect(error?.message).to.contain(org);
    expect((await line.run(OrgList, [])).result).to.deep.equal([]);
  });
});
