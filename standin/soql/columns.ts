import type { Column, ColumnType } from './entity.ts';
import type { Session } from './session.ts';

/** Who made and last changed what stands behind a row. */
export type Audited = {
  readonly createdById: string;
  readonly createdDate: string;
  readonly lastModifiedById: string;
  readonly lastModifiedDate: string;
};

type Value<S> = (row: S, session: Session) => unknown;
type Overrides = Partial<Omit<Column, 'name' | 'type' | 'value'>>;

const lengths: Partial<Record<ColumnType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  picklist: 255,
  textarea: 255,
  email: 80,
  phone: 40,
  url: 255,
};
// COUNT() by field type: SOQL reference, "Support for Field Types in Aggregate Functions".
// COUNT() by field type: SOQL reference, "Support for Field Types in Aggregate Functions".
const notAggregatable: readonly ColumnType[] = [
  'address',
  'anyType',
  'base64',
  'boolean',
  'complexvalue',
  'encryptedstring',
  'location',
  'multipicklist',
  'time',
];
const notFilterable: readonly ColumnType[] = ['address', 'base64', 'complexvalue', 'encryptedstring'];
const notSortable: readonly ColumnType[] = [...notFilterable, 'location', 'multipicklist'];
const notGroupable: readonly ColumnType[] = [...notSortable, 'currency', 'datetime', 'double', 'percent', 'time'];

/** A column with the capabilities its type usually has. */
export function column<S>(name: string, type: ColumnType, value: Value<S>, overrides: Overrides = {}): Column {
  return {
    name,
    type,
    label: name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    length: lengths[type] ?? 0,
    nillable: type !== 'id' && type !== 'boolean',
    filterable: !notFilterable.includes(type),
    sortable: !notSortable.includes(type),
    groupable: !notGroupable.includes(type),
    aggregatable: !notAggregatable.includes(type),
    permissionable: false,
    custom: false,
    calculated: false,
    referenceTo: [],
    relationshipName: null,
    parentKey: 'Id',
    ...overrides,
    value: (row, session) => value(row as S, session) ?? null,
  };
}

/** Shorthands for the columns of one object, whose rows are of type S. */
export function columnsOf<S>() {
  return {
    id: (value: Value<S>): Column => column('Id', 'id', value),
    text: (name: string, value: Value<S>, overrides?: Overrides): Column => column(name, 'string', value, overrides),
    /** Text of more than 255 characters: neither filtered, sorted, grouped nor counted. */
    longText: (name: string, value: Value<S>, length = 32_000): Column =>
      column(name, 'textarea', value, {
        length,
        filterable: false,
        sortable: false,
        groupable: false,
        aggregatable: false,
      }),
    picklist: (name: string, value: Value<S>): Column => column(name, 'picklist', value),
    flag: (name: string, value: Value<S>, overrides?: Overrides): Column => column(name, 'boolean', value, overrides),
    int: (name: string, value: Value<S>): Column => column(name, 'int', value),
    double: (name: string, value: Value<S>): Column => column(name, 'double', value),
    datetime: (name: string, value: Value<S>): Column => column(name, 'datetime', value),
    /** `ProfileId` points at `Profile` through the relationship `Profile`, unless told otherwise. */
    reference: (
      name: string,
      referenceTo: string | readonly string[],
      value: Value<S>,
      overrides?: Overrides
    ): Column =>
      column(name, 'reference', value, {
        referenceTo: typeof referenceTo === 'string' ? [referenceTo] : referenceTo,
        relationshipName: name.endsWith('Id') ? name.slice(0, -2) : null,
        ...overrides,
      }),
    /** The structured definition of a component; selecting it allows one row a query. */
    complex: (name: string, value: Value<S>): Column => column(name, 'complexvalue', value),
    audit: (of: (row: S) => Audited | undefined): Column[] => auditColumns(of),
  };
}

function auditColumns<S>(of: (row: S) => Audited | undefined): Column[] {
  const user = { referenceTo: ['User'], nillable: false };
  return [
    column<S>('CreatedDate', 'datetime', (row) => of(row)?.createdDate),
    column<S>('CreatedById', 'reference', (row) => of(row)?.createdById, { ...user, relationshipName: 'CreatedBy' }),
    column<S>('LastModifiedDate', 'datetime', (row) => of(row)?.lastModifiedDate),
    column<S>('LastModifiedById', 'reference', (row) => of(row)?.lastModifiedById, {
      ...user,
      relationshipName: 'LastModifiedBy',
    }),
    column<S>('SystemModstamp', 'datetime', (row) => of(row)?.lastModifiedDate),
  ];
}
