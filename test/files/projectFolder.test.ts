import { expect } from 'chai';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProjectsConfig } from '../../src/files/projectFolder.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

describe('a configuration file', () => {
  const home = process.env['HOME'];
  let folder: string;
  let file: string;
  beforeEach(function () {
    if (process.platform === 'win32') return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'config-'));
    mkdirSync(join(folder, '.sf'));
    file = join(folder, '.sf', 'config.json');
    process.env['HOME'] = folder;
  });
  afterEach(() => {
    if (home === undefined) delete process.env['HOME'];
    else process.env['HOME'] = home;
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('is a person’s own in HOME, and a project’s elsewhere or where HOME is a project', () => {
    expect(isProjectsConfig(file, folder)).to.equal(false);
    expect(isProjectsConfig(file, join(folder, 'below'))).to.equal(true);
    writeFileSync(join(folder, 'sfdx-project.json'), '{}');
    expect(isProjectsConfig(file, folder)).to.equal(true);
  });

  it('is like a project’s where the HOME that sudo kept is another user’s', function () {
    if (process.getuid?.() !== 0) this.skip();
    writeFileSync(file, '{}');
    expect(isProjectsConfig(file, folder)).to.equal(false);
    for (const place of [file, join(folder, '.sf')]) {
      chownSync(place, OTHER, OTHER);
      expect(isProjectsConfig(file, folder), place).to.equal(true);
      chownSync(place, 0, 0);
    }
  });
});
