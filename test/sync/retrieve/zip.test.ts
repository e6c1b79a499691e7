import { expect } from 'chai';
import fc from 'fast-check';
import { inflateRawSync } from 'node:zlib';
import yazl from 'yazl';
import { readZip, RETRIEVE_LIMITS, ZipError, type ZipEntry } from '../../../src/sync/retrieve/zip.ts';

type Source = { path: string; content: string; options?: Partial<yazl.Options> };

type EndOptions = NonNullable<Parameters<yazl.ZipFile['end']>[0]>;

const zipOf = async (sources: readonly Source[], end: Partial<EndOptions> = {}): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const { path, content, options } of sources) zip.addBuffer(Buffer.from(content), path, options);
  zip.end({ forceZip64Format: false, comment: '', ...end });
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Gives an entry another name of the same length, in the directory and in its local header. */
const renamed = (zip: Buffer, from: string, to: string): Buffer => {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy.write(to, at, 'latin1');
  return copy;
};

const DIRECTORY_SIGNATURE = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/** Changes the first entry's record in the central directory. */
const patched = (zip: Buffer, patch: (record: Buffer) => void): Buffer => {
  const copy = Buffer.from(zip);
  patch(copy.subarray(copy.indexOf(DIRECTORY_SIGNATURE)));
  return copy;
};

const read = (zip: Buffer, limits = RETRIEVE_LIMITS): ZipEntry[] => [...readZip(zip, limits)];
const problemIn = (entry: ZipEntry | undefined): string => {
  if (entry === undefined) throw new Error('there is no such entry');
  if ('problem' in entry) return entry.problem;
  try {
    entry.bytes();
    return '';
  } catch (error) {
    if (error instanceof ZipError) return error.message;
    throw error;
  }
};
const text = (entry: ZipEntry | undefined): string =>
  entry && 'bytes' in entry ? entry.bytes().toString() : `problem: ${entry?.problem}`;
const problemOf = (zip: Buffer): string => problemIn(read(zip)[0]);

const LONG = 'a layout '.repeat(1000);

