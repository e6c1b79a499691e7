import type { JsonValue } from '../../src/model/extraction.ts';
import { componentKey, type ComponentName } from '../../src/model/names/componentName.ts';
import type { ComponentVersion, StoredDocument } from '../../src/store/records.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import {
  documentOf,
  EXTRACTOR,
  extractedOf,
  orgOf,
  publishRun,
  runOf,
  sha256,
  versionOf,
} from '../../test/store/builders.ts';

/*
 * A store with a model as a large org has it: custom objects with 50 to 1,000 fields each, which come out of one document
 * with them, layouts of these objects, and Apex classes. Published as a sync publishes it.
 */

const COMPONENTS = 100_000;
const OBJECTS = 500;
export const LISTED = { type: 'Layout', count: 2_000 } as const;

/** What one in so many components is about. */
const COMMON_EVERY = COMPONENTS / 2_000;

const SUBJECTS = ['Credit', 'Shipping', 'Renewal', 'Partner', 'Billing', 'Support', 'Contract', 'Forecast'];
const MATTERS = ['Limit', 'Amount', 'Owner', 'Reason', 'Approval', 'Region', 'Level', 'Status', 'Checked On'];

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** A label of two or three words; one in 50 is about invoices. */
const labelOf = (at: number): string =>
  `${pick(SUBJECTS, at)} ${pick(MATTERS, Math.floor(at / 8))}${at % COMMON_EVERY === 0 ? ' Invoice' : ''}`;

const listed = {
  createdBy: 'Ada Lovelace',
  createdById: '005000000000001AAA',
  createdDate: '2026-01-01T00:00:00.000Z',
  lastModifiedBy: 'Grace Hopper',
  lastModifiedById: '005000000000002AAA',
  lastModifiedDate: '2026-01-02T00:00:00.000Z',
};

type Made = { readonly version: ComponentVersion; readonly attributes: { readonly [name: string]: JsonValue } };

const fieldOf = (object: ComponentName, at: number): Made => ({
  version: versionOf(`CustomField:${object.fullName}.${labelOf(at).replaceAll(' ', '_')}_${at}__c`, {
    ...listed,
    parent: object,
    label: `${labelOf(at)} ${at}`,
    id: `00N${String(at).padStart(12, '0')}AAA`,
    ...(at % 3 === 0 && {
      description: `Says what the ${pick(MATTERS, at).toLowerCase()} is, for the monthly report of team ${at % 97}`,
    }),
  }),
  attributes: {
    type: pick(['Text', 'Number', 'Picklist', 'Checkbox'], at),
    required: at % 7 === 0,
    length: 18 + (at % 200),
    ...(at % 4 === 0 && { helpText: `Ask the ${pick(SUBJECTS, at).toLowerCase()} desk before you change this` }),
    ...(at % 6 === 0 && { formula: `IF(ISBLANK(Amount_${at % 50}__c), 0, Amount_${at % 50}__c * Rate_${at % 9}__c)` }),
  },
});

const objectOf = (at: number, firstField: number): readonly Made[] => {
  const object: ComponentName = { type: 'CustomObject', fullName: `${pick(SUBJECTS, at)}_File_${at}__c` };
  const fields = at % 25 === 0 ? 1_000 : 50 + ((at * 7) % 200);
  return [
    {
      version: versionOf(`CustomObject:${object.fullName}`, { ...listed, label: `${pick(SUBJECTS, at)} File ${at}` }),
      attributes: {
        sharingModel: 'Private',
        actions: Array.from({ length: 30 }, (_, index) => ({ action: `Action${index}`, type: 'Default' })),
        ...(at % 40 === 0 && { customSettingsType: 'Hierarchy' }),
      },
    },
    ...Array.from({ length: fields }, (_, index) => fieldOf(object, firstField + index)),
  ];
};

const document = (
  made: readonly Made[]
): { readonly put: ReturnType<typeof documentOf>; readonly versions: ComponentVersion[] } => {
  const name = made[0]?.version.fullName ?? '';
  const put = documentOf(name, {
    components: made.map(({ version, attributes }): StoredDocument['components'][number] =>
      extractedOf(`${version.type}:${version.fullName}`, { attributes })
    ),
  });
  const path = `objects/${name}.object`;
  return {
    put,
    versions: made.map(({ version }, ordinal) => ({
      ...version,
      path,
      origin: { documentHash: put.document.hash, extractorVersion: EXTRACTOR, ordinal },
    })),
  };
};

/** The other components, which come from no document. */
const othersOf = (objects: readonly ComponentName[], count: number): ComponentVersion[] =>
  Array.from({ length: count }, (_, at) => {
    const parent = objects[at % objects.length];
    return at < LISTED.count && parent !== undefined
      ? versionOf(`Layout:${parent.fullName}-Layout ${at}`, {
          ...listed,
          parent,
          id: `00h${String(at).padStart(12, '0')}AAA`,
        })
      : versionOf(`ApexClass:${pick(SUBJECTS, at)}${pick(MATTERS, at).replaceAll(' ', '')}Handler${at}`, {
          ...listed,
          ownHash: sha256(String(at)),
        });
  });

/** Makes the store, and gives a field of its largest object. */
export const makeLargeStore = async (path: string, orgKey: string): Promise<ComponentName> => {
  const store = await openSqliteStore(path);
  await store.saveOrg(orgOf(orgKey, { username: `admin@${orgKey}.example` }));
  const versions: ComponentVersion[] = [];
  for (let at = 0; at < OBJECTS; at += 1) {
    const { put, versions: ofObject } = document(objectOf(at, versions.length));
    await store.putDocuments(orgKey, [put.document], put.contents);
    versions.push(...ofObject);
  }
  const objects = versions.filter(({ type }) => type === 'CustomObject');
  versions.push(...othersOf(objects, COMPONENTS - versions.length));
  await publishRun(
    store,
    runOf(orgKey, 'first', { types: [{ type: LISTED.type, state: 'complete', components: LISTED.count }] }),
    {
      added: versions,
    }
  );
  const field = versions[500]!;
  if ((await store.component(orgKey, componentKey(field))) === undefined) throw new Error('The field is not there.');
  await store.close();
  return field;
};
