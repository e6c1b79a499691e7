import { effectsOf, type Effect } from '../faults.ts';
import type { StandinUser } from '../orgState.ts';
import { Refusal } from '../refusal.ts';
import { runQuery } from '../soql/runQuery.ts';
import { spoilRows } from '../spoilRows.ts';
import { bearerToken, jsonReply, type Exchange, type Reply, type World } from '../world.ts';
import type { Cursor } from './cursors.ts';
import { queryColumns } from './queryColumns.ts';

export type SoqlDoor = 'data' | 'tooling';

type Row = Record<string, unknown>;

const withAttributes = (row: Row, entity: string, path: string): Row =>
  'attributes' in row
    ? row
    : { attributes: { type: entity, url: `${path}/sobjects/${entity}/${String(row['Id'] ?? '')}` }, ...row };

/** `Sforce-Query-Options: batchSize=200` asks for smaller pages, down to 200 rows. */
function pageSize(world: World, exchange: Exchange): number {
  const asked = Number(/batchSize=(\d+)/.exec(exchange.headers['sforce-query-options'] ?? '')?.[1] ?? Number.NaN);
  return Number.isNaN(asked) ? world.limits.queryRows : Math.min(world.limits.queryRows, Math.max(200, asked));
}

type Page = Omit<Cursor, 'id'> & { readonly id: string | undefined; readonly offset: number };

/** A question, and what is to go wrong with its answer. */
export type Asked = {
  readonly world: World;
  readonly exchange: Exchange;
  readonly door: SoqlDoor;
  readonly user: StandinUser;
  readonly effects: readonly Effect[];
};

function pageReply({ world, exchange, door, effects }: Asked, page: Page): Reply {
  const end = page.offset + pageSize(world, exchange);
  const rest = page.rows.length > end;
  const { username, rows, entity, size } = page;
  const id = page.id ?? (rest ? world.cursors.open({ username, rows, entity, size }) : undefined);
  const base = exchange.path.replace(/\/query.*$/, '');
  const whole = page.rows.slice(page.offset, end);
  const records = spoilRows(whole, effects);
  const isHidden = effectsOf(effects, 'missingRows').some(({ totalSize }) => totalSize === 'leaves them out');
  const hidden = isHidden ? Math.max(0, whole.length - records.length) : 0;
  return jsonReply(200, {
    ...(door === 'tooling' ? { size: page.rows.length, entityTypeName: page.entity, queryLocator: null } : {}),
    totalSize: page.size - hidden,
    done: !rest,
    ...(rest ? { nextRecordsUrl: `${base}/query/${id}-${end}` } : {}),
    records: records.map((row) => withAttributes(row, page.entity, base)),
  });
}

function columnsReply(soql: string, entity: string): Reply {
  return jsonReply(200, {
    columnMetadata: queryColumns(soql),
    entityName: entity,
    groupBy: false,
    idSelected: true,
    keyPrefix: '',
  });
}

export function answerQuery(asked: Asked): Reply {
  const { world, exchange, door, user } = asked;
  const soql = exchange.query.get('q');
  if (soql === null) throw new Refusal(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  const asking = bearerToken(exchange);
  const logins = [...world.sessions.live()].map(([token, { username, created }]) => ({
    username,
    created,
    isCurrent: token === asking,
  }));
  const result = runQuery(soql, door, world.org, user, { logins });
  if (!result.ok) throw new Refusal(result.status, result.errorCode, result.message);
  if (exchange.query.get('columns') === 'true') return columnsReply(soql, result.entity);
  const { rows, entity, count } = result;
  const { username } = user;
  return pageReply(asked, { id: undefined, username, rows, entity, size: count ?? rows.length, offset: 0 });
}

export function answerQueryMore(asked: Asked): Reply {
  const { world, exchange, user } = asked;
  const locator = exchange.path.slice(exchange.path.lastIndexOf('/') + 1);
  return pageReply(asked, world.cursors.read(locator, user.username));
}
