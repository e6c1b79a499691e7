import { expect } from 'chai';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import { credentialState } from '../../src/salesforce/login/storedLogin.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe('other logins to an org under Manual Sync Only', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  beforeEach(async () => {
    line = commandLine();
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    org = standin.adminUsername;
    await line.logins.saveRenewable(standin);
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
  });
  afterEach(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  const fileOf = (username: string): string => join(line.logins.home, '.sfdx', `${username}.json`);
  const read = (username: string): Record<string, unknown> =>
    JSON.parse(readFileSync(fileOf(username), 'utf8')) as Record<string, unknown>;

  /** The sync user's login under another name. */
  const copyTo = (username: string, changes: object = {}): void => {
    mkdirSync(dirname(fileOf(username)), { recursive: true });
    writeFileSync(fileOf(username), JSON.stringify({ ...read(org), username, ...changes }));
  };
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

  /** Names under which another login to the org may lie. */
  const OTHERS = ['other@one.example', 'a/b@one.example', 'deep/er/x@one.example', 'local@host'];

  /** Each way in which the policy comes into force, or is enforced. */
  const WAYS: { readonly [way: string]: () => Promise<{ readonly exitCode: number }> } = {
    'policy set': () => line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']),
    'org update': () => line.run(OrgUpdate, ['-o', org, '--manual-sync-only', '--no-prompt']),
    'org connect': () => line.run(OrgConnect, ['-o', org, '--manual-sync-only', '--no-sync', '--no-prompt']),
    'policy enforce': async () => {
      await line.run(PolicySet, ['manual-sync-only=on', '-o', org]);
      return line.run(PolicyEnforce, ['--no-prompt']);
    },
  };

  for (const [way, run] of Object.entries(WAYS)) {
    it(`are all removed by ${way}, and each is written down`, async () => {
      for (const username of OTHERS) copyTo(username);
      copyTo('short@one.example', { orgId: standin.org.orgId.slice(0, 15) });

      expect((await run()).exitCode).to.equal(0);

      const all = [org, ...OTHERS, 'short@one.example'];
      expect(await Promise.all(all.map(credentialState))).to.deep.equal(all.map(() => 'none'));
      const store = await openSqliteStore(join(line.folder, 'elements', 'elements.db'));
      const audits = (await store.audits()).filter(({ action }) => action === 'credential removed');
      await store.close();
      expect(audits.map(({ detail }) => detail['username'])).to.have.members(all);
    });
  }

  it('are named where nobody says yes, and by policy audit until they are gone', async () => {
    for (const username of OTHERS) copyTo(username);

    const set = await line.run(PolicySet, ['manual-sync-only=on', '-o', org]);
    for (const username of [org, ...OTHERS]) expect(plain(set.output)).to.include(username);

    const audit = await line.run(PolicyAudit, []);
    expect(audit.exitCode).to.equal(1);
    expect(audit.result.orgs[0]?.otherLogins).to.have.members(OTHERS);
    expect(audit.result.orgs[0]?.violations).to.have.lengthOf(1 + OTHERS.length);

    const enforced = await line.run(PolicyEnforce, ['--no-prompt']);
    expect(enforced.result.map(({ username }) => username)).to.have.members([org, ...OTHERS]);
    const clean = await line.run(PolicyAudit, []);
    expect(clean.exitCode).to.equal(0);
    expect(clean.result.orgs[0]).to.deep.include({ violations: [], otherLogins: [] });
  });

  it('alone contradict the policy too, and are found by policy enforce', async () => {
    await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']);
    await line.logins.saveRenewable(standin);
    copyTo('a/b@one.example');
    await line.run(PolicyEnforce, ['--no-prompt']);
    copyTo('a/b@one.example', { accessToken: 'x' });

    const audit = await line.run(PolicyAudit, []);
    expect(audit.exitCode).to.equal(1);
    expect(audit.result.orgs[0]?.violations.map(({ message }) => message).join()).to.include('a/b@one.example');
    const { result } = await line.run(PolicyEnforce, ['--no-prompt']);
    expect(result.map(({ username }) => username)).to.deep.equal(['a/b@one.example']);
    expect(await credentialState('a/b@one.example')).to.equal('none');
  });

  it('are found where the sync user is written in other letters than its login', async () => {
    await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']);
    await line.logins.saveRenewable(standin);
    const shouted = org.toUpperCase();
    copyTo(shouted);

    const { result } = await line.run(PolicyEnforce, ['--no-prompt']);

    expect(result.map(({ username }) => username)).to.deep.equal([org, shouted]);
    expect(await credentialState(shouted)).to.equal('none');
  });

  it('of another org stay', async () => {
    copyTo('b/c@two.example', { orgId: '00D000000000099AAA' });

    await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']);

    expect(await credentialState('b/c@two.example')).to.equal('renewable');
  });

  it('that do not say of which org they are, or can’t be read, are named as such, and stay', async () => {
    copyTo('nowhere@one.example', { orgId: undefined });
    writeFileSync(fileOf('broken@one.example'), '{');

    const set = await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']);
    expect(set.exitCode).to.equal(0);
    expect(await credentialState('nowhere@one.example')).to.equal('renewable');

    const audit = await line.run(PolicyAudit, []);
    expect(audit.exitCode).to.equal(0);
    expect(audit.result.unattributedLogins.map(({ username, path }) => username ?? path)).to.deep.equal([
      'nowhere@one.example',
      fileOf('broken@one.example'),
    ]);
    expect(plain(audit.output)).to.include('nowhere@one.example').and.to.include('broken@one.example.json');
    expect((await line.run(PolicyAudit, ['--strict'])).exitCode).to.equal(1);
  });
});
