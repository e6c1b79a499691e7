import { inflateRawSync } from 'node:zlib';

const END_RECORD_SIZE = 22;
const DIRECTORY_ENTRY_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;

/** The least that reading a zip takes: its central directory, and each entry inflated. Trusts the zip in everything. */
export const walkZip = function* (zip: Buffer): Generator<{ readonly path: string; readonly bytes: Buffer }> {
  const end = zip.length - END_RECORD_SIZE;
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const start = local + LOCAL_HEADER_SIZE + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = at + DIRECTORY_ENTRY_SIZE;
    yield {
      path: zip.toString('utf8', name, name + (nameLength ?? 0)),
      bytes: inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))),
    };
    at = name + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
};