describe('reading a zip', () => {
  it('gives each file with its content, and the deflate stream it came as', async () => {
    const zip = await zipOf([
      { path: 'unpackaged/layouts/A.layout', content: LONG },
      { path: 'unpackaged/package.xml', content: '<Package/>', options: { compress: false } },
    ]);

    const [layout, manifest] = read(zip);

    expect([layout?.path, manifest?.path]).to.deep.equal(['unpackaged/layouts/A.layout', 'unpackaged/package.xml']);
    expect([text(layout), text(manifest)]).to.deep.equal([LONG, '<Package/>']);
    const deflated = layout && 'deflated' in layout ? layout.deflated : undefined;
    expect(inflateRawSync(deflated ?? new Uint8Array()).toString()).to.equal(LONG);
    expect(manifest).to.not.have.property('deflated');
  });

  it('reads empty files, folders none, and names that are not Latin', async () => {
    const zip = new yazl.ZipFile();
    zip.addEmptyDirectory('unpackaged');
    zip.addBuffer(Buffer.alloc(0), 'unpackaged/layouts/顧客.layout');
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);

    const entries = read(Buffer.concat(chunks));

    expect(entries.map((entry) => [entry.path, text(entry)])).to.deep.equal([['unpackaged/layouts/顧客.layout', '']]);
  });

  it('reads zip64 archives', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG, options: { forceZip64Format: true } }], {
      forceZip64Format: true,
    });

    expect(read(zip).map(text)).to.deep.equal([LONG]);
  });

  it('reads an archive with a comment and without entries', async () => {
    expect(read(await zipOf([], { comment: 'nothing to see' }))).to.deep.equal([]);
  });

  for (const [what, path, problem] of [
    ['climbs out of the zip', '../evil.txt', 'outside'],
    ['climbs out on the way', 'a/../..//b', 'outside'],
    ['has an absolute path', '/etc/passwd', 'absolute'],
    ['names a drive', 'C:/autoexec', 'absolute'],
    ['has backslashes', '..\\evil.tx', 'backslash'],
    ['holds a NUL', 'safe.cls\0.x', 'NUL'],
  ] as const) {
    it(`refuses an entry that ${what}, and reads the others`, async () => {
      const harmless = 'x'.repeat(path.length);
      const zip = await zipOf([
        { path: harmless, content: 'evil' },
        { path: 'good.txt', content: 'good' },
      ]);

      const [bad, good] = read(renamed(zip, harmless, path));

      expect(bad).to.have.property('problem').that.includes(problem);
      expect(text(good)).to.equal('good');
    });
  }

  it('counts the first of two entries with the same name', async () => {
    const zip = await zipOf([
      { path: 'one.txt', content: 'first' },
      { path: 'two.txt', content: 'second' },
    ]);

    const [first, second] = read(renamed(zip, 'two.txt', 'one.txt'));

    expect(text(first)).to.equal('first');
    expect(text(second)).to.equal('problem: appears twice');
  });

  it('refuses a symbolic link', async () => {
    const zip = await zipOf([{ path: 'link', content: '/etc/passwd', options: { mode: 0o120777 } }]);

    expect(problemOf(zip)).to.include('symbolic link');
  });

  it('refuses an encrypted entry', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);

    expect(problemOf(patched(zip, (record) => record.writeUInt16LE(record.readUInt16LE(8) | 1, 8)))).to.include(
      'encrypted'
    );
  });

  it('refuses an unknown compression method', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);

    expect(problemOf(patched(zip, (record) => record.writeUInt16LE(12, 10)))).to.include('compression method 12');
  });

  it('refuses an entry that inflates to more than it declares', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);

    expect(problemOf(patched(zip, (record) => record.writeUInt32LE(100, 24)))).to.include('larger than declared');
  });

  it('refuses an entry that inflates to less than it declares', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);

    expect(problemOf(patched(zip, (record) => record.writeUInt32LE(LONG.length + 1, 24)))).to.include('another size');
  });

  it('refuses a declared size that the data cannot have, before memory is taken for it', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);

    expect(problemOf(patched(zip, (record) => record.writeUInt32LE(90_000_000, 24)))).to.include('cannot have');
  });

  it('refuses damaged data and a wrong checksum', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);
    const damaged = Buffer.from(zip);
    damaged.fill(0xff, 30 + 'a.txt'.length, 30 + 'a.txt'.length + 20);

    expect(problemOf(damaged)).to.include('damaged');
    expect(problemOf(patched(zip, (record) => record.writeUInt32LE(1, 16)))).to.include('checksum');
  });

  it('refuses data that lies beyond the end', async () => {
    const zip = await zipOf([{ path: 'a.txt', content: LONG }]);

    expect(problemOf(patched(zip, (record) => record.writeUInt32LE(50_000, 20)))).to.include('overflows');
  });

  it('refuses an entry that is too large by itself, and reads the others', async () => {
    const zip = await zipOf([
      { path: 'a.txt', content: LONG },
      { path: 'b.txt', content: 'short' },
    ]);

    const entries = read(zip, { totalBytes: LONG.length * 2, fileBytes: LONG.length - 1, entries: 10 });

    expect(entries.map((entry) => 'problem' in entry)).to.deep.equal([true, false]);
  });

  it('stops when all entries together are too large', async () => {
    const zip = await zipOf([
      { path: 'a.txt', content: LONG },
      { path: 'b.txt', content: LONG },
    ]);

    expect(() => read(zip, { totalBytes: LONG.length * 2 - 1, fileBytes: LONG.length, entries: 10 })).to.throw(
      ZipError,
      'bytes'
    );
    expect(() => read(zip, { totalBytes: LONG.length * 2, fileBytes: LONG.length, entries: 1 })).to.throw(
      ZipError,
      'entries'
    );
    expect(read(zip, { totalBytes: LONG.length * 2, fileBytes: LONG.length, entries: 2 })).to.have.lengthOf(2);
  });

  it('refuses what is not a zip', () => {
    for (const garbage of ['', 'PK', '<html>Service Unavailable</html>', 'x'.repeat(100_000)])
      expect(() => read(Buffer.from(garbage))).to.throw(ZipError);
  });

  it('refuses a zip that was cut off, wherever', async () => {
    const zip = await zipOf([
      { path: 'a.txt', content: LONG },
      { path: 'b.txt', content: LONG },
    ]);

    for (let length = 0; length < zip.length; length++)
      expect(() => read(zip.subarray(0, length)), `${length} bytes`).to.throw(ZipError);
  });

  it('never fails in any other way, whatever bytes are changed', async () => {
    const zip = await zipOf([
      { path: 'a.txt', content: LONG },
      { path: 'b.txt', content: 'stored', options: { compress: false } },
    ]);
    const change = fc.tuple(fc.nat(zip.length - 1), fc.nat(255));

    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const copy = Buffer.from(zip);
        for (const [at, value] of changes) copy[at] = value;
        let entries: ZipEntry[] = [];
        try {
          entries = read(copy);
        } catch (error) {
          expect(error).to.be.instanceOf(ZipError);
        }
        expect(entries.map(problemIn)).to.have.lengthOf.at.most(2);
      }),
      { numRuns: 1000 }
    );
  });
});
