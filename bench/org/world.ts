import { USERS } from './composition.ts';
import { randomFor, type Random } from './random.ts';

export type WorldField = { readonly name: string; readonly type: string };
export type WorldObject = { readonly name: string; readonly fields: readonly WorldField[] };

/** The names that components mention each other by. */
export type World = {
  readonly objects: readonly WorldObject[];
  /** Objects that records are worked with: neither custom metadata types nor events. */
  readonly records: readonly WorldObject[];
  readonly metadataTypes: readonly WorldObject[];
  readonly names: (type: string) => readonly string[];
  readonly users: readonly string[];
  /** How large the org is, 1 for that of `COMPOSITION`. */
  readonly scale: number;
};

const STANDARD =
  'Account Contact Opportunity Lead Case Task Event Campaign CampaignMember Product2 Pricebook2 PricebookEntry OpportunityLineItem Quote QuoteLineItem Order OrderItem Contract Asset Solution User Activity Idea WorkOrder WorkOrderLineItem ServiceAppointment ServiceResource ServiceTerritory Entitlement ServiceContract ContractLineItem ContentVersion Individual Location Shipment ProductItem ReturnOrder Territory2 EmailMessage LiveChatTranscript'.split(
    ' '
  );

const FIELD_TYPES =
  'Text Text Text Text Picklist Picklist Picklist Picklist Lookup Lookup Lookup Checkbox Checkbox Checkbox Number Number Currency Date Date DateTime LongTextArea TextArea Formula Formula Formula Percent Email Phone Url MultiselectPicklist Summary Html AutoNumber'.split(
    ' '
  );

/** `Billing_Status_17`: two words and a number that no other name of the type has. */
const apiName = (random: Random, index: number): string =>
  `${random
    .words(2)
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('_')}_${String(index)}`;

/** Of 300 objects 40 are standard ones, 25 custom metadata types and 10 events. */
const kindOf = (index: number, count: number): string => {
  const place = (index / count) * 300;
  if (place >= 290) return '__e';
  return place >= 265 ? '__mdt' : '__c';
};

const objectOf = (index: number, count: number): WorldObject => {
  const random = randomFor(`object ${String(index)}`);
  const standard = (index / count) * 300 < STANDARD.length ? STANDARD[index] : undefined;
  const kind = kindOf(index, count);
  const name = standard ?? `${apiName(random, index)}${kind}`;
  const custom = kind === '__c' ? random.skewed(12, 130) : random.int(4, 12);
  const fields = Array.from({ length: custom }, (_, at) => ({
    name: `${apiName(random, at)}__c`,
    type: random.pick(FIELD_TYPES),
  }));
  const own = standard === undefined ? 0 : random.int(8, 40);
  const standardFields = Array.from({ length: own }, (_, at) => ({
    name: apiName(random, at).replaceAll('_', ''),
    type: 'Standard',
  }));
  return { name, fields: [...fields, ...standardFields] };
};

export const createWorld = (composition: { readonly [type: string]: number }): World => {
  const count = composition['CustomObject'] ?? 0;
  const objects = Array.from({ length: count }, (_, index) => objectOf(index, count));
  const names = new Map<string, readonly string[]>();
  const random = randomFor('users');
  const titled = (text: string): string => text.replaceAll(/\b\w/g, (letter) => letter.toUpperCase());
  return {
    objects,
    records: objects.filter(({ name }) => !/__(mdt|e)$/.test(name)),
    metadataTypes: objects.filter(({ name }) => name.endsWith('__mdt')),
    scale: Object.values(composition).reduce((sum, some) => sum + some, 0) / 10_000,
    users: Array.from({ length: USERS }, (_, index) => `${titled(random.words(2))} ${String(index)}`),
    names: (type) => {
      const known = names.get(type);
      if (known) return known;
      const made = Array.from({ length: composition[type] ?? 0 }, (_, index) =>
        apiName(randomFor(`${type} ${String(index)}`), index)
      );
      names.set(type, made);
      return made;
    },
  };
};

export const customFieldsOf = (object: WorldObject): readonly WorldField[] =>
  object.fields.filter(({ name }) => name.endsWith('__c'));
