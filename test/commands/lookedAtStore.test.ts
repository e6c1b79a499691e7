import { expect } from 'chai';
import { join } from 'node:path';
import { knownOrgs } from '../../src/account/knownOrgs.ts';
import { thisAccount } from '../../src/account/thisAccount.ts';
import ModelList from '../../src/commands/elements/model/list.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import { credentialState } from '../../src/salesforce/login/storedLogin.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { orgOf } from '../store/builders.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const ON = { 'manual-sync-only': true };

describe("an org's own policy in a store of somebody else's making", () => {
  let line: CommandLine;
  let standin: Standin;
  let org: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });
  after(() => standin.stop());
  beforeEach(async () => {
    line = commandLine();
    await line.logins.saveRenewable(standin);
    org = standin.adminUsername;
    standin.forgetRequests();
  });
  afterEach(() => line.remove());

  const path = (): string => join(line.folder, 'team.db');
  const team = (): string[] => ['--backend', `sqlite:${path()}`];

  /** As a colleague leaves the store behind: no command of this account wrote it. */
  const place = async (changes: Partial<OrgRecord>, file = path()): Promise<void> => {
    const store = await openSqliteStore(file);
    await store.saveOrg({ ...orgOf('one'), orgId: standin.org.orgId, username: org, ...changes });
    await store.close();
  };
  const noted = async () => (await knownOrgs(thisAccount()).list()).known.map(({ policies }) => policies);

  const LOOKS: ReadonlyArray<readonly [name: string, look: () => Promise<unknown>]> = [
    ['org list', () => line.run(OrgList, team())],
    ['org display', () => line.run(OrgDisplay, ['-o', org, ...team()])],
    ['policy display', () => line.run(PolicyDisplay, team())],
    ['policy audit', () => line.run(PolicyAudit, team())],
    ['model list', () => line.run(ModelList, ['-o', org, ...team()])],
  ];
  for (const [name, look] of LOOKS) {
    it(`is kept to in every other store after ${name}`, async () => {
      await place({ policies: ON });
      await look();

      const { result, error } = await line.run(OrgConnect, ['-o', org]);

      expect(error).to.equal(undefined);
      expect(result).not.to.have.property('sync');
      expect(result.policy.manualSyncOnly).to.include({ effective: true, decidedBy: 'org' });
      expect(standin.requests()).to.deep.equal([]);
      expect(await credentialState(org)).to.equal('renewable');
    });
  }

  it('is noted also of an org that is disconnected there, and of one whose record is malformed', async () => {
    await place({ policies: ON, disconnectedAt: '2026-01-01T00:00:00.000Z' });
    await place({ key: 'two', orgId: '00D000000000099AAA', policies: { 'Manual-Sync-Only': false } });
    await line.run(OrgList, team());
    expect((await noted()).map((policies) => policies['manual-sync-only'])).to.deep.equal([true, true]);
  });

  it('is lifted by no look: what was noted stays', async () => {
    await place({ policies: ON });
    await line.run(OrgList, team());
    await place({ policies: { 'manual-sync-only': false } });
    for (const [, look] of LOOKS) await look();
    expect(await noted()).to.deep.equal([ON]);
  });

  it('leaves no note where it allows all that is allowed by default', async () => {
    await place({ policies: {} });
    await line.run(OrgList, team());
    expect(await noted()).to.deep.equal([]);
  });

  it('is noted of the default store, too, while another one is in use', async () => {
    await place({ policies: ON });
    const data = join(line.folder, 'data');
    await line.run(OrgList, []);
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(data, 'elements'), { recursive: true });
    await place({ policies: ON }, join(data, 'elements', 'elements.db'));
    await line.run(PolicyAudit, ['--backend', `sqlite:${join(line.folder, 'third.db')}`], { SF_DATA_DIR: data });
    const { result } = await line.run(OrgConnect, ['-o', org]);
    expect(result.policy.manualSyncOnly.effective).to.equal(true);
    expect(standin.requests()).to.deep.equal([]);
  });

  it('is held against the stored login by policy audit and policy enforce on another store', async () => {
    await place({ policies: ON });
    await line.run(OrgList, team());

    const audit = await line.run(PolicyAudit, []);
    expect(audit.exitCode).to.equal(1);
    const [weakness] = audit.result.weaknesses.filter(({ kind }) => kind === 'login of another store');
    expect(weakness?.message).to.include(path()).and.to.include(org).and.to.include(standin.org.orgId);

    const { result, exitCode } = await line.run(PolicyEnforce, ['--no-prompt']);
    expect(exitCode).to.equal(0);
    expect(result.map(({ username, revocation }) => [username, revocation?.state])).to.deep.equal([[org, 'revoked']]);
    expect(await credentialState(org)).to.equal('none');
    expect((await line.run(PolicyAudit, [])).exitCode).to.equal(0);
  });

  it('leads to no login of another org, whatever username that store says', async () => {
    await place({ policies: ON, orgId: '00D000000000099AAA' });
    await line.run(OrgList, team());

    expect((await line.run(PolicyAudit, [])).exitCode).to.equal(0);
    expect((await line.run(PolicyEnforce, ['--no-prompt'])).result).to.deep.equal([]);
    expect(await credentialState(org)).to.equal('renewable');
  });

  it('is held against the login of an org that somebody disconnected, or gave another id, in the store', async () => {
    await place({ policies: ON });
    await line.run(OrgList, team());
    for (const change of [
      { policies: ON, disconnectedAt: '2026-01-01T00:00:00.000Z' },
      { policies: {}, disconnectedAt: '2026-01-01T00:00:00.000Z' },
      { policies: {}, orgId: '00D000000000099AAA' },
    ]) {
      await line.logins.saveRenewable(standin);
      await place(change);
      const what = JSON.stringify(change);
      expect((await line.run(PolicyAudit, team())).exitCode, what).to.equal(1);
      const { result } = await line.run(PolicyEnforce, ['--no-prompt', ...team()]);
      expect(
        result.map(({ username }) => username),
        what
      ).to.deep.equal([org]);
      expect(await credentialState(org), what).to.equal('none');
      expect((await line.run(PolicyAudit, team())).exitCode, what).to.equal(0);
    }
  });
});
