import { policyMessage } from '../messages.ts';
import { MAX_POLICY_BYTES } from './policyFile.ts';
import type { PolicyStatement } from './policyForm.ts';

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;

/** A reading is used again for decisions that follow each other at once, and never after a wait; a failed one too. */
const RECENT_MS = 2_000;

type Reading = { readonly at: number; readonly statement: PolicyStatement };

/** By who fetches: each command has its own. */
const readings = new WeakMap<Fetch, Map<string, Reading>>();

/**
 * The statement at an `https` URL. Never throws. A reading of the same `fetch` counts for two seconds: a policy that was read
 * from when it was asked for, a problem, which is the stricter answer and may have taken long, from when it was known.
 */
export const fetchPolicy = async (url: URL, fetch: Fetch, now: () => number = Date.now): Promise<PolicyStatement> => {
  const known = readings.get(fetch) ?? new Map<string, Reading>();
  readings.set(fetch, known);
  const recent = known.get(url.href);
  const age = recent === undefined ? Infinity : now() - recent.at;
  if (recent !== undefined && age >= 0 && age < RECENT_MS) return recent.statement;
  const at = now();
  const statement = await fetchNow(url, fetch);
  known.set(url.href, { at: statement.problem === undefined ? at : now(), statement });
  return statement;
};

const fetchNow = async (url: URL, fetch: Fetch): Promise<PolicyStatement> => {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await follow(url, fetch, signal);
    if (typeof response === 'string') return { problem: response };
    const text = await readBounded(response);
    if (text === undefined) return { problem: policyMessage('tooLarge') };
    const { parsePolicyFile } = await import('./policyForm.ts');
    return parsePolicyFile(text, { isFetched: true });
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { problem: policyMessage(timedOut ? 'timeout' : 'unreachable', [String(TIMEOUT_MS / 1000)]) };
  }
};

/** The answer, or why there is none. Redirects are followed by hand: one to another origin could be anybody's *off*. */
const follow = async (url: URL, fetch: Fetch, signal: AbortSignal): Promise<Response | string> => {
  const headers = authorization(url);
  let target = new URL(url);
  target.username = '';
  target.password = '';
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(target, { headers, redirect: 'manual', signal, cache: 'no-store' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) {
      return response.ok ? response : policyMessage('httpStatus', [String(response.status)]);
    }
    await response.body?.cancel();
    if (!URL.canParse(location, target.href)) return policyMessage('redirected');
    const next = new URL(location, target);
    if (next.origin !== target.origin) return policyMessage('redirected');
    target = next;
  }
  return policyMessage('redirected');
};

/** `fetch` refuses URLs that hold a user and a password; they belong into a header. */
const authorization = (url: URL): Record<string, string> => {
  if (url.username === '' && url.password === '') return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
};

const readBounded = async (response: Response): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_POLICY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
