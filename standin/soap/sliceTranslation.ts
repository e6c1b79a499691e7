import { decodeName } from '../memberName.ts';
import { joinXml, pieceText, splitXml, type XmlPiece } from '../xml/splitXml.ts';

/** Whether a component is part of the same request. */
type Asked = (type: string, fullName: string) => boolean;

/** Element that names the component of a section's entry, and the type that it is of. */
type Section = { readonly element: string; readonly type: string };

const sections: Readonly<Record<string, Section>> = {
  customApplications: { element: 'name', type: 'CustomApplication' },
  customPageWebLinks: { element: 'name', type: 'CustomPageWebLink' },
  customTabs: { element: 'name', type: 'CustomTab' },
  flowDefinitions: { element: 'fullName', type: 'Flow' },
  quickActions: { element: 'name', type: 'QuickAction' },
  reportTypes: { element: 'name', type: 'ReportType' },
};

const keepsTranslation = (piece: XmlPiece, asked: Asked): boolean => {
  if (piece.name === 'fullName') return true;
  const label = pieceText(piece, 'name') ?? '';
  if (piece.name === 'customLabels') return asked('CustomLabel', label) || asked('CustomLabels', 'CustomLabels');
  const section = sections[piece.name];
  return section !== undefined && asked(section.type, decodeName(pieceText(piece, section.element) ?? ''));
};

/** Child type of the object whose translations an element holds, and the element with the child's name. */
const childSections: Readonly<Record<string, Section>> = {
  fields: { element: 'name', type: 'CustomField' },
  fieldSets: { element: 'name', type: 'FieldSet' },
  recordTypes: { element: 'name', type: 'RecordType' },
  sharingReasons: { element: 'name', type: 'SharingReason' },
  validationRules: { element: 'name', type: 'ValidationRule' },
  webLinks: { element: 'name', type: 'WebLink' },
};

const keepsObjectTranslation = (object: string, piece: XmlPiece, asked: Asked): boolean => {
  if (piece.name === 'fullName') return true;
  if (piece.name === 'layouts') return asked('Layout', `${object}-${decodeName(pieceText(piece, 'layout') ?? '')}`);
  if (piece.name === 'quickActions') return asked('QuickAction', `${object}.${pieceText(piece, 'name') ?? ''}`);
  if (piece.name === 'workflowTasks') {
    return asked('Workflow', object) || asked('WorkflowTask', `${object}.${pieceText(piece, 'name') ?? ''}`);
  }
  if (asked('CustomObject', object)) return true;
  const section = childSections[piece.name];
  return section !== undefined && asked(section.type, `${object}.${pieceText(piece, section.element) ?? ''}`);
};

const slice = (content: Buffer, keeps: (piece: XmlPiece) => boolean): Buffer => {
  const whole = splitXml(content.toString('utf8'));
  if (whole === undefined) return content;
  return Buffer.from(
    joinXml(
      whole.root,
      whole.pieces.filter(keeps).map(({ raw }) => raw)
    )
  );
};

/** `Translations` as a retrieve gives it: translations of what is in the same request. */
export const sliceTranslations = (content: Buffer, asked: Asked): Buffer =>
  slice(content, (piece) => keepsTranslation(piece, asked));

/** A `CustomObjectTranslation` likewise; names and grammar of the object come with the object. */
export const sliceObjectTranslation = (content: Buffer, fullName: string, asked: Asked): Buffer =>
  slice(content, (piece) => keepsObjectTranslation(fullName.slice(0, fullName.lastIndexOf('-')), piece, asked));

/** An app: which page a profile sees comes back for profiles of the same request, which it names as people do. */
export const sliceApplication = (content: Buffer, asked: Asked): Buffer =>
  slice(content, (piece) => {
    const profile = pieceText(piece, 'profile') ?? '';
    return (
      piece.name !== 'profileActionOverrides' || asked('Profile', profile) || asked('Profile', decodeName(profile))
    );
  });
