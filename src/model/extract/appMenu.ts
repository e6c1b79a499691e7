import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { objects, reading, text } from './readAttributes.ts';

const ofType =
  (type: string): Naming =>
  (name, { parent }) =>
    textOf(parent, 'type') === type ? name : undefined;

export const appMenu: ComponentReader = {
  attributes: reading({ items: objects('appMenuItems', { name: text('name'), type: text('type') }) }),
  mentions: mentionsBy(
    ['ConnectedApp', 'CustomApplication', 'Network'].map((type) => ({
      path: 'appMenuItems.name',
      kind: 'displays' as const,
      type,
      name: ofType(type),
    }))
  ),
};
