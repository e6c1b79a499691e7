import { childTypes } from '../../src/catalogue/catalogue.ts';
import { parseXml } from '../../src/xml/parseXml.ts';
import { textOf } from '../../src/xml/xmlElement.ts';

/** A retrieve takes 10,000 files; folders that come along unasked are not in our count. */
const FILES_AT_MOST = 9_500;

type Member = { readonly type: string; readonly name: string };

/** What a member's file is counted by: children are in their container's. */
const fileOf = ({ type, name }: Member): string => {
  const { parent, child } = childTypes.get(type) ?? {};
  if (parent === undefined) return `${type}:${name}`;
  return child?.unprefixed ? parent.type : `${parent.type}:${name.slice(0, name.lastIndexOf('.'))}`;
};

/** A manifest as manifests that a retrieve takes; children stay with their containers. */
export const splitManifest = (manifest: string, filesOf: ReadonlyMap<string, number>): string[] => {
  const document = parseXml(manifest);
  const version = textOf(document, 'version') ?? '';
  const members = document.children
    .filter(({ name }) => name === 'types')
    .flatMap((types): Member[] => {
      const type = textOf(types, 'name') ?? '';
      return types.children.filter(({ name }) => name === 'members').map(({ text }) => ({ type, name: text }));
    });
  const parts: Member[][] = [];
  let room = 0;
  for (const [file, some] of Map.groupBy(members, fileOf)) {
    const files = filesOf.get(file) ?? 1;
    if (files > room) {
      parts.push([]);
      room = FILES_AT_MOST;
    }
    parts.at(-1)?.push(...some);
    room -= files;
  }
  return parts.length <= 1 ? [manifest] : parts.map((part) => manifestOf(part, version));
};

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const manifestOf = (members: readonly Member[], version: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n${[
    ...Map.groupBy(members, ({ type }) => type),
  ]
    .map(
      ([type, some]) =>
        `<types>${some.map(({ name }) => `<members>${escape(name)}</members>`).join('')}<name>${type}</name></types>\n`
    )
    .join('')}<version>${version}</version>\n</Package>\n`;
