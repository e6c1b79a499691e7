const endRecord = 0x06054b50;
const centralHeader = 0x02014b50;
/** 1 January 2024, 00:00, as zip files write it: time, then date. */
const fixedDate = Buffer.from([0x00, 0x00, 0x21, 0x58]);

/**
 * A copy of a zip file whose entries all carry one date. Archives made anew out of a source folder would otherwise
 * differ from one start to the next.
 */
export function fixArchiveDates(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  const end = copy.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || copy.readUInt32LE(end) !== endRecord) return copy;
  let at = copy.readUInt32LE(end + 16);
  for (let left = copy.readUInt16LE(end + 10); left > 0 && copy.readUInt32LE(at) === centralHeader; left -= 1) {
    fixedDate.copy(copy, at + 12);
    fixedDate.copy(copy, copy.readUInt32LE(at + 42) + 10);
    at += 46 + copy.readUInt16LE(at + 28) + copy.readUInt16LE(at + 30) + copy.readUInt16LE(at + 32);
  }
  return copy;
}
