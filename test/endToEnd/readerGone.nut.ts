import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../scripts/realCli.ts';
import { scratchHome } from '../../scripts/scratchHome.ts';
import type { Finished } from './pluginProcess.ts';

describe('a reader that goes away, as of "… | head"', () => {
  let folder: string;

  before(() => (folder = mkdtempSync(join(tmpdir(), 'elements-reader-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const ended = async (command: string): Promise<Omit<Finished, 'stdout'>> => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'run.js'), ...command.split(' ')], {
      env: { ...scratchHome(folder).environment, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Before anything was written: so each write fails.
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      child.once('close', (...end) => resolve(end));
    });
    return { code, signal, stderr };
  };

  for (const command of ['elements model types', 'elements model types --json', 'elements --help']) {
    it(`lets "${command}" end quietly`, async () => {
      expect(await ended(command)).to.deep.equal({ code: 0, signal: null, stderr: '' });
    });
  }

  it('hides no failure', async () => {
    const { code, stderr } = await ended('elements model list --target-org nobody');

    expect(code).to.equal(1);
    expect(stderr).to.contain('OrgNotConnectedError').and.not.to.contain('top-level await');
  });
});
