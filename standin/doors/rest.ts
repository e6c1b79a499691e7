import type { Effect } from '../faults.ts';
import type { StandinUser } from '../orgState.ts';
import { Refusal } from '../refusal.ts';
import { describeGlobal, describeSObject } from '../soql/describe.ts';
import { runQuery } from '../soql/runQuery.ts';
import { userPermissions } from '../soql/userPermissions.ts';
import {
  bearerToken,
  firstVersion,
  jsonReply,
  userOfSession,
  type Call,
  type Exchange,
  type Reply,
  type World,
} from '../world.ts';
import { answerBatch, answerComposite } from './composite.ts';
import { answerQuery, answerQueryMore, type SoqlDoor } from './query.ts';

type Request = {
  readonly world: World;
  readonly exchange: Exchange;
  readonly user: StandinUser;
  readonly door: SoqlDoor;
  /** Path below the version and the tooling prefix, in segments. */
  readonly rest: readonly string[];
  readonly effects: readonly Effect[];
};

type Route = {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (request: Request) => Reply | Promise<Reply>;
};

const notFound = (): Refusal => new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');

const lastVersion = (world: World): number => Number(world.org.apiVersion);

function versions(world: World): Reply {
  const all = [];
  for (let version = firstVersion; version <= lastVersion(world); version += 1) {
    const season = ["Winter '", "Spring '", "Summer '"][(version + 2) % 3] ?? '';
    const year = 18 + Math.floor((version - 41 + 2) / 3);
    all.push({ label: `${season}${year}`, url: `/services/data/v${version}.0`, version: `${version}.0` });
  }
  return jsonReply(200, all);
}

function resources({ exchange }: Request): Reply {
  const base = exchange.path.replace(/\/$/, '');
  const names = ['composite', 'limits', 'metadata', 'query', 'queryAll', 'sobjects', 'tooling'];
  return jsonReply(200, Object.fromEntries(names.map((name) => [name, `${base}/${name}`])));
}

function describe({ world, user, door, rest }: Request): Reply {
  const description = describeSObject(rest[1] ?? '', door, world.org, user);
  if (description === undefined) throw notFound();
  return jsonReply(200, description);
}

function objectInfo(request: Request): Reply {
  const description = describeSObject(request.rest[1] ?? '', request.door, request.world.org, request.user);
  if (description === undefined) throw notFound();
  return jsonReply(200, { objectDescribe: description, recentItems: [] });
}

/** One record with every field that the user may see. */
function record({ world, user, door, rest }: Request): Reply {
  const [, name = '', id = ''] = rest;
  const description = describeSObject(name, door, world.org, user) as { fields?: Array<{ name: string }> } | undefined;
  if (description === undefined || !/^[A-Za-z0-9]{15,18}$/.test(id)) throw notFound();
  const fields = description.fields?.map((field) => field.name) ?? ['Id'];
  const result = runQuery(`SELECT ${fields.join(', ')} FROM ${name} WHERE Id = '${id}'`, door, world.org, user);
  if (!result.ok) throw new Refusal(result.status, result.errorCode, result.message);
  const row = result.rows[0];
  if (row === undefined) {
    throw new Refusal(404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + id);
  }
  return jsonReply(200, row);
}

function requireViewSetup({ world, user }: Request): void {
  if (!userPermissions(world.org, user).has('ViewSetup')) {
    throw new Refusal(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id');
  }
}

function limits(request: Request): Reply {
  requireViewSetup(request);
  const { apiCallsMax, apiCallsUsed } = request.world.limits;
  const bulk = { Max: 10_000, Remaining: 10_000 };
  return jsonReply(200, {
    DailyApiRequests: { Max: apiCallsMax, Remaining: Math.max(0, apiCallsMax - apiCallsUsed) },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
    DailyBulkV2QueryJobs: bulk,
  });
}

/** Counts of records; the stand-in has no records of its own but users. */
function recordCount(request: Request): Reply {
  requireViewSetup(request);
  const { world, exchange } = request;
  const names = (exchange.query.get('sObjects') ?? 'User').split(',');
  const known = names.filter((name) => world.org.components.has(`CustomObject:${name}`) || name === 'User');
  return jsonReply(200, {
    sObjects: known.map((name) => ({ count: name === 'User' ? world.org.users.length : 0, name })),
  });
}

const routes: readonly Route[] = [
  { operation: 'resources', method: 'GET', path: /^$/, answer: resources },
  {
    operation: 'describeGlobal',
    method: 'GET',
    path: /^sobjects$/,
    answer: ({ world, door, user }) => jsonReply(200, describeGlobal(door, world.org, user)),
  },
  { operation: 'describe', method: 'GET', path: /^sobjects\/\w+\/describe$/, answer: describe },
  { operation: 'objectInfo', method: 'GET', path: /^sobjects\/\w+$/, answer: objectInfo },
  { operation: 'record', method: 'GET', path: /^sobjects\/\w+\/\w+$/, answer: record },
  {
    operation: 'query',
    method: 'GET',
    path: /^query(All)?$/,
    answer: answerQuery,
  },
  {
    operation: 'queryMore',
    method: 'GET',
    path: /^query(All)?\/[\w-]+$/,
    answer: answerQueryMore,
  },
  { operation: 'limits', method: 'GET', path: /^limits$/, answer: limits },
  { operation: 'recordCount', method: 'GET', path: /^limits\/recordCount$/, answer: recordCount },
  {
    operation: 'composite',
    method: 'POST',
    path: /^composite$/,
    answer: ({ world, exchange }) => answerComposite(world, exchange, (part) => answerPart(world, part)),
  },
  {
    operation: 'compositeBatch',
    method: 'POST',
    path: /^composite\/batch$/,
    answer: ({ world, exchange }) => answerBatch(world, exchange, (part) => answerPart(world, part)),
  },
];

function authorize(world: World, exchange: Exchange): StandinUser {
  const user = userOfSession(world, bearerToken(exchange));
  if (!userPermissions(world.org, user).has('ApiEnabled')) {
    throw new Refusal(403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User');
  }
  return user;
}

const toolingName = (operation: string): string => `tooling${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;

/** `query` of the data API is counted apart from `toolingQuery`, and so are the others. */
export function restCall(world: World, exchange: Exchange): Call | undefined {
  if (!exchange.path.startsWith('/services/data')) return undefined;
  if (/^\/services\/data\/?$/.test(exchange.path)) {
    return { door: 'rest', operation: 'versions', subject: '', answer: () => versions(world) };
  }
  const [, version, tooling, path = ''] =
    /^\/services\/data\/v(\d+)\.0(\/tooling(?=\/|$))?\/?(.*?)\/?$/.exec(exchange.path) ?? [];
  const door = tooling === undefined ? 'data' : 'tooling';
  const served = version !== undefined && Number(version) >= firstVersion && Number(version) <= lastVersion(world);
  const route = served
    ? routes.find((candidate) => candidate.path.test(path) && candidate.method === exchange.method)
    : undefined;
  const operation = route?.operation ?? 'unknown';
  return {
    door: 'rest',
    operation: door === 'tooling' && route !== undefined ? toolingName(operation) : operation,
    subject: exchange.query.get('q') ?? exchange.query.get('sObjects') ?? path,
    answer: (effects) => {
      const user = authorize(world, exchange);
      if (route === undefined) throw notFound();
      return route.answer({ world, exchange, user, door, rest: path.split('/'), effects });
    },
  };
}

function answerPart(world: World, exchange: Exchange): Reply | Promise<Reply> {
  const call = restCall(world, exchange);
  if (call === undefined) throw notFound();
  return call.answer([]);
}
