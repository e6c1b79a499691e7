import type { ComponentReader } from './componentReader.ts';
import { flag, reading, text } from './readAttributes.ts';

export const installedPackage: ComponentReader = {
  attributes: reading({
    // Not a number: 1.10 is another version than 1.1.
    versionNumber: text('versionNumber'),
    activateRSS: flag('activateRSS'),
    securityType: text('securityType'),
  }),
};
