/** Raw names by type, as the org lists them. */
export type Manifest = ReadonlyMap<string, readonly string[]>;
