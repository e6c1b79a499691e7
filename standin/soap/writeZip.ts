import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 2024, 00:00, for every entry: a zip is a function of its contents. */
const dosTime = 0;
const dosDate = ((2024 - 1980) << 9) | (1 << 5) | 1;
const version = 20;
const utf8Names = 1 << 11;
const deflated = 8;

/** Fields that the local header and the central directory have in common. */
function commonFields(content: Buffer, compressed: Buffer, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(utf8Names, 2);
  fields.writeUInt16LE(deflated, 4);
  fields.writeUInt16LE(dosTime, 6);
  fields.writeUInt16LE(dosDate, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(compressed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function centralRecord(common: Buffer, name: Buffer, offset: number): Buffer {
  const head = Buffer.from([0x50, 0x4b, 0x01, 0x02, version, 0]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, common, tail, name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** What a file of the org comes to; the same buffer is zipped by one retrieve after the other. */
const known = new WeakMap<Buffer, Buffer>();

function deflate(content: Buffer): Buffer {
  const compressed = known.get(content) ?? deflateRawSync(content, { level: 3 });
  known.set(content, compressed);
  return compressed;
}

/** Stops after each entry. */
function* zipping(entries: ReadonlyMap<string, Buffer>): Generator<void, Buffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of entries) {
    const name = Buffer.from(path);
    const compressed = deflate(content);
    const common = commonFields(content, compressed, name.length);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), common, name]);
    directory.push(centralRecord(common, name, offset));
    parts.push(local, compressed);
    offset += local.length + compressed.length;
    yield;
  }
  const records = Buffer.concat(directory);
  return Buffer.concat([...parts, records, endRecord(entries.size, records.length, offset)]);
}

/**
 * Zips the entries in their order, at most 65,535. Names are written as they are, so that entries which point outside
 * (`../../evil`) can be served, which zip libraries refuse to write; and 10,000 entries take a second rather than ten.
 */
export function writeZip(entries: ReadonlyMap<string, Buffer>): Buffer {
  const work = zipping(entries);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const turnMs = 5;

/** As `writeZip`, but lets others have a turn every few milliseconds: a large zip takes a second. */
export async function writeZipInTurns(entries: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const work = zipping(entries);
  for (let begin = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - begin < turnMs) continue;
    await nextTurn();
    begin = performance.now();
  }
}
