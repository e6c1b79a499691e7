import { columnsOf } from '../columns.ts';
import type { Column } from '../entity.ts';
import type { OrgView } from '../orgView.ts';
import { permissionNames } from '../permissionNames.ts';

/** One column `Permissions<Name>` for each permission that the org has. */
export function permissionColumns<S>(view: OrgView, has: (row: S, permission: string) => boolean): readonly Column[] {
  const c = columnsOf<S>();
  return view
    .get(permissionNames)
    .map((name) =>
      c.flag(`Permissions${name}`, (row) => has(row, name), { label: name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') })
    );
}
