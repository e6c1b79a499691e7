import { expect } from 'chai';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe('what an account noted and can not be read any more', () => {
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

  it('names the file of a note on an owed login that can’t be read, and what to do', async () => {
    const folder = join(line.logins.home, 'account', '.sf-elements', 'owed');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'a.json');
    writeFileSync(file, 'no JSON');

    const { result } = await line.run(PolicyAudit, []);

    const [weakness] = result.weaknesses.filter(({ where }) => where === file);
    expect(existsSync(weakness?.where ?? '')).to.equal(true);
    expect(weakness?.message).to.include(file).and.to.include('sf elements policy enforce');
  });

  it('says where others can change what is noted', async () => {
    const kinds = async (): Promise<string[]> =>
      (await line.run(PolicyAudit, [])).result.weaknesses.map(({ kind }) => kind);
    expect(await kinds()).not.to.include('account folder');
    chmodSync(join(line.logins.home, 'account'), 0o777);
    expect(await kinds()).to.include('account folder');
    expect((await line.run(PolicyAudit, ['--strict'])).exitCode).to.equal(1);
  });
});
