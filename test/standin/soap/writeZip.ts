import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** All entries carry one date: a zip is a function of its contents. */
const mtime = new Date(2024, 0, 1);
const centralHeader = 0x02014b50;

/** Paths that lead out of the folder they are unpacked into; the zip library refuses to write them. */
const isHostile = (path: string): boolean =>
  path.startsWith('/') || path.includes('\\') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');

/** Writes other names of the same length into the zip's headers. */
function renameEntries(zip: Buffer, names: ReadonlyMap<string, string>): void {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === centralHeader) {
    const length = zip.readUInt16LE(at + 28);
    const name = names.get(zip.toString('utf8', at + 46, at + 46 + length));
    if (name !== undefined) {
      zip.write(name, at + 46, 'utf8');
      zip.write(name, zip.readUInt32LE(at + 42) + 30, 'utf8');
    }
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** Zips the entries in their order, whatever their names. */
export async function writeZip(entries: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const file = new ZipFile();
  const renamed = new Map<string, string>();
  for (const [path, content] of entries) {
    const length = Buffer.byteLength(path);
    const name = isHostile(path) ? String(renamed.size).padStart(length, '_').slice(-length) : path;
    if (name !== path) renamed.set(name, path);
    file.addBuffer(content, name, { mtime, forceDosTimestamp: true });
  }
  file.end();
  const zip = await buffer(file.outputStream);
  if (renamed.size > 0) renameEntries(zip, renamed);
  return zip;
}
