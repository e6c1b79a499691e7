import { SaxesParser } from 'saxes';

/** A child of the root with its own leaf children: `fieldPermissions` → `{ field, readable, editable }`. */
export type RecordVisitor = (name: string, values: Readonly<Record<string, string>>, text: string) => void;

/**
 * Reads a two-level metadata file (profile, permission set, muting set) record by record, without building a tree:
 * such files hold hundreds of thousands of records in a large org. A broken file is read up to the break.
 */
export function readRecords(content: Buffer, visit: RecordVisitor): void {
  let depth = 0;
  let recordText = '';
  let leafText = '';
  let values: Record<string, string> = {};
  const parser = new SaxesParser({ position: false });
  parser.on('opentag', () => {
    depth += 1;
    if (depth === 2) {
      values = {};
      recordText = '';
    }
    leafText = '';
  });
  parser.on('text', (text) => {
    if (depth === 2) recordText += text;
    else leafText += text;
  });
  parser.on('closetag', ({ name }) => {
    if (depth === 3) values[name] = leafText.trim();
    if (depth === 2) visit(name, values, recordText.trim());
    depth -= 1;
  });
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(content.toString('utf8')).close();
  } catch {
    // What was read before the break counts.
  }
}
