import { expect } from 'chai';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ModelList from '../../src/commands/elements/model/list.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe('where there is no store yet', () => {
  let line: CommandLine;
  let standin: Standin;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });
  after(() => standin.stop());
  beforeEach(async () => {
    line = commandLine();
    await line.logins.saveSession(standin);
  });
  afterEach(() => line.remove());

  const store = (): string => join(line.folder, 'elements', 'elements.db');
  const named = (): NodeJS.ProcessEnv => ({ SF_ELEMENTS_CORPORATE_POLICY: join(line.folder, 'policy.json') });
  const actions = async (): Promise<string[]> =>
    (await line.run(PolicyAudit, [], named())).result.records.map(({ action }) => action);

  it('looking makes none', async () => {
    await line.run(OrgList, []);
    await line.run(PolicyDisplay, []);
    await line.run(PolicyAudit, []);
    await line.run(ModelList, ['-o', standin.adminUsername]);
    await line.run(SyncHistory, ['-o', standin.adminUsername]);

    expect(existsSync(store())).to.equal(false);
  });

  it('a corporate policy that is set is written down in one', async () => {
    const { error } = await line.run(PolicySet, ['manual-sync-only=on', '--corporate', '--no-prompt'], named());

    expect(error).to.equal(undefined);
    expect(await actions()).to.deep.equal(['corporate policy set']);
    expect(existsSync(store())).to.equal(true);
  });

  it('a refusal is written down in one', async () => {
    await line.run(PolicySet, ['manual-sync-only=on', '--corporate', '--no-prompt'], named());
    const other = join(line.folder, 'other.db');

    const { error } = await line.run(OrgCheck, ['-o', standin.adminUsername, '--backend', `sqlite:${other}`], named());

    expect(error?.name).to.equal('ManualSyncOnlyError');
    const { result } = await line.run(PolicyAudit, ['--backend', `sqlite:${other}`], named());
    expect(result.records.map(({ action }) => action)).to.deep.equal(['check an org refused']);
  });

  it('what root sets is kept by its account where the folder of the store belongs to somebody else', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const theirs = join(line.folder, 'theirs');
    mkdirSync(theirs);
    chownSync(theirs, 4711, 4711);
    const backend = ['--backend', `sqlite:${join(theirs, 'e.db')}`];

    const { error } = await line.run(
      PolicySet,
      ['manual-sync-only=on', '--corporate', '--no-prompt', ...backend],
      named()
    );

    expect(error).to.equal(undefined);
    expect(readdirSync(theirs)).to.deep.equal([]);
    expect(await actions()).to.deep.equal(['corporate policy set']);
  });
});
