import { SaxesParser } from 'saxes';
import { measuring, tell } from './org/measured.ts';
import { readZips } from './org/orgFolder.ts';
import { walkZip } from './org/walkZip.ts';

/*
 * The floor of `npm run bench`, a process of its own: walks the central directory of the zips in the folder given,
 * inflates every entry, and runs a bare streaming parser over each that is XML. It builds nothing and keeps nothing.
 */

/** By its first character: sources and binary files of the generated org never begin like XML. */
const isXml = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '<?xml';

const counts = { files: 0, bytes: 0, parsed: 0, parsedBytes: 0, elements: 0, texts: 0 };

const parse = (text: string): void => {
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', () => void (counts.elements += 1));
  parser.on('text', () => void (counts.texts += 1));
  parser.write(text).close();
};

const zips = readZips(process.argv[2] ?? '');
const measured = measuring();
for (const zip of zips) {
  for (const { bytes } of walkZip(zip)) {
    counts.files += 1;
    counts.bytes += bytes.length;
    if (!isXml(bytes)) continue;
    counts.parsed += 1;
    counts.parsedBytes += bytes.length;
    parse(bytes.toString('utf8'));
  }
}
tell({ ...measured(), ...counts });
