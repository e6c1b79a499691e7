import type { SfError } from '@salesforce/core/sfError';
import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changePolicyFile } from '../../src/policy/changePolicyFile.ts';
import { readPolicyFile } from '../../src/policy/policyFile.ts';
import { attacked, canPlayOthers } from '../files/otherUser.ts';

describe('changing a policy file', () => {
  let folder: string;
  let mask: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policy-file-'));
    mask = process.umask(0o077);
  });
  afterEach(() => {
    process.umask(mask);
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (...names: string[]): string => join(folder, ...names);
  const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

  it('makes it with its folders, for everybody to read and its owner to write', async () => {
    await changePolicyFile(at('etc', 'sf-elements', 'policy.json'), { 'manual-sync-only': true });

    const path = at('etc', 'sf-elements', 'policy.json');
    expect(json(path)).to.deep.equal({ version: 1, policies: { 'manual-sync-only': 'on' } });
    expect(statSync(path).mode & 0o777).to.equal(0o644);
    expect(readdirSync(at('etc', 'sf-elements'))).to.deep.equal(['policy.json']);
  });

  it('makes folders that everybody can look into', async () => {
    await changePolicyFile(at('etc', 'policy.json'), { 'manual-sync-only': true });
    expect(statSync(at('etc')).mode & 0o777).to.equal(0o755);
  });

  it('keeps what else it says', async () => {
    const path = at('policy.json');
    writeFileSync(
      path,
      '\uFEFF{"$schema":"./s.json","version":1,"policies":{"manual-sync-only":true,"access-token-sync":"off"}}'
    );

    const { before } = await changePolicyFile(path, { 'manual-sync-only': false });

    expect(before).to.deep.equal({ 'manual-sync-only': true, 'access-token-sync': false });
    expect(json(path)).to.deep.equal({
      $schema: './s.json',
      version: 1,
      policies: { 'manual-sync-only': 'off', 'access-token-sync': 'off' },
    });
    expect(await readPolicyFile(path)).to.deep.equal({
      values: { 'manual-sync-only': false, 'access-token-sync': false },
    });
  });

  it('leaves a short form short', async () => {
    writeFileSync(at('short.json'), '{"manual-sync-only":"off"}');
    await changePolicyFile(at('short.json'), { 'access-token-sync': false });
    expect(json(at('short.json'))).to.deep.equal({ 'manual-sync-only': 'off', 'access-token-sync': 'off' });
  });

  it('changes what a link leads to', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real', 'policy.json'), '{"manual-sync-only":"off"}');
    symlinkSync(at('real', 'policy.json'), at('link.json'));
    await changePolicyFile(at('link.json'), { 'manual-sync-only': true });
    expect(json(at('real', 'policy.json'))).to.deep.equal({ 'manual-sync-only': 'on' });
  });

  it('leaves a file alone that it does not understand', async () => {
    for (const text of ['', '{"version":2,"policies":{}}', '{"manual-sync-onyl":"on"}']) {
      writeFileSync(at('odd.json'), text);
      const error = await changePolicyFile(at('odd.json'), { 'manual-sync-only': false }).catch((e: Error) => e);
      expect(error).to.include({ name: 'PolicyFileError', exitCode: 1 });
      expect(readFileSync(at('odd.json'), 'utf8')).to.equal(text);
    }
  });

  it('is refused where one may not write, and leaves nothing behind', async function () {
    if (process.geteuid?.() !== 0) this.skip();
    writeFileSync(at('policy.json'), '{"manual-sync-only":"on"}');
    chmodSync(at('policy.json'), 0o644);
    chmodSync(folder, 0o755);
    process.seteuid?.(65_534);
    let error: unknown;
    try {
      error = await changePolicyFile(at('policy.json'), { 'manual-sync-only': false }).catch((e: Error) => e);
    } finally {
      process.seteuid?.(0);
    }
    expect(error).to.include({ name: 'RoleError', exitCode: 77 });
    expect(readdirSync(folder)).to.deep.equal(['policy.json']);
    expect(json(at('policy.json'))).to.deep.equal({ 'manual-sync-only': 'on' });
  });

  it('leaves it to its owner and its group, whoever of those that may write it changes it', async function () {
    if (process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).status !== 0) this.skip();
    const [owner, member, group] = [4321, 4322, 4323];
    const place = (name: string, folderMode: number): string => {
      mkdirSync(at(name));
      chownSync(at(name), 0, group);
      chmodSync(at(name), folderMode);
      const path = at(name, 'policy.json');
      writeFileSync(path, '{"manual-sync-only":"off","access-token-sync":"off"}');
      chownSync(path, owner, group);
      chmodSync(path, 0o664);
      return path;
    };
    const paths = [place('closed-folder', 0o755), place('group-folder', 0o775)] as const;
    const others = at('others.json');
    writeFileSync(others, '{"manual-sync-only":"off"}');
    chmodSync(others, 0o644);
    chmodSync(folder, 0o755);
    const program = join(import.meta.dirname, 'programs', 'turnPolicyOn.ts');
    const ids = ['--reuid', String(member), '--regid', String(group), '--clear-groups'];

    const { stdout, stderr } = spawnSync('setpriv', [...ids, process.execPath, program, ...paths, others], {
      encoding: 'utf8',
    });
    await changePolicyFile(paths[0], { 'access-token-sync': true });

    expect(stdout, stderr).to.equal(JSON.stringify(['done', 'PolicyFileError', 'RoleError']));
    expect(json(paths[0])).to.deep.equal({ 'manual-sync-only': 'on', 'access-token-sync': 'on' });
    expect(json(paths[1])).to.deep.equal({ 'manual-sync-only': 'off', 'access-token-sync': 'off' });
    for (const path of paths) {
      const { uid, gid, mode } = statSync(path);
      expect({ uid, gid, mode: mode & 0o777 }).to.deep.equal({ uid: owner, gid: group, mode: 0o664 });
      expect(readdirSync(dirname(path))).to.deep.equal(['policy.json']);
    }
  });

  it('is refused where another user could put another file in its place, and says whose folder it is', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const place = (name: string, mode: number, owner: number, group = owner): string => {
      mkdirSync(at(name));
      chownSync(at(name), owner, group);
      chmodSync(at(name), mode);
      return at(name);
    };
    chmodSync(folder, 0o755);
    const theirs = place('theirs', 0o755, 4321);
    const open = place('open', 0o777, 0);
    const shared = place('shared', 0o775, 0, 4321);
    for (const path of [theirs, open, shared]) writeFileSync(join(path, 'policy.json'), '{"manual-sync-only":"on"}');
    symlinkSync(join(open, 'policy.json'), at('link.json'));
    symlinkSync(join(open, 'new.json'), at('dangling.json'));
    place('sticky', 0o1777, 0);
    symlinkSync(folder, at('sticky', 'link'));
    lchownSync(at('sticky', 'link'), 4321, 4321);

    for (const [path, named] of [
      [join(theirs, 'policy.json'), [theirs, '4321']],
      [join(theirs, 'new', 'policy.json'), [theirs, '4321']],
      [join(open, 'policy.json'), [open, 'root (0)']],
      [join(open, 'new.json'), [open, 'root (0)']],
      [join(shared, 'policy.json'), [shared, 'group 4321']],
      [at('link.json'), [open]],
      [at('dangling.json'), [open]],
      [at('sticky', 'link', 'policy.json'), [at('sticky', 'link'), '4321']],
    ] as const) {
      const error = await changePolicyFile(path, { 'manual-sync-only': false }).catch((e: SfError) => e);
      expect(error).to.include({ name: 'PolicyFileError', exitCode: 1 });
      const { message, actions = [] } = error as SfError;
      for (const text of named) expect(message).to.include(text);
      expect(actions).to.have.length(1);
      expect(actions[0]).to.include(named[0]);
    }
    for (const path of [theirs, open, shared]) {
      expect(readdirSync(path)).to.deep.equal(['policy.json']);
      expect(json(join(path, 'policy.json'))).to.deep.equal({ 'manual-sync-only': 'on' });
    }
    expect(readdirSync(at('sticky'))).to.deep.equal(['link']);
  });

  it('is done in a folder in which each may only touch their own files', async () => {
    mkdirSync(at('sticky'));
    chmodSync(at('sticky'), 0o1777);
    await changePolicyFile(at('sticky', 'sf-elements', 'policy.json'), { 'manual-sync-only': true });
    expect(json(at('sticky', 'sf-elements', 'policy.json'))).to.have.property('policies');
  });

  it('never touches another file, though the owner of the folder swaps all that appears for links', async function () {
    if (!canPlayOthers()) this.skip();
    const outcomes = new Set<string>();
    await attacked(['policy.json'], async (theirs, victim) => {
      const before = victim.state();
      for (let round = 0; round < 200; round += 1) {
        const work = changePolicyFile(join(theirs, 'policy.json'), { 'manual-sync-only': true });
        outcomes.add(
          await work.then(
            () => 'done',
            (error: Error) => error.name
          )
        );
        expect(victim.state()).to.deep.equal(before);
      }
    });
    expect([...outcomes]).to.deep.equal(['PolicyFileError']);
  });

  it('keeps no bits of its mode beyond those of reading and writing, and not that everybody writes it', async function () {
    if (process.platform === 'win32') this.skip();
    for (const [former, kept] of [
      [0o6666, 0o664],
      [0o1777, 0o664],
      [0o600, 0o644],
      [0o660, 0o664],
    ] as const) {
      writeFileSync(at('policy.json'), '{"manual-sync-only":"off"}');
      chmodSync(at('policy.json'), former);
      await changePolicyFile(at('policy.json'), { 'manual-sync-only': true });
      expect(statSync(at('policy.json')).mode & 0o7777).to.equal(kept);
    }
  });

  it('does not change a file in its place that has another name elsewhere', async function () {
    if (!canPlayOthers()) this.skip();
    chmodSync(folder, 0o755);
    mkdirSync(at('closed'));
    chmodSync(at('closed'), 0o755);
    const path = at('closed', 'policy.json');
    writeFileSync(path, '{"manual-sync-only":"off"}');
    chownSync(path, 0, 4323);
    chmodSync(path, 0o664);
    linkSync(path, at('other-name'));
    const program = join(import.meta.dirname, 'programs', 'turnPolicyOn.ts');
    const run = (): string =>
      spawnSync('setpriv', ['--reuid', '4322', '--regid', '4323', '--clear-groups', process.execPath, program, path], {
        encoding: 'utf8',
      }).stdout;

    expect(run()).to.equal('["PolicyFileError"]');
    expect(json(path)).to.deep.equal({ 'manual-sync-only': 'off' });
    rmSync(at('other-name'));
    expect(run()).to.equal('["done"]');
    expect(json(path)).to.deep.equal({ 'manual-sync-only': 'on' });
  });

  it('makes nothing where another user leads it, who swaps a folder that is missing for a link', async function () {
    if (!canPlayOthers()) this.skip();
    const outcomes = new Set<string>();
    chmodSync(folder, 0o755);
    mkdirSync(at('open'));
    chmodSync(at('open'), 0o1777);
    mkdirSync(at('roots'), { mode: 0o700 });
    const program = join(import.meta.dirname, 'programs', 'toggleLink.ts');
    const ids = ['--reuid', '4711', '--regid', '4711', '--clear-groups'];
    const child = spawn('setpriv', [...ids, process.execPath, program, at('open', 'acme'), at('roots')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      for (let round = 0; round < 400; round += 1) {
        const work = changePolicyFile(at('open', 'acme', 'conf', 'policy.json'), { 'manual-sync-only': true });
        outcomes.add(
          await work.then(
            () => 'done',
            (error: Error) => error.name
          )
        );
        expect(readdirSync(at('roots'))).to.deep.equal([]);
        if (lstatSync(at('open', 'acme'), { throwIfNoEntry: false })?.isDirectory()) {
          rmSync(at('open', 'acme'), { recursive: true });
        }
      }
    } finally {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
    }
    expect(outcomes).to.include('PolicyFileError');
  });

  it('is refused for a stranger’s file in a folder in which everybody may make files', async function () {
    if (process.geteuid?.() !== 0) this.skip();
    chmodSync(folder, 0o1777);
    writeFileSync(at('policy.json'), '{"manual-sync-only":"off"}');
    chownSync(at('policy.json'), 4321, 4321);

    const error = await changePolicyFile(at('policy.json'), { 'manual-sync-only': true }).catch((e: SfError) => e);

    expect(error).to.include({ name: 'PolicyFileError', exitCode: 1 });
    expect((error as SfError).message)
      .to.include(at('policy.json'))
      .and.to.include('4321');
    expect((error as SfError).actions?.[0]).to.include('chown');
    expect(json(at('policy.json'))).to.deep.equal({ 'manual-sync-only': 'off' });
    chownSync(at('policy.json'), 0, 0);
    await changePolicyFile(at('policy.json'), { 'manual-sync-only': true });
    expect(json(at('policy.json'))).to.deep.equal({ 'manual-sync-only': 'on' });
  });

  it('is refused where ".." leads up from a link into a folder of others', async function () {
    if (process.geteuid?.() !== 0) this.skip();
    mkdirSync(at('safe'));
    mkdirSync(at('theirs', 'sub'), { recursive: true });
    chownSync(at('theirs'), 4321, 4321);
    symlinkSync(at('theirs', 'sub'), at('safe', 'cur'));
    const path = `${at('safe')}/cur/../policy.json`;

    const error = await changePolicyFile(path, { 'manual-sync-only': true }).catch((e: SfError) => e);

    expect(error).to.have.property('name', 'PolicyFileError');
    expect((error as SfError).message).to.include(at('theirs'));
    expect([readdirSync(at('safe')), readdirSync(at('theirs'))]).to.deep.equal([['cur'], ['sub']]);
    chownSync(at('theirs'), 0, 0);
    await changePolicyFile(path, { 'manual-sync-only': true });
    expect(readdirSync(at('theirs')).sort()).to.deep.equal(['policy.json', 'sub']);
  });
});
