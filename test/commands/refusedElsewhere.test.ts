import { expect } from 'chai';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe('what another store refused about an org of this one', () => {
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
    await line.run(OrgConnect, ['-o', org, '--no-sync']);
    await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']);
    await line.logins.saveSession(standin);
  });
  afterEach(async () => {
    await standin.stop();
    line.remove();
  });

  const url = (name: string): string => `sqlite:${join(line.folder, name)}`;
  const seen = async (): Promise<unknown[]> =>
    (await line.run(PolicyAudit, [])).result.records
      .filter(({ action }) => action.endsWith(' refused'))
      .map(({ action, store, username, detail }) => [action, store, username, detail['error']]);

  it('is shown by policy audit, newest first, with the store', async () => {
    const [none, other] = [url('none.db'), url('other.db')];
    await line.run(OrgCheck, ['-o', org, '--backend', none]);
    await line.run(OrgConnect, ['-o', org, '--backend', other]);
    await line.run(Sync, ['-o', org]);

    const name = 'ManualSyncOnlyError';
    const records = await seen();
    expect(records[0]).to.deep.equal(['sync refused', undefined, org, name]);
    expect(records.at(-1)).to.deep.equal(['check an org refused', none, org, name]);
    expect(records.slice(1, -1)).to.deep.include(['check an org refused', other, org, name]);
    const { output, result } = await line.run(PolicyAudit, []);
    expect(output.replaceAll(/[\s│]+/g, '')).to.include('none.db');
    expect(result.records.find(({ store }) => store === none)?.detail['reason']).to.be.a('string');
    expect((await line.run(PolicyAudit, ['--limit', '1'])).result.records).to.have.lengthOf(1);
  });

  it('is not shown where it is about no org of this store', async () => {
    await line.run(OrgCheck, ['-o', org, '--backend', url('none.db')]);

    const { result } = await line.run(PolicyAudit, ['--backend', url('empty.db')]);

    expect(result.records).to.deep.equal([]);
  });

  it('does not fail where nothing can be remembered', async () => {
    const folder = join(line.logins.home, 'account', '.sf-elements');
    mkdirSync(folder, { recursive: true });
    expect(readdirSync(folder)).not.to.include('refusals');
    writeFileSync(join(folder, 'refusals'), 'in the way');
    chmodSync(join(folder, 'refusals'), 0o600);

    const { error } = await line.run(OrgCheck, ['-o', org]);

    expect([error?.name, error?.exitCode]).to.deep.equal(['ManualSyncOnlyError', 77]);
    expect(await seen()).to.have.lengthOf(1);
  });
});
