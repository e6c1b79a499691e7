import { expect } from 'chai';
import { carryFlags, type CarriedFlag } from '../../src/cli/output/hints.ts';

describe('commands that a sentence names', () => {
  const takes = (id: string, flag: string): boolean => {
    const known: Record<string, string[]> = {
      'elements:sync': ['target-org', 'backend'],
      'elements:policy:set': ['target-org', 'backend'],
      'elements:org:list': ['backend'],
      'elements:org:generate:marker': [],
    };
    return known[id]?.includes(flag) ?? false;
  };
  const org: CarriedFlag = { name: 'target-org', char: 'o', value: 'dh' };
  const backend: CarriedFlag = { name: 'backend', value: 'sqlite:./own.db' };
  const carried = (text: string, flags: readonly CarriedFlag[] = [org, backend]): string =>
    carryFlags(text, flags, takes);

  it('mean the org and the store of the command that says it', () => {
    expect(carried('Start "sf elements sync".')).to.equal(
      'Start "sf elements sync --target-org dh --backend sqlite:./own.db".'
    );
  });

  it('get only the flags that they take', () => {
    expect(carried('"sf elements org list", then "sf elements org generate marker --output-dir x"')).to.equal(
      '"sf elements org list --backend sqlite:./own.db", then "sf elements org generate marker --output-dir x"'
    );
  });

  for (const own of ['--target-org ORG', '-o x'])
    it(`keep a flag of their own: ${own}`, () => {
      expect(carried(`"sf elements sync ${own}"`, [org])).to.equal(`"sf elements sync ${own}"`);
    });

  it('are of no org where they are of all', () => {
    expect(carried('"sf elements policy set manual-sync-only=off --corporate"', [org])).to.equal(
      '"sf elements policy set manual-sync-only=off --corporate"'
    );
  });

  it('quote what a shell would take apart', () => {
    const odd: CarriedFlag = { name: 'backend', value: "sqlite:/my data/it's.db" };
    expect(carried('"sf elements org list"', [odd])).to.equal(
      `"sf elements org list --backend 'sqlite:/my data/it'\\''s.db'"`
    );
  });

  it('are left alone in other words', () => {
    for (const text of ['"sf org login web --alias x"', 'sf elements sync', '"sf elements nothing"', '""'])
      expect(carried(text)).to.equal(text);
    expect(carried('"sf elements sync"', [])).to.equal('"sf elements sync"');
  });
});
