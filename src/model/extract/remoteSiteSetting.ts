import { address } from './address.ts';
import type { ComponentReader } from './componentReader.ts';
import { flag, reading } from './readAttributes.ts';

export const remoteSiteSetting: ComponentReader = {
  attributes: reading({
    url: address('url'),
    active: flag('isActive'),
    disableProtocolSecurity: flag('disableProtocolSecurity'),
  }),
};
