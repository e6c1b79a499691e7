import { booleanOf, childrenOf, textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, reading, text, type AttributeReader } from './readAttributes.ts';

/** Permissions that whoever has this one needs too; the API may list others, as no dependency. */
const requiredPermissions: AttributeReader = (element) => {
  const names = childrenOf(element, 'requiredPermission')
    .filter((required) => booleanOf(required, 'dependency') !== false)
    .flatMap((required) => textOf(required, 'customPermission') ?? []);
  return names.length > 0 ? names : undefined;
};

export const customPermission: ComponentReader = {
  attributes: reading({
    isLicensed: flag('isLicensed'),
    connectedApp: text('connectedApp'),
    externalClientApplication: text('externalClientApplication'),
    requiredPermissions,
  }),
  mentions: mentionsBy([
    { path: 'connectedApp', kind: 'refers to', type: 'ConnectedApp' },
    { path: 'externalClientApplication', kind: 'refers to', type: 'ExternalClientApplication' },
    {
      path: 'requiredPermission.customPermission',
      kind: 'refers to',
      type: 'CustomPermission',
      name: (name, { parent }) => (booleanOf(parent, 'dependency') === false ? undefined : name),
    },
  ]),
};
