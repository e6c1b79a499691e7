import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { troubleshootingPage } from '../scripts/troubleshootingPage.ts';
import { FAULT_TABLE } from '../src/salesforce/faults/faultTable.ts';
import { TROUBLES } from '../src/salesforce/faults/troubles.ts';

describe('the page of troubles', () => {
  it('is what the errors say now', () => {
    const page = readFileSync(new URL('../docs/troubleshooting.md', import.meta.url), 'utf8');

    expect(page, 'run "npm run docs"').to.equal(troubleshootingPage());
  });

  it('has everything that is recognised, each with something to do', () => {
    expect(TROUBLES.map(({ key }) => key)).to.include.members(FAULT_TABLE.flatMap(({ error }) => error ?? []));
    for (const row of troubleshootingPage()
      .match(/^\| [^-].*$/gm)
      ?.slice(1) ?? []) {
      expect(row).to.contain('•').and.not.contain('%s').and.not.contain('undefined');
    }
  });
});
