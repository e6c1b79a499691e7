import type { ComponentReader } from './componentReader.ts';
import { reading, text } from './readAttributes.ts';

export const platformEventChannel: ComponentReader = {
  attributes: reading({ channelType: text('channelType'), eventType: text('eventType') }),
};
