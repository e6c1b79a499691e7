import {
  lossesFor,
  missingPermissions,
  type Loss,
  type SyncMode,
  type SyncPermission,
} from '../../catalogue/permissions.ts';
import { lostMessage } from '../../connections/preflight/checkPermissions.ts';
import { checkMessage } from '../../messages.ts';
import type { MetadataDescription } from '../../salesforce/calls/describeMetadata.ts';
import type { SyncUser } from '../../salesforce/calls/identity.ts';
import type { Inventory, Scope } from './inventory.ts';

/**
 * What the user may not see is often listed as nothing at all, without an error: such a type is not complete, and nothing
 * of it is gone. Where something was listed all the same, the listing is right and our table is not. A type that is
 * refused though the user lacks nothing has failed.
 */
export const markLostTypes = (
  inventory: Inventory,
  user: SyncUser,
  options: { readonly mode: SyncMode; readonly description: MetadataDescription }
): Inventory => {
  const missing = missingPermissions(user, options.mode);
  const seen = new Set([...inventory.components.values()].map(({ type }) => type));
  const lost = new Map<string, SyncPermission>();
  for (const permission of missing) {
    for (const type of closedTypes(permission, user)) if (!seen.has(type)) lost.set(type, permission);
  }
  const scopes = inventory.scopes.map((scope): Scope => {
    const permission = lost.get(scope.type);
    if (scope.state === 'failed' || (scope.state === 'listed' && !permission)) return scope;
    // Every type that is asked for is one that the org says it has: refused without a reason, its listing failed.
    if (!permission) return scope.byQuery ? scope : { ...scope, state: 'failed' };
    return { ...scope, state: 'denied', problem: problemOf(permission, scope.problem) };
  });
  const scoped = new Set(scopes.map(({ type }) => type));
  const unlisted = [...lost]
    .filter(([type]) => !scoped.has(type) && options.description.types.has(type))
    .map(([type, permission]): Scope => ({ name: type, type, state: 'denied', problem: problemOf(permission) }));
  const warnings = missing
    .filter(
      (permission) =>
        lossesFor(permission, user).some(isOfComponents) && permission.importance[options.mode] !== 'optional'
    )
    .map((permission) => checkMessage('lacks', [permission.label, lostMessage(permission, user)]));
  return { ...inventory, scopes: [...scopes, ...unlisted], warnings: [...inventory.warnings, ...warnings] };
};

const isOfComponents = ({ kind }: Loss): boolean => kind === 'components';

/** Types of which nothing can be seen without the permission. */
const closedTypes = (permission: SyncPermission, user: SyncUser): readonly string[] =>
  lossesFor(permission, user).flatMap((loss) =>
    loss.kind === 'components' && loss.part === undefined ? loss.types : []
  );

const problemOf = ({ label }: SyncPermission, answer?: string): string =>
  checkMessage('needs', [label]) + (answer === undefined ? '' : ` (${answer})`);
