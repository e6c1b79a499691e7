import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compositionOf } from '../org/composition.ts';
import { componentsOf } from '../org/generateOrg.ts';

/** A generated org as files of the metadata format. */
export type WrittenOrg = {
  readonly folder: string;
  readonly components: number;
  readonly files: number;
  /** How many files a component comes with, by `Type:Name` as a manifest names it. */
  readonly filesOf: ReadonlyMap<string, number>;
};

/** Writes an org of about this many components, children not counted: the same in every run. */
export const writeOrgOfSize = (folder: string, size: number): WrittenOrg => {
  const filesOf = new Map<string, number>();
  let total = 0;
  for (const { entry, rawName, files } of componentsOf(compositionOf(size))) {
    filesOf.set(`${entry.folderOf ?? entry.type}:${rawName}`, files.length);
    total += files.length;
    for (const [path, content] of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  return { folder, components: filesOf.size, files: total, filesOf };
};
