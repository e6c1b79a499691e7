import { Refusal } from '../refusal.ts';
import { jsonReply, type Exchange, type Reply, type World } from '../world.ts';

type Part = { readonly method: string; readonly url: string; readonly referenceId?: string };

type AnswerPart = (exchange: Exchange) => Reply | Promise<Reply>;

const maxParts = 25;

function partsOf(exchange: Exchange, key: string): Part[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(exchange.body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'JSON_PARSER_ERROR', 'The request body is not JSON');
  }
  const parts = (parsed as Record<string, unknown>)[key];
  if (!Array.isArray(parts)) throw new Refusal(400, 'MISSING_ARGUMENT', `${key} is missing`);
  if (parts.length > maxParts) {
    throw new Refusal(400, 'LIMIT_EXCEEDED', `The request can't contain more than ${maxParts} operations.`);
  }
  return parts as Part[];
}

async function answerOne(exchange: Exchange, part: Part, path: string, answer: AnswerPart): Promise<Reply> {
  const url = new URL(path, 'http://standin.invalid');
  try {
    return await answer({
      ...exchange,
      method: part.method,
      path: url.pathname,
      query: url.searchParams,
      body: Buffer.alloc(0),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return jsonReply(error.status, [{ message: error.message, errorCode: error.code }]);
  }
}

/** Every part is answered by itself; the whole is HTTP 200 even when parts fail. */
export async function answerComposite(world: World, exchange: Exchange, answer: AnswerPart): Promise<Reply> {
  const parts = partsOf(exchange, 'compositeRequest');
  const queries = parts.filter(({ url }) => /\/query(All)?(\/|\?)/.test(url));
  if (queries.length > 5) {
    throw new Refusal(400, 'LIMIT_EXCEEDED', "The request can't contain more than 5 query operations.");
  }
  const compositeResponse = [];
  for (const part of parts) {
    world.limits.apiCallsUsed += 1;
    const reply = await answerOne(exchange, part, part.url, answer);
    compositeResponse.push({
      body: JSON.parse(reply.body.toString()) as unknown,
      httpHeaders: {},
      httpStatusCode: reply.status,
      referenceId: part.referenceId,
    });
  }
  return jsonReply(200, { compositeResponse });
}

export async function answerBatch(world: World, exchange: Exchange, answer: AnswerPart): Promise<Reply> {
  const results = [];
  for (const part of partsOf(exchange, 'batchRequests')) {
    world.limits.apiCallsUsed += 1;
    const path = `/services/data/${part.url.replace(/^\/?(services\/data\/)?/, '')}`;
    const reply = await answerOne(exchange, part, path, answer);
    results.push({ statusCode: reply.status, result: JSON.parse(reply.body.toString()) as unknown });
  }
  return jsonReply(200, { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
}
