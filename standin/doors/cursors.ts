import { Refusal } from '../refusal.ts';

type Row = Record<string, unknown>;

/** A result of which only a first page was given. */
export type Cursor = {
  /** Head of its locators (`01g…`). */
  readonly id: string;
  readonly username: string;
  readonly rows: readonly Row[];
  readonly entity: string;
  readonly size: number;
};

/**
 * As Salesforce has it (SOAP API Developer Guide, "QueryLocator"): when an eleventh is opened, the oldest is released. REST
 * knows no call that closes one, so those that were read to their end count too.
 */
const cursorsOfUser = 10;

/** The cursors of all users, from the oldest to the newest. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  #count = 0;

  public open(cursor: Omit<Cursor, 'id'>): string {
    this.#count += 1;
    const id = `01g5g0000${String(this.#count).padStart(9, '0')}`;
    this.#open.set(id, { ...cursor, id });
    const own = [...this.#open.values()].filter(({ username }) => username === cursor.username);
    for (const { id: oldest } of own.slice(0, -cursorsOfUser)) this.#open.delete(oldest);
    return id;
  }

  public read(locator: string, username: string): Cursor & { readonly offset: number } {
    const [id = '', offset = ''] = locator.split('-');
    const cursor = this.#open.get(id);
    if (cursor?.username !== username || !/^\d+$/.test(offset)) {
      throw new Refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return { ...cursor, offset: Number(offset) };
  }
}
