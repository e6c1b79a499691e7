import { decodeName } from '../memberName.ts';
import { childTypes } from '../metadataTypes.ts';
import type { StandinComponent } from '../orgState.ts';
import { Refusal } from '../refusal.ts';
import type { Visibility } from '../visibleComponents.ts';
import type { World } from '../world.ts';
import { escapeXml } from '../xml/escapeXml.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/parseXml.ts';
import { pieceText, splitXml } from '../xml/splitXml.ts';
import { element } from './envelope.ts';

const maxNames = (type: string): number => (type === 'CustomMetadata' || type === 'CustomApplication' ? 200 : 10);

/** The inside of the component's document, its `fullName` left out. */
function bodyOf(world: World, component: StandinComponent): string | undefined {
  const { files } = world.org;
  const content = files.get(`${component.fileName}-meta.xml`) ?? files.get(component.fileName);
  const whole = content === undefined ? undefined : splitXml(content.toString('utf8'));
  if (whole === undefined) return undefined;
  if (component.parent === undefined) return withoutName(whole.inner, whole.pieces);
  const kind = childTypes.find(({ name }) => name === component.type);
  const piece = whole.pieces.find((candidate) => {
    const own = decodeName(pieceText(candidate, 'fullName') ?? '');
    return candidate.name === kind?.element && [own, `${component.parent}.${own}`].includes(component.fullName);
  });
  return piece === undefined ? undefined : withoutName(piece.inner, splitXml(piece.raw)?.pieces ?? []);
}

const withoutName = (inner: string, pieces: ReadonlyArray<{ name: string; raw: string }>): string =>
  pieces.filter(({ name }) => name === 'fullName').reduce((text, { raw }) => text.replace(raw, ''), inner);

/** Whole components by name; what does not exist is an empty record. */
export function readMetadata(world: World, call: XmlElement, visible: Visibility): string {
  const type = textOf(call, 'type') ?? '';
  const names = childrenOf(call, 'fullNames').map((name) => name.text.trim());
  if (names.length > maxNames(type)) {
    throw new Refusal(
      500,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${maxNames(type)} records into this call`
    );
  }
  const records = names.map((name) => {
    const component =
      world.org.components.get(`${type}:${decodeName(name)}`) ??
      // Settings are read one feature's type at a time, and retrieved under one type for all.
      (type === `${name}Settings` ? world.org.components.get(`Settings:${name}`) : undefined);
    const body = component === undefined || !visible.sees(component) ? undefined : bodyOf(world, component);
    if (body === undefined) return '<records xsi:nil="true"/>';
    return `<records xsi:type="${escapeXml(type)}">${element('fullName', name)}${body}</records>`;
  });
  return `<result>${records.join('')}</result>`;
}
