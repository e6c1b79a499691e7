import { createHash } from 'node:crypto';

/** One request as it came; tokens, assertions and codes are never part of it. */
export type LoggedRequest = {
  readonly time: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** What it asked for: `listMetadata`, `query`, `token` … */
  readonly operation: string;
  /** What it was about in short: types listed, the SOQL, the object described. */
  readonly subject: string;
  /** What it said in full where that helps: the manifest of a retrieve by type. */
  readonly detail?: unknown;
  /** First 16 hexadecimal digits of the body's SHA-256, empty for sign-ins and requests without a body. */
  readonly bodyDigest: string;
  readonly userAgent: string;
  /** Whether it brought the token of a session; not which. */
  readonly hasToken: boolean;
};

export class RequestLog {
  #requests: LoggedRequest[] = [];

  public add(request: LoggedRequest): void {
    this.#requests.push(request);
  }

  public all(): readonly LoggedRequest[] {
    return this.#requests;
  }

  /** How many requests of each operation came. */
  public counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.#requests) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  public clear(): void {
    this.#requests = [];
  }
}

export function bodyDigest(body: Buffer): string {
  return body.length === 0 ? '' : createHash('sha256').update(body).digest('hex').slice(0, 16);
}
