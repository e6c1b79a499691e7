import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAccounts, type Accounts } from '../../src/files/accounts.ts';

const USERS = `root:x:0:0:root:/root:/bin/bash
# a comment: of no account
operator:x:11:0:operator:/root:/sbin/nologin
ada:x:1000:1000:Ada,,,:/home/ada:/bin/bash
ben:x:1001:1005::/home/ben:/bin/bash
cleo:x:1002:1002::/home/cleo:/bin/bash
dora:x:1003:100::/home/dora:/bin/bash
eve:x:1004:1000::/home/eve:/bin/bash
broken line
half:x::
`;

const GROUPS = `root:x:0:
users:x:100:
ada:x:1000:
ben:x:1005:ben,root
cleo:x:1002:cleo,ada
team:x:2000:ada
`;

describe('a group', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const accounts = (users: string, groups: string): Accounts => {
    writeFileSync(join(folder, 'passwd'), users);
    writeFileSync(join(folder, 'group'), groups);
    return readAccounts(join(folder, 'passwd'), join(folder, 'group'));
  };

  for (const [what, group, user, isPrivate] of [
    ['named after its user, with nobody else in it', 1005, 1001, true],
    ['of another user', 1005, 1000, false],
    ['that is another account’s first group too', 1000, 1000, false],
    ['with another member', 1002, 1002, false],
    ['of a team, though a single user is in it', 2000, 1000, false],
    ['that looks empty but may be that of accounts of a directory service', 100, 1003, false],
    ['that no file knows, with the number of its user', 5000, 5000, true],
    ['that no file knows, with another number', 5000, 1001, false],
    ['of root, in spite of accounts of the system', 0, 0, true],
    ['of root, for another user', 0, 1000, false],
  ] as const) {
    it(`${what} is ${isPrivate ? '' : 'not '}private`, () => {
      expect(accounts(USERS, GROUPS).isPrivate(group, user)).to.equal(isPrivate);
    });
  }

  it('of root with a member is not private', () => {
    expect(accounts(USERS, 'wheel:x:0:root,ada\n').isPrivate(0, 0)).to.equal(false);
  });

  it('whose user the machine’s files do not know is not private, as on macOS', () => {
    expect(accounts('root:*:0:0::/var/root:/bin/sh\n', 'staff:*:20:root\n').isPrivate(20, 501)).to.equal(false);
  });

  it('can only be told by its number where the files can’t be read', () => {
    const unknown = readAccounts(join(folder, 'none'), join(folder, 'none'));
    expect([unknown.isPrivate(1000, 1000), unknown.isPrivate(1000, 1001), unknown.isPrivate(0, 0)]).to.deep.equal([
      true,
      false,
      true,
    ]);
    expect(unknown.nameOf(0)).to.equal(undefined);
  });

  it('and its user have names', () => {
    expect(accounts(USERS, GROUPS).nameOf(1001)).to.equal('ben');
    expect(accounts(USERS, GROUPS).nameOf(4711)).to.equal(undefined);
  });

  it('has as members those whom the lists name, and those whose own group it is', () => {
    const known = accounts(USERS, GROUPS);
    for (const [group, user, expected] of [
      [2000, 1000, true],
      [2000, 1001, false],
      [1000, 1004, true],
      [1002, 1000, true],
      [2000, 4321, false],
      [4321, 4321, false],
    ] as const) {
      expect(known.isMember(group, user), `${group} ${user}`).to.equal(expected);
    }
  });
});
