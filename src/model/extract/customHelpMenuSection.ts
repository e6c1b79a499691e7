import type { ComponentReader } from './componentReader.ts';
import { number, objects, reading, text } from './readAttributes.ts';

export const customHelpMenuSection: ComponentReader = {
  attributes: reading({
    items: objects('customHelpMenuItems', {
      label: text('masterLabel'),
      url: text('linkUrl'),
      sortOrder: number('sortOrder'),
    }),
  }),
};
