import { unescapeXml } from './escapeXml.ts';

/** A direct child of a document's root: its raw text, and where its content lies in it. */
export type XmlPiece = { readonly name: string; readonly raw: string; readonly inner: string };

export type XmlPieces = { readonly root: string; readonly inner: string; readonly pieces: readonly XmlPiece[] };

type Tag = { kind: 'open' | 'close' | 'empty'; name: string; start: number; end: number };

const skipped: ReadonlyArray<readonly [string, string]> = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/** The next tag from `from` on, comments, CDATA and instructions passed over; undefined at the end or in broken text. */
function nextTag(xml: string, from: number): Tag | undefined {
  let start = xml.indexOf('<', from);
  while (start !== -1) {
    const at = start;
    const skip = skipped.find(([opening]) => xml.startsWith(opening, at));
    if (skip === undefined) {
      const end = xml.indexOf('>', start);
      if (end === -1) return undefined;
      const kind = xml[start + 1] === '/' ? 'close' : xml[end - 1] === '/' ? 'empty' : 'open';
      const name = /^<\/?([^\s/>]+)/.exec(xml.slice(start, Math.min(end + 1, start + 300)))?.[1] ?? '';
      return { kind, name, start, end: end + 1 };
    }
    const end = xml.indexOf(skip[1], start + skip[0].length);
    if (end === -1) return undefined;
    start = xml.indexOf('<', end + skip[1].length);
  }
  return undefined;
}

/**
 * Cuts a metadata document into the raw texts of its root's children, so that a part of a file can be served byte for
 * byte as it stands. Undefined where the text is too broken to cut; such a file is served whole.
 */
export function splitXml(xml: string): XmlPieces | undefined {
  const root = nextTag(xml, 0);
  if (root === undefined || root.kind === 'close') return undefined;
  if (root.kind === 'empty') return { root: root.name, inner: '', pieces: [] };
  const pieces: XmlPiece[] = [];
  let depth = 1;
  let opened: Tag | undefined;
  for (let tag = nextTag(xml, root.end); tag !== undefined; tag = nextTag(xml, tag.end)) {
    if (tag.kind === 'empty') {
      if (depth === 1) pieces.push({ name: tag.name, raw: xml.slice(tag.start, tag.end), inner: '' });
    } else if (tag.kind === 'open') {
      if (depth === 1) opened = tag;
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) return { root: root.name, inner: xml.slice(root.end, tag.start), pieces };
      if (depth === 1 && opened !== undefined) {
        pieces.push({
          name: opened.name,
          raw: xml.slice(opened.start, tag.end),
          inner: xml.slice(opened.end, tag.start),
        });
      }
    }
  }
  return undefined;
}

/** The text of a piece's direct child, decoded: `fullName` of a field. */
export function pieceText(piece: XmlPiece, name: string): string | undefined {
  const found = splitXml(piece.raw)?.pieces.find((child) => child.name === name);
  return found === undefined ? undefined : unescapeXml(found.inner).trim();
}

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/** A metadata document of the given raw pieces. */
export function joinXml(root: string, pieces: readonly string[]): string {
  const body = pieces.map((piece) => `    ${piece}\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">\n${body}</${root}>\n`;
}
