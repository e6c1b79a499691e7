import { crc32, inflateRawSync } from 'node:zlib';
import yauzl from 'yauzl';

/** A zip that cannot be read as a whole (truncated, not a zip, beyond a limit), or one file of it that cannot. */
export class ZipError extends Error {
  public override readonly name = 'ZipError';
}

export type ZipLimits = {
  /** Bytes of all entries together, inflated. */
  readonly totalBytes: number;
  /** Bytes of one entry, inflated. */
  readonly fileBytes: number;
  readonly entries: number;
};

/**
 * A retrieve holds at most 10,000 files and 600 MB; more entries leave room for folders and the manifest. The largest
 * files of real orgs (profiles, documents) have some ten MB; parsing much more would take minutes and the memory.
 */
export const RETRIEVE_LIMITS: ZipLimits = { totalBytes: 600_000_000, fileBytes: 100_000_000, entries: 20_000 };

export type ZipFile = {
  readonly path: string;
  /** Inflates the content anew at each call; throws a `ZipError` where size or checksum are not as declared. */
  readonly bytes: () => Buffer;
  /**
   * The raw deflate stream of the content, a view into the zip; absent for entries that came uncompressed. Good only
   * once `bytes` has not thrown.
   */
  readonly deflated?: Uint8Array;
};

/** An entry that must not be read; `path` is as the zip has it and must not be used as one. */
export type ZipProblem = { readonly path: string; readonly problem: string };

export type ZipEntry = ZipFile | ZipProblem;

/** Reads at once, so that yauzl calls back before it returns and 10,000 entries need no turn of the event loop. */
class SyncReader extends yauzl.RandomAccessReader {
  private readonly zip: Buffer;

  public constructor(zip: Buffer) {
    super();
    this.zip = zip;
  }

  public override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void
  ): void {
    callback(null, position < this.zip.length ? this.zip.copy(target, offset, position, position + length) : 0);
  }
}

/** Size of the record that ends every zip. */
const END_RECORD_SIZE = 22;
const STORED = 0;
const DEFLATED = 8;
/** Deflate cannot expand further than this, so a larger declared size is a lie that would cost memory. */
const MAX_EXPANSION = 1032;
const UNIX = 3;
const FILE_KIND = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** What yauzl gave to a callback, at once because its reader is synchronous. */
type Answer<T> = { value?: T; error?: Error | null };

const problemOfSize = (entry: yauzl.Entry, limits: ZipLimits): string | undefined =>
  entry.uncompressedSize > limits.fileBytes ? `has more than ${String(limits.fileBytes)} bytes` : undefined;

const openZip = (zip: Buffer): yauzl.ZipFile => {
  const answer: Answer<yauzl.ZipFile> = {};
  if (zip.length >= END_RECORD_SIZE) {
    // Names are decoded and sizes checked here, because yauzl gives up the whole zip for one bad entry.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };
    yauzl.fromRandomAccessReader(new SyncReader(zip), zip.length, options, (error, file) => {
      Object.assign(answer, { error, value: file });
    });
  }
  if (answer.value === undefined) throw new ZipError(answer.error?.message ?? 'not a zip file');
  return answer.value;
};

/** The central directory's entries; every one of them is read before it is yielded, nothing is inflated. */
const directoryOf = function* (file: yauzl.ZipFile): Generator<yauzl.Entry> {
  const arrived: yauzl.Entry[] = [];
  const errors: Error[] = [];
  file.on('entry', (entry: yauzl.Entry) => arrived.push(entry));
  file.on('error', (error: Error) => errors.push(error));
  for (let read = 0; read < file.entryCount; read++) {
    file.readEntry();
    const entry = arrived.pop();
    if (entry === undefined) throw new ZipError(errors.pop()?.message ?? 'an entry without a name');
    yield entry;
  }
};

const pathOf = (entry: yauzl.Entry): string =>
  yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);

const problemOfPath = (path: string): string | undefined => {
  if (path === '') return 'has no name';
  if (path.includes('\0')) return 'has a NUL character in its name';
  if (path.includes('\\')) return 'has a backslash in its name';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'has an absolute path';
  if (path.split('/').some((segment) => segment === '..' || segment === '.')) return 'points outside the zip';
  return undefined;
};

const problemOfKind = (entry: yauzl.Entry): string | undefined => {
  if (entry.isEncrypted()) return 'is encrypted';
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return `has the unknown compression method ${entry.compressionMethod}`;
  const mode = entry.versionMadeBy >>> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0;
  if ((mode & FILE_KIND) === SYMBOLIC_LINK) return 'is a symbolic link';
  return undefined;
};

const dataOf = (zip: Buffer, file: yauzl.ZipFile, entry: yauzl.Entry): Buffer => {
  const answer: Answer<{ fileDataStart: number }> = {};
  file.readLocalFileHeader(entry, { minimal: true }, (error, value) => Object.assign(answer, { error, value }));
  const start = answer.value?.fileDataStart;
  if (start === undefined) throw new ZipError(answer.error?.message ?? 'has no data');
  return zip.subarray(start, start + entry.compressedSize);
};

const inflate = (data: Buffer, size: number): Buffer => {
  if (size > data.length * MAX_EXPANSION) throw new ZipError('declares a size that its data cannot have');
  try {
    // One byte more than declared: room to notice that there is more, and the result is one piece.
    return inflateRawSync(data, { chunkSize: Math.max(size + 1, 64), maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    throw new ZipError(error instanceof RangeError ? 'is larger than declared' : 'has damaged data');
  }
};

const contentOf = (data: Buffer, entry: yauzl.Entry): Buffer => {
  const bytes = entry.compressionMethod === DEFLATED ? inflate(data, entry.uncompressedSize) : data;
  if (bytes.length !== entry.uncompressedSize) throw new ZipError('has another size than declared');
  if (crc32(bytes) !== entry.crc32) throw new ZipError('does not match its checksum');
  return bytes;
};

const fileOf = (zip: Buffer, file: yauzl.ZipFile, entry: yauzl.Entry, path: string): ZipEntry => {
  try {
    const data = dataOf(zip, file, entry);
    const bytes = (): Buffer => contentOf(data, entry);
    return entry.compressionMethod === DEFLATED ? { path, bytes, deflated: data } : { path, bytes };
  } catch (error) {
    if (error instanceof ZipError) return { path, problem: error.message };
    throw error;
  }
};

/**
 * Reads a zip that is held in memory, entry by entry, without writing anything anywhere. A hostile entry is yielded as a
 * problem, a damaged one throws from `bytes`; of entries with the same name the first one counts. Folders are left out.
 * Throws a `ZipError` where the zip as a whole cannot be read.
 */
export const readZip = function* (zip: Buffer, limits: ZipLimits = RETRIEVE_LIMITS): Generator<ZipEntry> {
  const file = openZip(zip);
  if (file.entryCount > limits.entries) throw new ZipError(`more than ${limits.entries} entries`);
  const seen = new Set<string>();
  let total = 0;
  for (const entry of directoryOf(file)) {
    const path = pathOf(entry);
    const problem =
      problemOfPath(path) ?? (seen.has(path) ? 'appears twice' : problemOfKind(entry)) ?? problemOfSize(entry, limits);
    total += entry.uncompressedSize;
    if (total > limits.totalBytes) throw new ZipError(`more than ${limits.totalBytes} bytes when inflated`);
    seen.add(path);
    if (problem !== undefined) yield { path, problem };
    else if (!path.endsWith('/')) yield fileOf(zip, file, entry, path);
  }
};
