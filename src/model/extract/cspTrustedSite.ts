import { booleanOf } from '../xmlElement.ts';
import { address } from './address.ts';
import type { ComponentReader } from './componentReader.ts';
import { flag, reading, text } from './readAttributes.ts';

/** Directives of a content security policy by the element that turns them on. */
const DIRECTIVES: ReadonlyArray<readonly [element: string, directive: string]> = [
  ['isApplicableToConnectSrc', 'connect-src'],
  ['isApplicableToFontSrc', 'font-src'],
  ['isApplicableToFrameSrc', 'frame-src'],
  ['isApplicableToImgSrc', 'img-src'],
  ['isApplicableToMediaSrc', 'media-src'],
  ['isApplicableToStyleSrc', 'style-src'],
];

export const cspTrustedSite: ComponentReader = {
  attributes: reading({
    url: address('endpointUrl'),
    active: flag('isActive'),
    context: text('context'),
    directives: (element) => DIRECTIVES.filter(([name]) => booleanOf(element, name)).map(([, directive]) => directive),
    canAccessCamera: flag('canAccessCamera'),
    canAccessMicrophone: flag('canAccessMicrophone'),
  }),
};
