import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFrom, readOrdinaryFile } from '../../src/files/readOrdinaryFile.ts';

const MOST = 1_048_576;

/** A file that says one length and has another, and gives a piece at a time; counts the bytes that were made ready for it. */
const fileOf = (content: Buffer, size = content.length, piece = content.length) => {
  const buffers = new Set<Buffer>();
  const handle = {
    stat: () => Promise.resolve({ size }),
    read: (buffer: Buffer, offset: number, length: number, position: number) => {
      buffers.add(buffer);
      const end = Math.min(position + Math.min(length, piece), content.length);
      return Promise.resolve({ buffer, bytesRead: content.copy(buffer, offset, position, end) });
    },
  };
  const memory = (): number => [...buffers].reduce((sum, { length }) => sum + length, 0);
  return { handle: handle as unknown as FileHandle, memory };
};

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => (error as NodeJS.ErrnoException).code
  );

describe('reading an ordinary file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ordinary-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives all of it up to the longest that is allowed, and refuses one byte more', async () => {
    const path = join(folder, 'file');
    for (const length of [0, 1, 4_095, 4_096, 4_097, 9_999, 10_000]) {
      writeFileSync(path, 'ä'.padEnd(length - 1, 'b').slice(0, length));
      expect((await readOrdinaryFile(path, 10_000))?.text, String(length)).to.equal(readFileSync(path, 'utf8'));
    }
    writeFileSync(path, 'b'.repeat(10_001));
    expect(await codeOf(readOrdinaryFile(path, 10_000))).to.equal('EFBIG');
  });

  it('finds nothing where nothing is, and refuses what is no ordinary file', async () => {
    mkdirSync(join(folder, 'folder'));
    symlinkSync('folder', join(folder, 'link'));
    expect(await readOrdinaryFile(join(folder, 'missing'), MOST)).to.equal(undefined);
    expect(await codeOf(readOrdinaryFile(join(folder, 'folder'), MOST))).to.equal('EINVAL');
    expect(await codeOf(readOrdinaryFile(join(folder, 'link'), MOST))).to.equal('ELOOP');
  });

  it('takes no more memory than the file needs, whatever would be allowed', async () => {
    const { handle, memory } = fileOf(Buffer.alloc(300, 'x'));
    expect((await readFrom(handle, 'path', MOST)).toString()).to.equal('x'.repeat(300));
    expect(memory()).to.equal(301);
  });

  it('gives all of a file that says it is shorter, or that grew meanwhile, also by pieces', async () => {
    const content = Buffer.from(Array.from({ length: 20_000 }, (_, index) => index % 251));
    for (const size of [0, 1, 19_999, 20_000, 30_000])
      for (const piece of [20_000, 4_096, 777]) {
        const { handle } = fileOf(content, size, piece);
        expect((await readFrom(handle, 'path', MOST)).equals(content), `${size} ${piece}`).to.equal(true);
      }
  });

  it('refuses a file that grows past what is allowed, before it takes much more memory than that', async () => {
    for (const size of [0, 10_000, 10_001, 5_000_000]) {
      const { handle, memory } = fileOf(Buffer.alloc(50_000), size);
      expect(await codeOf(readFrom(handle, 'path', 10_000)), String(size)).to.equal('EFBIG');
      expect(memory(), String(size)).to.be.lessThan(3 * 10_001);
    }
  });

  it('reads a file of the system that says it is empty', async function () {
    if (process.platform !== 'linux') this.skip();
    expect((await readOrdinaryFile('/proc/self/status', MOST))?.text).to.match(/^Name:[\s\S]+\n$/);
  });
});
