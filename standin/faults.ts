import type { EchoForm } from './echo.ts';

/** Which rows an effect is about: the one of this name, or each n-th; the first when neither is said. */
export type ChosenRows = { readonly fullName?: string; readonly every?: number };

/** What a client can be made to meet. Effects on the transport work on every operation, the others on those named. */
export type Effect =
  /** Refused in the door's own shape; HTTP 500 from SOAP and 400 elsewhere unless said otherwise. */
  | { readonly kind: 'fail'; readonly status?: number; readonly code: string; readonly message: string }
  /** Refused in the same way, with the token of the request in its words, written in this form. */
  | { readonly kind: 'echo'; readonly status?: number; readonly code: string; readonly form: EchoForm }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is closed without an answer. */
  | { readonly kind: 'drop' }
  /** The connection stays open and no answer comes, or only this share of its body (0 to 1), until either side ends it. */
  | { readonly kind: 'hang'; readonly keep?: number }
  /** The sessions that are alive when the call comes are dead, for this call and all later ones. */
  | { readonly kind: 'endSessions' }
  /** The body ends after this share (0 to 1) of its bytes and the connection is closed. */
  | { readonly kind: 'cut'; readonly keep: number }
  /** The body arrives in ten pieces spread over this time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Something else altogether: the maintenance page of a proxy, JSON that is none. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
      readonly headers?: { readonly [name: string]: string };
    }
  /** listMetadata: a row (the first without a name) stands twice. */
  | { readonly kind: 'listTwice'; readonly fullName?: string }
  /** listMetadata, queries and their further pages: these rows stand twice; `totalSize` counts them once. */
  | ({ readonly kind: 'doubleRows' } & ChosenRows)
  /** listMetadata: these rows do not come, though their components exist. */
  | ({ readonly kind: 'missingRow' } & ChosenRows)
  /** Queries and their further pages: each n-th row (the first when not said) does not come; `totalSize` tells or does not. */
  | { readonly kind: 'missingRows'; readonly every?: number; readonly totalSize: 'counts them' | 'leaves them out' }
  /** listMetadata: a row has neither type nor file name, as some orgs' rows have. */
  | { readonly kind: 'nullType'; readonly fullName?: string }
  /** listMetadata: names with parts lack their component's own namespace, as those of some types always do. */
  | { readonly kind: 'bareNames' }
  /** retrieve: the zip ends after this share of its bytes. */
  | { readonly kind: 'truncateZip'; readonly keep: number }
  /** retrieve: the zip is no zip. */
  | { readonly kind: 'garbageZip' }
  /** retrieve: a valid zip with the manifest alone, or with no entry at all. */
  | { readonly kind: 'emptyZip'; readonly bare?: boolean }
  /** retrieve: with a profile of delays the job is worked on so many times as long. */
  | { readonly kind: 'slowJob'; readonly factor: number }
  /** retrieve: the job stays in this state (`InProgress`) until it is healed. */
  | { readonly kind: 'stuckJob'; readonly state?: 'Pending' | 'InProgress' }
  /**
   * retrieve: components do not come, though they are listed. `*` in `member` (`Type:FullName`) stands for any text, and
   * of what it fits each n-th alone is left out with `every`. A message says why, unless it happens silently.
   */
  | {
      readonly kind: 'leaveOut';
      readonly member: string | readonly string[];
      readonly every?: number;
      readonly silent?: boolean;
      readonly problem?: string;
    }
  /** retrieve: files are not in the zip, though its list has them: those whose path contains this text, or each n-th. */
  | { readonly kind: 'missingFiles'; readonly path?: string; readonly every?: number }
  /** retrieve: an entry more, under any path (`../../evil`), or another content for a path that is there. */
  | { readonly kind: 'zipEntry'; readonly path: string; readonly content: Buffer };

export type Fault = {
  readonly operation: string;
  /** Only calls whose subject contains this text: a metadata type, an object, a part of the SOQL. */
  readonly match?: string;
  /** How often it happens; without a number until it is cleared. */
  readonly times?: number;
  readonly effect: Effect;
};

/** The one list of what is to go wrong. */
export class Faults {
  #planned: Array<{ fault: Fault; left: number }> = [];

  public add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** Takes back what is planned: everything, all of an operation, or its effects of one kind. */
  public clear(operation?: string, kind?: Effect['kind']): void {
    this.#planned = this.#planned.filter(
      ({ fault }) =>
        (operation !== undefined && fault.operation !== operation) || (kind !== undefined && fault.effect.kind !== kind)
    );
  }

  /** The effects that this call meets; each is counted as having happened. */
  public take(operation: string, subject: string): Effect[] {
    const met = this.#planned.filter(
      ({ fault, left }) =>
        left > 0 &&
        (fault.operation === operation || fault.operation === '*') &&
        (fault.match === undefined || subject.includes(fault.match))
    );
    for (const entry of met) entry.left -= 1;
    this.#planned = this.#planned.filter(({ left }) => left > 0);
    return met.map(({ fault }) => fault.effect);
  }
}

export function effectsOf<K extends Effect['kind']>(
  effects: readonly Effect[],
  kind: K
): Array<Extract<Effect, { kind: K }>> {
  return effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
}
