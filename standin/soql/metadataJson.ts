import type { XmlElement } from '../xml/parseXml.ts';

/** Elements that are lists even when the file holds one. */
const lists: ReadonlySet<string> = new Set([
  'flexiPageRegions',
  'itemInstances',
  'layoutSections',
  'layoutColumns',
  'layoutItems',
  'loginIpRanges',
  'picklistValues',
  'standardValue',
  'values',
]);

function scalar(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** The `Metadata` column of a component: its document as the Tooling API's JSON. */
export function metadataJson(element: XmlElement): unknown {
  if (element.children.length === 0) return scalar(element.text);
  const json: Record<string, unknown> = {};
  for (const child of element.children) {
    if (child.name === 'fullName') continue;
    const value = metadataJson(child);
    const before = json[child.name];
    if (Array.isArray(before)) before.push(value);
    else if (before !== undefined) json[child.name] = [before, value];
    else json[child.name] = lists.has(child.name) ? [value] : value;
  }
  return json;
}
