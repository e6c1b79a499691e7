import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../../src/salesforce/login/openBrowser.ts';

const URL_TO_OPEN = 'https://example.my.salesforce.com/services/oauth2/authorize?a=1&b=2';

describe('opening a browser', () => {
  let folder: string;
  let browser: string;
  let told: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elements-browser-'));
    browser = join(folder, 'a browser');
    told = join(folder, 'told');
    const program = `require('fs').writeFileSync(${JSON.stringify(told)}, process.argv.slice(2).join('|'))`;
    writeFileSync(browser, `#!${process.execPath}\n${program}\n`, { mode: 0o755 });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('starts what BROWSER names, though its path has a space', async () => {
    expect(await openBrowser(URL_TO_OPEN, { BROWSER: browser }, 'linux')).to.equal(true);
    expect(readFileSync(told, 'utf8')).to.equal(URL_TO_OPEN);
  });

  it('takes the next of a list when one is not there or fails', async () => {
    const failing = join(folder, 'failing');
    writeFileSync(failing, `#!${process.execPath}\nprocess.exit(3)\n`, { mode: 0o755 });

    expect(await openBrowser(URL_TO_OPEN, { BROWSER: `/no/such:${failing}:${browser}` }, 'linux')).to.equal(true);
    expect(readFileSync(told, 'utf8')).to.equal(URL_TO_OPEN);
  });

  it('puts the URL where a command line wants it, and runs no shell', async () => {
    const BROWSER = `${process.execPath} ${browser.replace('a browser', 'b')} --new-window %s; --end`;
    writeFileSync(browser.replace('a browser', 'b'), readFileSync(browser));

    expect(await openBrowser('https://x.example/$(touch gone)', { BROWSER }, 'linux')).to.equal(true);
    expect(readFileSync(told, 'utf8')).to.equal('--new-window|https://x.example/$(touch gone);|--end');
  });
});
