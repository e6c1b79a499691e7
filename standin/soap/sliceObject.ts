import { joinXml, pieceText, splitXml, type XmlPiece } from '../xml/splitXml.ts';

/** Standard value set behind a standard picklist field. Fields that are missing here keep their values. */
const standardValueSets: Readonly<Record<string, string>> = {
  'Account.AccountSource': 'LeadSource',
  'Account.Industry': 'Industry',
  'Account.Ownership': 'AccountOwnership',
  'Account.Rating': 'AccountRating',
  'Account.Type': 'AccountType',
  'Asset.Status': 'AssetStatus',
  'Campaign.Status': 'CampaignStatus',
  'Campaign.Type': 'CampaignType',
  'Case.Origin': 'CaseOrigin',
  'Case.Priority': 'CasePriority',
  'Case.Reason': 'CaseReason',
  'Case.Status': 'CaseStatus',
  'Case.Type': 'CaseType',
  'Contact.LeadSource': 'LeadSource',
  'Contact.Salutation': 'Salutation',
  'Contract.Status': 'ContractStatus',
  'Event.Subject': 'EventSubject',
  'Event.Type': 'EventType',
  'Lead.Industry': 'Industry',
  'Lead.LeadSource': 'LeadSource',
  'Lead.Rating': 'AccountRating',
  'Lead.Salutation': 'Salutation',
  'Lead.Status': 'LeadStatus',
  'Opportunity.LeadSource': 'LeadSource',
  'Opportunity.StageName': 'OpportunityStage',
  'Opportunity.Type': 'OpportunityType',
  'Order.Status': 'OrderStatus',
  'Order.Type': 'OrderType',
  'Product2.Family': 'Product2Family',
  'Quote.Status': 'QuoteStatus',
  'Task.Priority': 'TaskPriority',
  'Task.Status': 'TaskStatus',
  'Task.Subject': 'TaskSubject',
  'Task.Type': 'TaskType',
};

export type ObjectRequest = {
  readonly object: string;
  /** Whether a component is part of the same request. */
  readonly asked: (type: string, fullName: string) => boolean;
};

/**
 * Values of a record type come back only for picklists of the same request: the object's own where the object (or that
 * field) is asked for, those fed by a global or standard value set only together with that value set.
 */
function keepsPicklist({ object, asked }: ObjectRequest, field: XmlPiece | undefined, name: string): boolean {
  if (!asked('CustomObject', object) && !asked('CustomField', `${object}.${name}`)) return false;
  const global = field === undefined ? undefined : /<valueSetName>([^<]+)</.exec(field.raw)?.[1];
  if (global !== undefined) return asked('GlobalValueSet', global.trim());
  const standard = standardValueSets[`${object}.${name}`];
  return standard === undefined || asked('StandardValueSet', standard);
}

function sliceRecordType(piece: XmlPiece, request: ObjectRequest, fields: ReadonlyMap<string, XmlPiece>): string {
  let raw = piece.raw;
  for (const part of splitXml(piece.raw)?.pieces ?? []) {
    if (part.name !== 'picklistValues') continue;
    const picklist = pieceText(part, 'picklist') ?? '';
    if (keepsPicklist(request, fields.get(picklist), picklist)) continue;
    const at = raw.indexOf(part.raw);
    raw = raw.slice(0, at).trimEnd() + raw.slice(at + part.raw.length);
  }
  return raw;
}

/**
 * The object file as this request gets it: all of it, or only the children (`Type:fullName`) that were asked for by
 * themselves. A file too broken to cut is given as it is.
 */
export function sliceObject(
  content: Buffer,
  request: ObjectRequest,
  keepChild: ((element: string, fullName: string) => boolean) | undefined
): Buffer {
  const whole = splitXml(content.toString('utf8'));
  if (whole === undefined) return content;
  const fields = new Map(
    whole.pieces.filter(({ name }) => name === 'fields').map((field) => [pieceText(field, 'fullName') ?? '', field])
  );
  if (keepChild === undefined && !whole.pieces.some(({ name }) => name === 'recordTypes')) return content;
  const pieces = whole.pieces
    .filter((piece) => keepChild === undefined || keepChild(piece.name, pieceText(piece, 'fullName') ?? ''))
    .map((piece) => (piece.name === 'recordTypes' ? sliceRecordType(piece, request, fields) : piece.raw));
  return Buffer.from(joinXml(whole.root, pieces));
}
