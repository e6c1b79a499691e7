/** A map that counts its changes, for what is derived from it and kept. */
export class CountedMap<Key, Value> extends Map<Key, Value> {
  #changes = 0;

  public constructor(entries: Iterable<readonly [Key, Value]> = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }

  public get changes(): number {
    return this.#changes;
  }

  public override set(key: Key, value: Value): this {
    this.#changes += 1;
    return super.set(key, value);
  }

  public override delete(key: Key): boolean {
    this.#changes += 1;
    return super.delete(key);
  }

  public override clear(): void {
    this.#changes += 1;
    super.clear();
  }
}
