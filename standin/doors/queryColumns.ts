export type QueryColumn = {
  /** True for functions (`expr0`) and for child queries. */
  readonly aggregate: boolean;
  readonly columnName: string;
  readonly displayName: string;
  readonly joinColumns: readonly QueryColumn[];
};

/** The parts of a list that commas outside parentheses separate. */
function splitList(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of list) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts.map((part) => part.trim());
}

/** What stands between a query's SELECT and the FROM of the same depth. */
function selectList(soql: string): string {
  const start = /^\s*select\s/i.exec(soql)?.[0].length ?? 0;
  for (const match of soql.matchAll(/\sfrom\s/gi)) {
    const list = soql.slice(start, match.index);
    if (list.split('(').length === list.split(')').length) return list;
  }
  return soql.slice(start);
}

const column = (columnName: string, joinColumns: readonly QueryColumn[], aggregate: boolean): QueryColumn => ({
  aggregate,
  columnName,
  displayName: columnName,
  joinColumns,
});

const fieldColumn = ([name = '', ...rest]: readonly string[]): QueryColumn =>
  column(name, rest.length === 0 ? [] : [fieldColumn(rest)], false);

/** The columns of a query as `columns=true` describes them: parents nested, child queries with their own columns. */
export function queryColumns(soql: string): QueryColumn[] {
  let functions = 0;
  return splitList(selectList(soql)).map((item) => {
    if (item.startsWith('(')) {
      const child = item.slice(1, -1);
      const name = /^\s+from\s+(\w+)/i.exec(
        child.slice(child.indexOf(selectList(child)) + selectList(child).length)
      )?.[1];
      return column(name ?? '', queryColumns(child), true);
    }
    if (!item.includes('(')) return fieldColumn(item.split('.'));
    functions += 1;
    const alias = /\)\s+(\w+)$/.exec(item)?.[1];
    return column(alias ?? `expr${functions - 1}`, [], true);
  });
}
