import { Refusal } from '../refusal.ts';

type Row = Record<string, unknown>;

/** Results of queries of which only a first page was given, by the locator's head (`01g…`). */
export class Cursors {
  readonly #rows = new Map<string, { rows: readonly Row[]; entity: string; size: number }>();
  #count = 0;

  public open(rows: readonly Row[], entity: string, size: number): string {
    this.#count += 1;
    const id = `01g5g0000${String(this.#count).padStart(9, '0')}`;
    this.#rows.set(id, { rows, entity, size });
    return id;
  }

  public read(locator: string): { id: string; rows: readonly Row[]; entity: string; size: number; offset: number } {
    const [id = '', offset = ''] = locator.split('-');
    const cursor = this.#rows.get(id);
    if (cursor === undefined || !/^\d+$/.test(offset)) {
      throw new Refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return { id, offset: Number(offset), ...cursor };
  }
}
