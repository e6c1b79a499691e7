/** What a client can be made to meet. Effects on the transport work on every operation, the others on those named. */
export type Effect =
  /** Refused in the door's own shape; HTTP 500 from SOAP and 400 elsewhere unless said otherwise. */
  | { readonly kind: 'fail'; readonly status?: number; readonly code: string; readonly message: string }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is closed without an answer. */
  | { readonly kind: 'drop' }
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
  /** listMetadata: a row has neither type nor file name, as some orgs' rows have. */
  | { readonly kind: 'nullType'; readonly fullName?: string }
  /** listMetadata: names with parts lack their component's own namespace, as those of some types always do. */
  | { readonly kind: 'bareNames' }
  /** retrieve: the zip ends after this share of its bytes. */
  | { readonly kind: 'truncateZip'; readonly keep: number }
  /** retrieve: the zip is no zip. */
  | { readonly kind: 'garbageZip' }
  /** retrieve: a component (`Type:FullName`) does not come, though it is listed; a message says why. */
  | { readonly kind: 'leaveOut'; readonly member: string; readonly problem?: string }
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
