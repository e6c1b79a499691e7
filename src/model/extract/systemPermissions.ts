import { booleanOf, childrenOf, textOf } from '../xmlElement.ts';
import type { AttributeReader } from './readAttributes.ts';

/** API names of the enabled system permissions of a profile or permission set, sorted. */
export const systemPermissions: AttributeReader = (element) =>
  childrenOf(element, 'userPermissions')
    .filter((permission) => booleanOf(permission, 'enabled') === true)
    .flatMap((permission) => textOf(permission, 'name') ?? [])
    .sort();
