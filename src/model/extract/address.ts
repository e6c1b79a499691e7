import { textOf } from '../xmlElement.ts';
import type { AttributeReader } from './readAttributes.ts';

/** An address without what may be secret in it: user and password in front of the host, and the query. */
export const withoutSecrets = (url: string): string =>
  url
    .trim()
    .replace(/^([a-z][\w+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(/[?#].*$/s, '');

export const address =
  (name: string): AttributeReader =>
  (element) => {
    const url = textOf(element, name);
    return url === undefined ? undefined : withoutSecrets(url);
  };
