import { decodeName } from '../memberName.ts';
import { joinXml, pieceText, splitXml, type XmlPiece } from '../xml/splitXml.ts';

/** Whether a component is part of the same request. */
type Asked = (type: string, fullName: string) => boolean;

/** Sections that come with every retrieve of a profile. */
const always: ReadonlySet<string> = new Set([
  'custom',
  'description',
  'fullName',
  'loginHours',
  'loginIpRanges',
  'userLicense',
  'userPermissions',
]);

type Section = { readonly element: string; readonly asked: (name: string, asked: Asked) => boolean };

const objectOf = (name: string): string => name.slice(0, name.indexOf('.'));

/** Element that names the component of a section's entry, and when that component counts as asked for. */
const sections: Readonly<Record<string, Section>> = {
  applicationVisibilities: { element: 'application', asked: (name, asked) => asked('CustomApplication', name) },
  classAccesses: { element: 'apexClass', asked: (name, asked) => asked('ApexClass', name) },
  customMetadataTypeAccesses: { element: 'name', asked: (name, asked) => asked('CustomObject', name) },
  customPermissions: { element: 'name', asked: (name, asked) => asked('CustomPermission', name) },
  customSettingAccesses: { element: 'name', asked: (name, asked) => asked('CustomObject', name) },
  externalDataSourceAccesses: {
    element: 'externalDataSource',
    asked: (name, asked) => asked('ExternalDataSource', name),
  },
  fieldPermissions: {
    element: 'field',
    asked: (name, asked) => asked('CustomField', name) || asked('CustomObject', objectOf(name)),
  },
  flowAccesses: { element: 'flow', asked: (name, asked) => asked('Flow', name) },
  layoutAssignments: { element: 'layout', asked: (name, asked) => asked('Layout', decodeName(name)) },
  objectPermissions: { element: 'object', asked: (name, asked) => asked('CustomObject', name) },
  pageAccesses: { element: 'apexPage', asked: (name, asked) => asked('ApexPage', name) },
  recordTypeVisibilities: {
    element: 'recordType',
    asked: (name, asked) => asked('RecordType', name) || asked('CustomObject', objectOf(name)),
  },
  tabVisibilities: {
    element: 'tab',
    asked: (name, asked) => asked('CustomTab', name) || asked('CustomObject', name.replace(/^standard-/, '')),
  },
};

function isKept(piece: XmlPiece, asked: Asked): boolean {
  if (always.has(piece.name)) return true;
  const section = sections[piece.name];
  if (section === undefined) return false;
  if (piece.name === 'objectPermissions' && pieceText(piece, 'allowRead') !== 'true') return false;
  return section.asked(pieceText(piece, section.element) ?? '', asked);
}

/** A profile as a retrieve gives it: rights only for components of the same request, and what always comes. */
export function sliceProfile(content: Buffer, asked: Asked): Buffer {
  const whole = splitXml(content.toString('utf8'));
  if (whole === undefined) return content;
  const kept = whole.pieces.filter((piece) => isKept(piece, asked));
  return Buffer.from(
    joinXml(
      whole.root,
      kept.map(({ raw }) => raw)
    )
  );
}
