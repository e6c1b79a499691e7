import { setTimeout as wait } from 'node:timers/promises';
import type { Call, Reply } from '../world.ts';
import { jitterOf, usualDelays, type DelayOptions, type DelayProfile } from './profile.ts';

/** What tells the time and lets it pass, in milliseconds. */
export type Clock = { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> };

/** Its waits do not keep the process alive: whoever stops the stand-in need not wait for them. */
export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => wait(ms, undefined, { ref: false }),
};

/** Bodies come in pieces of this many milliseconds. */
const pieceMs = 50;

/** A call that is being served. */
export type Served = {
  /** Waits for what is left of the call's time when it has been answered. */
  readonly answered: (reply: Reply) => Promise<void>;
  /** The body in pieces, each after the time that it takes. */
  readonly pieces: (body: Buffer) => AsyncGenerator<Buffer>;
  /** Lets the next one in. */
  readonly leave: () => void;
};

function rowsIn({ body }: Reply): number {
  let rows = 0;
  for (let at = body.indexOf('<result>'); at >= 0; at = body.indexOf('<result>', at + 1)) rows += 1;
  return rows;
}

/** How long a call takes that answers no rows. */
function fixedMs(profile: DelayProfile, { door, operation, detail }: Call): number {
  if (door !== 'soap') return profile.restMs + (operation.startsWith('tooling') ? profile.toolingMs : 0);
  if (operation === 'describeMetadata') return profile.soapMs + profile.describeMetadataMs;
  const queries = operation === 'listMetadata' && Array.isArray(detail) ? detail.length : 0;
  return profile.soapMs + queries * profile.listQueryMs;
}

/** Lets calls take the time that a profile gives them, and so many at once. */
export class Delays {
  readonly profile: DelayProfile;
  readonly clock: Clock;
  readonly #jitter: () => number;
  readonly #waiting: Array<() => void> = [];
  #served = 0;

  public constructor(options: DelayOptions, clock: Clock) {
    this.profile = { ...usualDelays, ...options };
    this.clock = clock;
    this.#jitter = jitterOf(this.profile, 1);
  }

  /**
   * Waits for the call's turn and for its way to the org, half of what a call takes that does nothing. What happens
   * between that and `answered` counts as part of its time.
   */
  public async serve(call: Call): Promise<Served> {
    if (this.#served >= this.profile.callsAtOnce) {
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    } else this.#served += 1;
    const factor = this.#jitter();
    const { restMs, soapMs, listRowMs, bodyBytesPerMs } = this.profile;
    const { now, sleep } = this.clock;
    const begin = now();
    await sleep((factor * (call.door === 'soap' ? soapMs : restMs)) / 2);
    return {
      answered: async (reply) => {
        const rowsMs = call.operation === 'listMetadata' ? rowsIn(reply) * listRowMs : 0;
        const left = begin + factor * (fixedMs(this.profile, call) + rowsMs) - now();
        if (left > 0) await sleep(left);
      },
      async *pieces(body) {
        const rate = bodyBytesPerMs / factor;
        const size = Math.ceil(rate * pieceMs);
        for (let at = 0; at < body.length; at += size) {
          const piece = body.subarray(at, at + size);
          await sleep(piece.length / rate);
          yield piece;
        }
      },
      leave: () => {
        const next = this.#waiting.shift();
        if (next === undefined) this.#served -= 1;
        else next();
      },
    };
  }
}
