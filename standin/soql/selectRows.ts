import type { Column, Entity } from './entity.ts';
import { columnNamed, entityColumns } from './entityColumns.ts';
import type { QueryShape, SelectItem } from './queryShape.ts';
import { parentEntities, parentOf, resolvePath } from './resolvePath.ts';
import type { Session } from './session.ts';
import { malformed, SoqlError, unknownRelationship } from './soqlError.ts';

type JsonRow = Record<string, unknown>;
/** Writes one selected thing of a row into its JSON. */
type Writer = (row: unknown, json: JsonRow) => void;
/** What is selected of one object: columns, and what is selected of its parents by relationship. */
type Selection = { readonly columns: Column[]; readonly parents: Map<Column, string[]> };

/** Dates as the REST API writes them: `2025-01-31T12:00:00.000+0000`. */
function toJson(column: Column, value: unknown): unknown {
  if (column.type !== 'datetime' || typeof value !== 'string') return value;
  return value.replace(/(?:\.(\d{3}))?Z$/, (_all, millis: string | undefined) => `.${millis ?? '000'}+0000`);
}

/** Makes the `attributes` of a row from its id. */
function attributesOf(entity: Entity, session: Session): (id: unknown) => JsonRow {
  const base = `/services/data/v${session.view.org.apiVersion}${session.door === 'tooling' ? '/tooling' : ''}`;
  const url = `${base}/sobjects/${entity.name}/`;
  return (id) => (id === null ? { type: entity.name } : { type: entity.name, url: url + String(id) });
}

function keyColumn(entity: Entity, session: Session): Column | undefined {
  return columnNamed(entity, session, 'Id') ?? columnNamed(entity, session, 'DurableId');
}

function selectionOf(soql: string, entity: Entity, paths: readonly string[], session: Session): Selection {
  const selection: Selection = { columns: [], parents: new Map() };
  for (const path of paths) {
    const { steps, column } = resolvePath(soql, entity, path, session);
    const [step] = steps;
    if (step === undefined) {
      if (selection.columns.includes(column)) {
        throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${column.name}`);
      }
      selection.columns.push(column);
    } else {
      const rest = path.slice(path.indexOf('.') + 1);
      const known = selection.parents.get(step);
      if (known === undefined) selection.parents.set(step, [rest]);
      else known.push(rest);
    }
  }
  return selection;
}

/** Columns of a possible parent among the wanted paths; polymorphic parents lack some of them. */
function knownPaths(soql: string, entity: Entity, paths: readonly string[], session: Session): readonly string[] {
  return paths.filter((path) => {
    try {
      resolvePath(soql, entity, path, session);
      return true;
    } catch {
      return false;
    }
  });
}

function rowWriter(soql: string, entity: Entity, paths: readonly string[], session: Session): Writer {
  const { columns, parents } = selectionOf(soql, entity, paths, session);
  const writers: Writer[] = [...parents].map(([step, wanted]) => {
    const name = step.relationshipName ?? step.name;
    const byEntity = new Map(
      parentEntities(step, session).map((parent) => {
        const isOnly = step.referenceTo.length === 1;
        const known = isOnly ? wanted : knownPaths(soql, parent, wanted, session);
        return [parent.name, rowWriter(soql, parent, known, session)] as const;
      })
    );
    return (row, json) => {
      const parent = parentOf(step, row, session);
      if (parent === undefined) {
        json[name] = null;
        return;
      }
      const inner: JsonRow = {};
      byEntity.get(parent.entity.name)?.(parent.row, inner);
      json[name] = inner;
    };
  });
  const key = keyColumn(entity, session);
  const attributes = attributesOf(entity, session);
  return (row, json) => {
    const id = key?.value(row, session) ?? null;
    json['attributes'] = attributes(id);
    for (const column of columns) {
      json[column.name] = column === key ? id : toJson(column, column.value(row, session));
    }
    for (const write of writers) write(row, json);
  };
}

function expandFields(query: QueryShape, entity: Entity, session: Session): readonly string[] {
  return query.items.flatMap((item: SelectItem) => {
    if (item.kind === 'operand') return item.operand.path ?? [];
    if (item.kind === 'children') return [];
    if (item.group !== 'STANDARD' && (query.limit === undefined || query.limit > 200)) {
      throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
    }
    return entityColumns(entity, session)
      .filter((column) => item.group === 'ALL' || column.custom === (item.group === 'CUSTOM'))
      .map((column) => column.name);
  });
}

/** Answers a sub-select of one parent's children. */
export type ChildQuery = (child: Entity, query: QueryShape, column: string, parentId: unknown) => readonly JsonRow[];

function childWriter(
  query: QueryShape,
  entity: Entity,
  session: Session,
  find: (name: string) => Entity | undefined,
  run: ChildQuery
): Writer {
  const lower = query.from.toLowerCase();
  const relationship = entity.children.find((child) => child.relationshipName.toLowerCase() === lower);
  const child = relationship === undefined ? undefined : find(relationship.entity);
  if (relationship === undefined || child === undefined) throw unknownRelationship(query.soql, query.from, query.from);
  const id = keyColumn(entity, session);
  // Run once without a parent, so that a wrong column is refused even where no parent matches.
  run(child, query, relationship.column, undefined);
  return (row, json) => {
    const records = run(child, query, relationship.column, id?.value(row, session));
    json[relationship.relationshipName] =
      records.length === 0 ? null : { totalSize: records.length, done: true, records };
  };
}

/** Turns chosen rows into the JSON of the REST API. */
export function rowSelector(
  query: QueryShape,
  entity: Entity,
  session: Session,
  children: { find(name: string): Entity | undefined; run: ChildQuery }
): (row: unknown) => JsonRow {
  const paths = expandFields(query, entity, session);
  const write = rowWriter(query.soql, entity, paths, session);
  const childWriters = query.items
    .filter((item) => item.kind === 'children')
    .map((item) => childWriter(item.query, entity, session, (name) => children.find(name), children.run));
  return (row) => {
    const json: JsonRow = {};
    write(row, json);
    for (const writeChildren of childWriters) writeChildren(row, json);
    return json;
  };
}
