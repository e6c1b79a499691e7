import type { Effect } from '../faults.ts';
import type { StandinUser } from '../orgState.ts';
import { Refusal } from '../refusal.ts';
import { describeMetadata } from '../soap/describeMetadata.ts';
import { element, readEnvelope, soapReply } from '../soap/envelope.ts';
import { listMetadata, listQueries } from '../soap/listMetadata.ts';
import { readRetrieveRequest, type RetrieveRequest } from '../soap/manifest.ts';
import { readMetadata } from '../soap/readMetadata.ts';
import { userPermissions } from '../soql/userPermissions.ts';
import { visibilityFor, type Visibility } from '../visibleComponents.ts';
import { firstVersion, userOfSession, type Call, type Exchange, type World } from '../world.ts';
import { textOf, type XmlElement } from '../xml/parseXml.ts';

type Operation = {
  readonly subject: string;
  readonly detail?: unknown;
  readonly results: (effects: readonly Effect[], visible: Visibility) => string | Promise<string>;
};

/** Everything a retrieve asks for, one `Type:member` a line, for faults to match. */
const membersOf = ({ types }: RetrieveRequest): string =>
  types.flatMap(({ name, members }) => members.map((member) => `${name}:${member}`)).join('\n');

function retrieve(world: World, call: XmlElement, version: string): Operation {
  const request = readRetrieveRequest(call, version);
  return {
    subject: membersOf(request),
    detail: Object.fromEntries(request.types.map(({ name, members }) => [name, members])),
    results: (effects, visible) => {
      const jobEffects = [...effects, ...world.faults.take('retrieveJob', membersOf(request))];
      const id = world.retrieves.start(world, { request, visible }, jobEffects);
      return `<result>${element('done', false)}${element('id', id)}${element('state', 'Queued')}</result>`;
    },
  };
}

function operationOf(world: World, call: XmlElement, version: string): Operation | undefined {
  switch (call.name) {
    case 'describeMetadata':
      return { subject: textOf(call, 'asOfVersion') ?? '', results: () => describeMetadata(world) };
    case 'listMetadata': {
      const queries = listQueries(call);
      return {
        subject: queries.map(({ type, folder }) => (folder === undefined ? type : `${type}/${folder}`)).join(', '),
        detail: queries,
        results: (effects, visible) => listMetadata(world, { call, visible }, effects),
      };
    }
    case 'readMetadata':
      return {
        subject: textOf(call, 'type') ?? '',
        results: (_effects, visible) => readMetadata(world, call, visible),
      };
    case 'retrieve':
      return retrieve(world, call, version);
    case 'checkRetrieveStatus': {
      const id = textOf(call, 'asyncProcessId') ?? textOf(call, 'id') ?? '';
      const includeZip = textOf(call, 'includeZip') !== 'false';
      const subject = `${id} ${includeZip ? 'with' : 'without'} zip`;
      return { subject, detail: { includeZip }, results: () => world.retrieves.check(id, includeZip) };
    }
    default:
      return undefined;
  }
}

/** The caller, if he may use the Metadata API at all. */
function authorize(world: World, sessionId: string | undefined): StandinUser {
  let user: StandinUser;
  try {
    user = userOfSession(world, sessionId);
  } catch {
    throw new Refusal(500, 'INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  }
  const permissions = userPermissions(world.org, user);
  if (!permissions.has('ApiEnabled')) {
    throw new Refusal(500, 'API_CURRENTLY_DISABLED', 'API is disabled for this User');
  }
  if (!permissions.has('ModifyMetadata') && !permissions.has('ModifyAllData')) {
    throw new Refusal(
      500,
      'INSUFFICIENT_ACCESS',
      'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions'
    );
  }
  return user;
}

export function soapCall(world: World, exchange: Exchange): Call | undefined {
  const version = /^\/services\/Soap\/m\/(\d+)(?:\.0)?(?:\/\w+)?$/.exec(exchange.path)?.[1];
  if (version === undefined) return undefined;
  const request = readEnvelope(exchange.body);
  const operation = request === undefined ? undefined : operationOf(world, request.call, `${version}.0`);
  const name = request?.call.name ?? 'unknown';
  return {
    door: 'soap',
    operation: operation === undefined ? 'unknown' : name,
    subject: operation?.subject ?? name,
    detail: operation?.detail,
    answer: async (effects) => {
      if (request === undefined) throw new Refusal(500, 'MALFORMED_QUERY', 'The request is no SOAP envelope');
      if (Number(version) < firstVersion || Number(version) > Number(world.org.apiVersion)) {
        throw new Refusal(500, 'UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
      }
      const user = authorize(world, request.sessionId);
      if (operation === undefined)
        throw new Refusal(500, 'INVALID_OPERATION', `No operation available for request ${name}`);
      return soapReply(name, await operation.results(effects, visibilityFor(world.org, user)));
    },
  };
}
