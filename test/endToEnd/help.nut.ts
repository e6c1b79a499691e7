import { execCmd } from '@salesforce/cli-plugins-testkit';
import { expect } from 'chai';

const COMMANDS = [
  'org check',
  'org connect',
  'org generate marker',
  'org generate user',
  'org list',
  'org display',
  'org update',
  'org disconnect',
  'schedule list',
  'schedule run',
  'sync',
  'sync history',
  'policy set',
  'policy display',
  'policy audit',
  'policy enforce',
  'model list',
  'model search',
  'model display',
  'model types',
];

const helpOf = (command: string): string =>
  execCmd(`elements ${command} --help`, { ensureExitCode: 0, cli: 'inherit' }).shellOutput.stdout;

describe('the help', () => {
  for (const command of COMMANDS) {
    it(`of "elements ${command}" says what it does, with two examples or more`, () => {
      const [summary = '', ...rest] = helpOf(command).split('\n');

      const examples = rest.filter((line) => line.trim().startsWith(`$ sf elements ${command}`));
      expect(summary).to.match(/^[A-Z].*\.$/);
      // One of them is the usage.
      expect(examples).to.have.length.of.at.least(3);
    });
  }
});
