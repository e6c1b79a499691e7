import type { ComponentReader } from './componentReader.ts';
import { flag, reading, texts } from './readAttributes.ts';

export const customNotificationType: ComponentReader = {
  attributes: reading({
    desktop: flag('desktop'),
    mobile: flag('mobile'),
    slack: flag('slack'),
    actionGroups: texts('actionGroups.groupName'),
  }),
};
