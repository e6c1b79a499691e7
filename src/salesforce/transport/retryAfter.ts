/** Headers of an answer, by their names in lower case. */
export type HttpHeaders = { readonly [name: string]: string | string[] | undefined };

/** Statuses with which a server may ask to come back later: 429 and 503 by RFC 9110 and RFC 6585, 420 of Salesforce's edge. */
const ASKING = new Set([420, 429, 503]);

/**
 * How long a server asks to wait: `Retry-After` in seconds, or a date, which is compared with the server's own `Date`
 * because this machine's clock may be wrong. Undefined where it does not ask, or cannot be understood.
 */
export const retryAfterMs = (status: number, headers: HttpHeaders = {}): number | undefined => {
  const asked = String(headers['retry-after'] ?? '').trim();
  if (!ASKING.has(status) || asked === '') return undefined;
  if (/^\d+$/.test(asked)) return Number(asked) * 1000;
  const ms = Date.parse(asked) - Date.parse(String(headers['date']));
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};
