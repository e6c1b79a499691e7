import { SaxesParser } from 'saxes';

/** An element without its namespace prefix; `text` is the text directly inside it. */
export type XmlElement = { readonly name: string; text: string; readonly children: XmlElement[] };

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Parses a whole document and throws where it is not well-formed. Meant for what clients send and for small files. */
export function parseXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', text: '', children: [] };
  const open: XmlElement[] = [top];
  const parser = new SaxesParser();
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  };
  parser.on('opentag', (tag) => {
    const element: XmlElement = { name: localName(tag.name), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  const root = top.children[0];
  if (root === undefined) throw new Error('the document has no root element');
  return root;
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text.trim();
}
