import { expect } from 'chai';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { preloadAccountHome } from '../scripts/preloadAccountHome.ts';
import { forgetLiveSecrets } from '../src/secrets/liveSecrets.ts';

const REAL = join(userInfo().homedir, '.sf-elements');

/** Every file below a folder with its time; empty where there is none. */
const look = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true }).map((name) => {
        const path = join(folder, String(name));
        return `${String(name)} ${String(statSync(path).mtimeMs)}`;
      })
    : [];

// React, which draws tables and progress, checks much more while it is developed; what is drawn is the same.
process.env['NODE_ENV'] ??= 'production';

const before = look(REAL);
const home = mkdtempSync(join(tmpdir(), 'elements-account-'));
mkdirSync(home, { recursive: true });
// For this process, and for those that it starts.
Object.assign(process.env, preloadAccountHome(home));
await import(pathToFileURL(join(import.meta.dirname, '..', 'scripts', 'accountHome.js')).href);

/** Nothing that a test does may be left in the real home of whoever runs the tests. */
export const mochaHooks = {
  // Of another file's logins; thousands of them would make all that is printed slow, and some of it unreadable.
  beforeAll: (): void => forgetLiveSecrets(),
  afterAll: (): void => {
    expect(look(REAL), `changed by tests: ${REAL}`).to.deep.equal(before);
  },
};

process.once('exit', () => rmSync(home, { recursive: true, force: true }));
