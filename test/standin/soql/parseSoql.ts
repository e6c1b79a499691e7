import {
  parseQuery,
  type FieldType,
  type FunctionExp,
  type OrderByClause,
  type Query,
  type Subquery,
} from '@jetstreamapp/soql-parser-js';
import { parseCondition } from './parseCondition.ts';
import type {
  AggregateFunction,
  Comparison,
  Literal,
  Operand,
  Operator,
  Ordering,
  QueryShape,
  SelectItem,
} from './queryShape.ts';
import { malformed } from './soqlError.ts';

const aggregateFunctions: readonly string[] = ['AVG', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN', 'SUM'];

type PathReader = (path: string) => string;

/** Takes the alias, or the object's own name, off the beginning of a path. */
function pathReader(query: Query | Subquery): PathReader {
  const name = 'relationshipName' in query ? query.relationshipName : query.sObject;
  const prefixes = [query.sObjectAlias, name].filter((prefix) => prefix !== undefined).map((p) => p.toLowerCase());
  return (path) => {
    const dot = path.indexOf('.');
    return dot > 0 && prefixes.includes(path.slice(0, dot).toLowerCase()) ? path.slice(dot + 1) : path;
  };
}

function toOperand(fn: FunctionExp, path: PathReader): Operand {
  const name = (fn.functionName ?? '').toUpperCase();
  const [parameter] = fn.parameters ?? [];
  // Labels are the values here: the stand-in knows no translations of picklists.
  if (name === 'TOLABEL' && typeof parameter === 'string') return { kind: 'path', path: path(parameter) };
  if (!aggregateFunctions.includes(name) || (parameter !== undefined && typeof parameter !== 'string')) {
    throw malformed(`the stand-in org does not know the function ${fn.rawValue ?? name}`);
  }
  if (parameter === undefined && name !== 'COUNT') throw malformed(`unexpected token: ')'`);
  return { kind: 'aggregate', fn: name as AggregateFunction, path: parameter === undefined ? null : path(parameter) };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function toLiteral(raw: string, type: string | undefined, keepEscapes: boolean): Literal {
  switch (type) {
    case 'STRING': {
      const text = raw.slice(1, -1);
      // LIKE needs to tell an escaped wildcard from a plain one, so it undoes escapes itself.
      const value = keepEscapes ? text : text.replace(/\\(.)/gs, (_all, char: string) => escapes[char] ?? char);
      return { kind: 'string', value };
    }
    case 'BOOLEAN':
      return { kind: 'boolean', value: raw.toUpperCase() === 'TRUE' };
    case 'NULL':
      return { kind: 'null' };
    case 'INTEGER':
    case 'DECIMAL':
      return { kind: 'number', value: Number(raw) };
    case 'DATE':
      return { kind: 'date', value: raw };
    case 'DATETIME':
      return { kind: 'datetime', value: raw };
    case 'DATE_LITERAL':
    case 'DATE_N_LITERAL':
      return { kind: 'dateLiteral', value: raw.toUpperCase() };
    default:
      throw malformed(`unexpected token: '${raw}'`);
  }
}

type ParsedComparison = {
  field?: string;
  fn?: FunctionExp;
  operator: Operator | '<>';
  value?: string | string[];
  literalType?: string | string[];
  valueQuery?: Query;
};

function toComparison(parsed: ParsedComparison, path: PathReader, soql: string): Comparison {
  const operator = parsed.operator === '<>' ? '!=' : parsed.operator;
  const operand: Operand =
    parsed.fn === undefined ? { kind: 'path', path: path(parsed.field ?? '') } : toOperand(parsed.fn, path);
  if (parsed.valueQuery !== undefined) {
    return { kind: 'comparison', operand, operator, values: toShape(parsed.valueQuery, soql) };
  }
  const raws = Array.isArray(parsed.value) ? parsed.value : [parsed.value ?? ''];
  const values = raws.map((raw, index) => {
    const type = Array.isArray(parsed.literalType) ? parsed.literalType[index] : parsed.literalType;
    return toLiteral(raw, type, operator === 'LIKE');
  });
  return { kind: 'comparison', operand, operator, values };
}

function toItem(field: FieldType, path: PathReader, soql: string): SelectItem {
  switch (field.type) {
    case 'Field': {
      const raw = 'rawValue' in field ? field.rawValue : field.field;
      return { kind: 'operand', operand: { kind: 'path', path: path(raw) }, alias: field.alias };
    }
    case 'FieldRelationship': {
      const raw = field.rawValue ?? [...field.relationships, field.field].join('.');
      const alias = 'alias' in field ? field.alias : undefined;
      return { kind: 'operand', operand: { kind: 'path', path: path(raw) }, alias };
    }
    case 'FieldFunctionExpression': {
      if (field.functionName.toUpperCase() === 'FIELDS') {
        const group = String(field.parameters[0]).toUpperCase();
        if (group === 'ALL' || group === 'CUSTOM' || group === 'STANDARD') return { kind: 'fields', group };
      }
      return { kind: 'operand', operand: toOperand(field, path), alias: field.alias };
    }
    case 'FieldSubquery':
      return { kind: 'children', query: toShape(field.subquery, soql) };
    case 'FieldTypeof':
      throw malformed('the stand-in org does not know TYPEOF');
  }
}

function toOrdering(clause: OrderByClause, path: PathReader): Ordering {
  const operand: Operand = 'field' in clause ? { kind: 'path', path: path(clause.field) } : toOperand(clause.fn, path);
  return { operand, descending: clause.order === 'DESC', nullsLast: clause.nulls === 'LAST' };
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function toShape(query: Query | Subquery, soql: string): QueryShape {
  const path = pathReader(query);
  const compare = (leaf: unknown): Comparison => toComparison(leaf as ParsedComparison, path, soql);
  return {
    soql,
    from: 'relationshipName' in query ? query.relationshipName : (query.sObject ?? ''),
    items: (query.fields ?? []).map((field) => toItem(field, path, soql)),
    where: query.where === undefined ? undefined : parseCondition(query.where, compare),
    groupBy: listOf(query.groupBy).map((clause) => {
      if ('field' in clause) return path(clause.field);
      throw malformed(`the stand-in org does not group by ${clause.fn.rawValue ?? 'a function'}`);
    }),
    having: query.having === undefined ? undefined : parseCondition(query.having, compare),
    orderBy: listOf(query.orderBy).map((clause) => toOrdering(clause, path)),
    limit: query.limit,
    offset: query.offset,
  };
}

/** Reads a query; MALFORMED_QUERY in the org's words when it is none. */
export function parseSoql(soql: string): QueryShape {
  let parsed: Query;
  try {
    parsed = parseQuery(soql);
  } catch (error) {
    const found = /but found:?\s*(?:-->)?\s*'?(.*?)'?\s*(?:<--)?\s*$/s.exec(
      error instanceof Error ? error.message : ''
    );
    const token = found?.[1] === '' ? '<EOF>' : (found?.[1] ?? soql.trim().split(/\s/)[0] ?? '');
    throw malformed(`unexpected token: '${token}'`);
  }
  return toShape(parsed, soql);
}
