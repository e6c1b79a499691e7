import { widenId } from '../model/salesforceId.ts';

/** As the sf CLI takes it: the org's id, an exclamation mark, the secret. */
const OPAQUE = /^(00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?)![\w.]+$/;

/** The id of the org that an access token opens, 18 characters; undefined for a text that is no access token. */
export const orgIdOfToken = (text: string): string | undefined => widenId(OPAQUE.exec(text.trim())?.[1]);
