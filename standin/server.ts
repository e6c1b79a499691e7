import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Control } from './control.ts';
import { realClock, type Served } from './delays/delays.ts';
import { controlCall } from './doors/control.ts';
import { oauthCall } from './doors/oauth.ts';
import { restCall } from './doors/rest.ts';
import { soapCall } from './doors/soap.ts';
import { echoOf } from './echo.ts';
import { effectsOf, type Effect } from './faults.ts';
import { Refusal } from './refusal.ts';
import { bodyDigest } from './requestLog.ts';
import { faultReply } from './soap/envelope.ts';
import { jsonReply, type Call, type Door, type Exchange, type Reply, type World } from './world.ts';

const maxBody = 60 * 1024 * 1024;
const maxSubject = 2000;

const pause = realClock.sleep;

async function readExchange(request: IncomingMessage): Promise<Exchange> {
  const body = await buffer(request);
  if (body.length > maxBody) throw new Refusal(413, 'REQUEST_TOO_LARGE', 'Maximum size of request reached');
  // Clients keep a trailing slash of the instance URL, so that paths arrive as //services/…
  const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), 'http://standin.invalid');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])
  );
  return { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, body };
}

function refusalReply(door: Door, { status, code, message }: { status: number; code: string; message: string }): Reply {
  if (code === 'Bad_OAuth_Token') return { status, contentType: 'text/html;charset=UTF-8', body: message };
  if (door === 'oauth') return jsonReply(status, { error: code, error_description: message });
  if (door === 'soap') return faultReply(code, message);
  return jsonReply(status, [{ message, errorCode: code }]);
}

const unknownCall = (exchange: Exchange): Call => ({
  door: 'rest',
  operation: 'unknown',
  subject: exchange.path,
  answer: () => {
    throw new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  },
});

/** Calls that an org counts against its daily limit. */
const isCounted = ({ door, operation }: Call): boolean =>
  door === 'soap' || (door === 'rest' && operation !== 'versions');

function spendApiCall(world: World, call: Call): void {
  if (!isCounted(call)) return;
  if (world.limits.apiCallsUsed >= world.limits.apiCallsMax) {
    throw new Refusal(call.door === 'soap' ? 500 : 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
  world.limits.apiCallsUsed += 1;
}

async function answer(world: World, exchange: Exchange, call: Call, effects: readonly Effect[]): Promise<Reply> {
  const instead = effectsOf(effects, 'answer')[0];
  if (instead !== undefined) return instead;
  try {
    const echo = effectsOf(effects, 'echo')[0];
    const failure =
      effectsOf(effects, 'fail')[0] ?? (echo && { ...echo, message: `Refused: ${echoOf(exchange, echo.form)}.` });
    if (failure !== undefined) {
      throw new Refusal(failure.status ?? (call.door === 'soap' ? 500 : 400), failure.code, failure.message);
    }
    spendApiCall(world, call);
    return await call.answer(effects);
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(call.door, error);
    const message = `An unexpected error occurred. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    return refusalReply(call.door, { status: 500, code: 'UNKNOWN_EXCEPTION', message });
  }
}

async function send(
  response: ServerResponse,
  reply: Reply,
  headers: Record<string, string>,
  effects: readonly Effect[],
  served?: Served
): Promise<void> {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    'content-type': reply.contentType,
    'content-length': body.length,
    ...headers,
    ...reply.headers,
  });
  const cut = effectsOf(effects, 'cut')[0];
  if (cut !== undefined) {
    response.write(body.subarray(0, Math.floor(body.length * cut.keep)), () => response.destroy());
    return;
  }
  const hang = effectsOf(effects, 'hang')[0];
  if (hang !== undefined) {
    response.write(body.subarray(0, Math.floor(body.length * (hang.keep ?? 0))));
    return;
  }
  const slow = effectsOf(effects, 'slow')[0];
  if (slow !== undefined) {
    const size = Math.max(1, Math.ceil(body.length / 10));
    for (let at = 0; at < body.length && !response.destroyed; at += size) {
      response.write(body.subarray(at, at + size));
      await pause(slow.ms / 10);
    }
    response.end();
    return;
  }
  if (served !== undefined) {
    for await (const piece of served.pieces(body)) {
      if (response.destroyed) return;
      response.write(piece);
    }
  }
  response.end(served === undefined ? body : undefined);
}

/** Answers a call with what was planned for it, in the time that the org takes for it. */
async function meet(
  world: World,
  { exchange, call, effects }: { exchange: Exchange; call: Call; effects: readonly Effect[] },
  response: ServerResponse,
  served: Served | undefined
): Promise<void> {
  for (const { ms } of effectsOf(effects, 'delay')) await pause(ms);
  if (effectsOf(effects, 'drop').length > 0) {
    response.destroy();
    return;
  }
  const hang = effectsOf(effects, 'hang')[0];
  if (hang !== undefined && hang.keep === undefined) return;
  if (effectsOf(effects, 'endSessions').length > 0) world.sessions.revokeSessions();
  const reply = await answer(world, exchange, call, effects);
  await served?.answered(reply);
  const usage = `api-usage=${world.limits.apiCallsUsed}/${world.limits.apiCallsMax}`;
  await send(response, reply, call.door === 'rest' ? { 'sforce-limit-info': usage } : {}, effects, served);
}

async function handle(
  world: World,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const exchange = await readExchange(request);
  const commanded = controlCall(world, control, exchange);
  if (commanded !== undefined) {
    await send(response, await answer(world, exchange, commanded, []), {}, []);
    return;
  }
  const call =
    oauthCall(world, exchange) ?? soapCall(world, exchange) ?? restCall(world, exchange) ?? unknownCall(exchange);
  const effects = world.faults.take(call.operation, call.subject);
  world.log.add({
    time: new Date().toISOString(),
    method: exchange.method,
    path: exchange.path,
    operation: call.operation,
    subject: call.subject.slice(0, maxSubject),
    ...(call.detail === undefined ? {} : { detail: call.detail }),
    bodyDigest: call.door === 'oauth' ? '' : bodyDigest(exchange.body),
    userAgent: exchange.headers['user-agent'] ?? '',
    hasToken: exchange.headers['authorization'] !== undefined || call.door === 'soap',
  });
  const served = await world.delays?.serve(call);
  try {
    await meet(world, { exchange, call, effects }, response, served);
  } finally {
    served?.leave();
  }
}

/** The HTTP server of a world, not yet listening. */
export function standinServer(world: World, control: Control): Server {
  const server = createServer((request, response) => {
    handle(world, control, request, response).catch(() => response.destroy());
  });
  // Longer than clients keep idle connections, so that none is closed under a request.
  server.keepAliveTimeout = 65_000;
  return server;
}
