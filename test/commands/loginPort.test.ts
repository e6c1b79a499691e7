import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { commandLine, type CommandLine } from './commandLine.ts';
import { projectFolder } from './projectFolder.ts';

const BROWSER = join(import.meta.dirname, '..', 'endToEnd', 'openUrl.js');

describe('"oauthLocalPort" of a project', () => {
  let line: CommandLine;
  let standin: Standin;
  let came: string;
  let folder: string;

  beforeEach(async () => {
    line = commandLine();
    folder = join(line.folder, 'project');
    projectFolder(folder, 1717);
    standin = await startStandin({ project: folder, bare: true });
    await line.logins.saveSession(standin);
    came = process.cwd();
    process.chdir(folder);
  });
  afterEach(async () => {
    process.chdir(came);
    await standin.stop();
    line.remove();
  });

  const logIn = async (port: unknown): Promise<{ readonly error: unknown; readonly said: string }> => {
    const project = { packageDirectories: [{ path: 'force-app', default: true }], oauthLocalPort: port };
    writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify(project));
    const args = ['-o', standin.adminUsername, '--reauthenticate', '--no-sync'];
    const { error, output } = await line.run(OrgConnect, args, { BROWSER });
    return { error, said: output.replaceAll(/\s+/g, ' ') };
  };

  for (const port of ['80; x', '-1', -1, 70_000, '1e3', 17.5, true, ['1717'], { port: 1717 }, '\u001b[2J', ' 1717']) {
    it(`that is no port gives way to the usual one, with a warning: ${JSON.stringify(port)}`, async () => {
      const { error, said } = await logIn(port);

      expect(error).to.equal(undefined);
      expect(said).to.include('is no port').and.to.include('port 1717');
      expect(said).not.to.include('\u001b[2J');
    });
  }

  for (const port of [1717, '1717', undefined, '']) {
    it(`is used without a word: ${port === undefined ? 'not set' : JSON.stringify(port)}`, async () => {
      const { error, said } = await logIn(port);

      expect(error).to.equal(undefined);
      expect(said).not.to.include('is no port');
    });
  }
});
