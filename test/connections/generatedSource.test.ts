import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import type { SfError } from '@salesforce/core/sfError';
import { expect } from 'chai';
import {
  chmodSync,
  chownSync,
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
import { SYNC_PERMISSIONS } from '../../src/catalogue/permissions.ts';
import { writeSource } from '../../src/cli/output/writeSource.ts';
import { generatedMarker, generatedUser, type SourceFile } from '../../src/connections/generatedSource.ts';
import { MARKER_PERMISSION } from '../../src/policy/createGuard.ts';
import { attacked, canPlayOthers } from '../files/otherUser.ts';

const GENERATED: ReadonlyArray<readonly [string, readonly SourceFile[], readonly string[]]> = [
  ...(['default', 'managed'] as const).map(
    (mode) =>
      [
        `the sync user of mode ${mode}`,
        generatedUser(mode),
        ['PermissionSet:System_Elements_Sync', 'Profile:Integration-Elements'],
      ] as const
  ),
  ['the marker', generatedMarker(MARKER_PERMISSION), [`CustomPermission:${MARKER_PERMISSION}`]],
];

const elementsOf = (content: string): string[] =>
  [...content.matchAll(/^ {4}<(\w+)>/gm)].flatMap(([, name]) => name ?? []);

describe('generated source', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'generated-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const [what, files, names] of GENERATED) {
    it(`of ${what} converts to what a deploy sends`, async function () {
      this.timeout(30_000);
      await writeSource(folder, files, { force: false });

      const components = ComponentSet.fromSource(folder);
      const converted = await new MetadataConverter().convert(components, 'metadata', {
        type: 'directory',
        outputDirectory: join(folder, 'converted'),
        genUniqueDir: false,
      });

      const found = components.getSourceComponents().toArray();
      expect(found.map(({ type, fullName }) => `${type.name}:${fullName}`)).to.have.members(names);
      expect(readFileSync(join(converted.packagePath ?? '', 'package.xml'), 'utf8')).to.contain('<version>');
      for (const component of found) expect(component.parseXmlSync()).to.have.property(component.type.name);
    });

    it(`of ${what} has its elements in the order of the WSDL, and descriptions that Salesforce takes`, () => {
      for (const { content } of files) {
        const elements = elementsOf(content);
        expect(elements).to.deep.equal([...elements].sort());
        const description = /<description>(.*)<\/description>/.exec(content)?.[1] ?? '';
        expect(description.length).to.be.within(20, 255);
        expect(content).to.not.contain('<license>');
      }
    });
  }

  it('names each permission once, sorted, and all that Salesforce turns on with it', () => {
    for (const mode of ['default', 'managed'] as const) {
      const content = generatedUser(mode)[0]?.content ?? '';
      const names = [...content.matchAll(/<name>(\w+)<\/name>/g)].flatMap(([, name]) => name ?? []);

      expect(names).to.deep.equal([...new Set(names)].sort());
      for (const { name, requires } of SYNC_PERMISSIONS) {
        if (names.includes(name)) expect(names).to.include.members([...requires]);
      }
    }
  });

  it('is not written over other content unless told to', async () => {
    const files = generatedMarker(MARKER_PERMISSION);
    const path = join(folder, files[0]?.path ?? '');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'mine');

    const error = await writeSource(folder, files, { force: false }).then(
      () => undefined,
      (thrown: unknown) => thrown
    );

    expect(error).to.include({ name: 'FilesExistError' });
    expect(readFileSync(path, 'utf8')).to.equal('mine');
    expect(await writeSource(folder, files, { force: true })).to.deep.equal([path]);
    expect(await writeSource(folder, files, { force: false })).to.deep.equal([path]);
  });

  it('says so where it can not be written', async () => {
    writeFileSync(join(folder, 'a-file'), '');

    const error = await writeSource(join(folder, 'a-file'), generatedMarker(MARKER_PERMISSION), { force: false }).then(
      () => undefined,
      (thrown: unknown) => thrown
    );

    expect(error).to.include({ name: 'FolderNotWritableError' });
  });

  it('is written through no link, whether that leads to a folder, a file or nowhere', async () => {
    const [file, ...others] = generatedMarker(MARKER_PERMISSION);
    const path = file?.path ?? '';
    expect(others).to.deep.equal([]);
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'by-file', dirname(path)), { recursive: true });
    symlinkSync(join(folder, 'elsewhere', 'planted'), join(folder, 'by-file', path));
    mkdirSync(join(folder, 'by-folder'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'by-folder', dirname(path)));

    for (const place of ['by-file', 'by-folder']) {
      const error = await writeSource(join(folder, place), generatedMarker(MARKER_PERMISSION), { force: true }).then(
        () => undefined,
        (thrown: unknown) => thrown
      );
      expect(error).to.include({ name: 'LinkInTheWayError' });
    }

    expect(readdirSync(join(folder, 'elsewhere'))).to.deep.equal([]);
  });

  it('is not written where another user could put a link in the way, and says whose folder it is', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const files = generatedMarker(MARKER_PERMISSION);
    const below = files[0]?.path ?? '';
    chmodSync(folder, 0o755);
    const place = (name: string, mode: number, owner: number): void => {
      mkdirSync(join(folder, name), { recursive: true });
      chownSync(join(folder, name), owner, owner);
      chmodSync(join(folder, name), mode);
    };
    place('theirs', 0o755, 4321);
    place('open', 0o777, 0);
    place('half', 0o755, 0);
    place(join('half', dirname(below)), 0o777, 0);

    for (const [name, weak, owner] of [
      ['theirs', 'theirs', '4321'],
      ['theirs/new', 'theirs', '4321'],
      ['open', 'open', 'root (0)'],
      ['half', join('half', dirname(below)), 'root (0)'],
    ] as const) {
      const error = await writeSource(join(folder, name), files, { force: true }).catch((thrown: SfError) => thrown);
      expect(error).to.include({ name: 'FolderNotWritableError' });
      const { message, actions = [] } = error as SfError;
      expect(message).to.include(join(folder, weak)).and.to.include(owner);
      expect(actions.map((action) => action.includes(join(folder, weak)))).to.deep.equal([true]);
    }
    for (const name of ['theirs', 'open', join('half', dirname(below))]) {
      expect(readdirSync(join(folder, name))).to.deep.equal([]);
    }
  });

  it('never changes another file, though another user swaps all that appears for links', async function () {
    if (!canPlayOthers()) this.skip();
    const files = generatedMarker(MARKER_PERMISSION);
    const path = files[0]?.path ?? '';
    await attacked([path.split('/')[0] ?? ''], async (theirs, victim) => {
      const before = victim.state();
      for (let round = 0; round < 50; round += 1) {
        const error = await writeSource(theirs, files, { force: true }).catch((thrown: Error) => thrown);
        expect(error).to.be.instanceOf(Error);
        expect(victim.state()).to.deep.equal(before);
      }
    });
  });

  it('keeps the mode of a file that it replaces, but that everybody may write it, and makes none that others may write', async function () {
    if (process.platform === 'win32') this.skip();
    const files = generatedMarker(MARKER_PERMISSION);
    const path = join(folder, files[0]?.path ?? '');
    const before = process.umask(0);
    try {
      await writeSource(folder, files, { force: false });
    } finally {
      process.umask(before);
    }
    expect([statSync(path).mode & 0o7777, statSync(dirname(path)).mode & 0o7777]).to.deep.equal([0o644, 0o755]);

    for (const [former, kept] of [
      [0o600, 0o600],
      [0o664, 0o664],
      [0o4666, 0o664],
    ] as const) {
      writeFileSync(path, 'mine');
      chmodSync(path, former);
      await writeSource(folder, files, { force: true });
      expect(readFileSync(path, 'utf8')).to.equal(files[0]?.content);
      expect(statSync(path).mode & 0o7777).to.equal(kept);
    }
  });
});
