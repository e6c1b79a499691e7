import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe("a configuration of a folder above that the sf CLI's own reader can't read", () => {
  let line: CommandLine;
  let came: string;
  let config: string;

  beforeEach(() => {
    line = commandLine();
    came = process.cwd();
    const [above, below] = [join(line.folder, 'above'), join(line.folder, 'above', 'mine')];
    for (const folder of ['.sf', '.sfdx', 'mine']) mkdirSync(join(above, folder), { recursive: true });
    writeFileSync(join(above, 'sfdx-project.json'), '{"packageDirectories":[{"path":"."}]}');
    config = join(above, '.sf', 'config.json');
    process.chdir(below);
  });
  afterEach(() => {
    process.chdir(came);
    line.remove();
  });

  const isNamed = async (file: string): Promise<void> => {
    for (const [command, args] of [
      [OrgList, []],
      [PolicyDisplay, ['--json']],
    ] as const) {
      const { error, exitCode, output } = await line.run<unknown>(command, args);
      expect([error?.name, exitCode], output).to.deep.equal(['ConfigFileError', 1]);
      expect(error?.message).to.contain(file);
      expect(output).to.contain('ConfigFileError').and.to.contain(file);
    }
  };

  for (const text of ['[1]', '"x"', 'null', '1']) {
    it(`ends the command with an error that names the file: ${text}`, async () => {
      writeFileSync(config, text);
      await isNamed(config);
    });
  }

  it('ends it where it is a folder', async () => {
    mkdirSync(config);
    await isNamed(config);
  });

  for (const name of ['.sf/config.json', '.sfdx/sfdx-config.json']) {
    it(`keeps no command waiting where it is a pipe: ${name}`, async function () {
      if (process.platform === 'win32') this.skip();
      const pipe = join(config, '..', '..', name);
      spawnSync('mkfifo', [pipe]);
      await isNamed(pipe);
    });
  }

  it('is an empty one where it is no JSON, as for the sf CLI', async () => {
    writeFileSync(config, '{');
    expect((await line.run(OrgList, [])).error).to.equal(undefined);
  });
});
