import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';
import { MARKER_PERMISSION } from '../policy/createGuard.ts';
import type { Marker } from '../policy/guard.ts';
import { printable, redact } from '../redact.ts';
import { describeMetadata } from '../salesforce/calls/describeMetadata.ts';
import { listMetadata, type ListingNames } from '../salesforce/calls/listMetadata.ts';
import { endsSync, isTransient } from '../salesforce/faults/decideFault.ts';
import { nameFault } from '../salesforce/faults/nameFault.ts';
import { isFault } from '../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';

const TYPE = 'CustomPermission';

/** Before that version there were no custom permissions, and an org says that it has none. */
const FIRST_VERSION = '31.0';

/** As Salesforce compares names, whatever their case; a package may have brought it. */
const MARKER = new RegExp(`^(?:\\w+?__)?${MARKER_PERMISSION}$`, 'i');

/** What is not seen makes no other name of it: white space, zero-width characters, other forms of the same letters. */
const isMarker = (name: string): boolean =>
  MARKER.test(name.normalize('NFKC').replaceAll(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ''));

/**
 * A custom permission's row says all that it means. It is compared as the org said it: a secret that is made of the
 * marker's name must not hide it.
 */
const AS_LISTED: ListingNames = {
  isRaw: true,
  typeOfFile: () => undefined,
  packagedName: (_type, rawName) => rawName,
  contentType: () => undefined,
};

/** Whether Salesforce said that the user may not use the Metadata API, whatever is listed: no sync can work then. */
export const isClosedToUser = (problem: string): boolean =>
  /use of the Metadata API requires a user with/i.test(problem);

/**
 * Whether the org holds the marker of Manual Sync Only. It does not where a listing comes without it, or where the org has
 * no custom permissions at all, which only its description can say: the texts by which a listing is refused sound the same
 * for an org that lacks a type and for a user who may not see it. Any other answer is a policy that can't be read. Throws
 * what ends a sync, and what may just work a little later.
 */
export const readMarker = async (session: OrgSession): Promise<Marker> => {
  const asking = Number(session.apiVersion) < Number(FIRST_VERSION) ? session.inVersion(FIRST_VERSION) : session;
  const [outcome] = await listMetadata(asking, [{ type: TYPE }], AS_LISTED);
  if (outcome?.state === 'listed') {
    const { components, strangers = [], doubtful, warnings } = outcome;
    if ([...components, ...strangers].some(({ fullName, rawName }) => isMarker(fullName) || isMarker(rawName))) {
      return true;
    }
    if (doubtful) return unread(warnings.join(' '));
    const [stranger] = strangers;
    return stranger === undefined ? false : unread(`the listing names ${stranger.type}:${stranger.fullName}`);
  }
  const problem = outcome?.problem ?? 'no answer';
  if (outcome?.transient) throw elementsError('salesforce', ['listMetadata', problem], { transient: true });
  if (isClosedToUser(problem)) throw elementsError('missingPermission', [session.username, problem]);
  return (await hasType(asking)) ? unread(problem) : false;
};

/**
 * As `readMarker`, where no sync ends that the error could end: what would stop a sync for good is a policy that can't be
 * read. Throws just what may work a little later.
 */
export const askMarker = async (session: OrgSession): Promise<Marker> => {
  try {
    return await readMarker(session);
  } catch (thrown) {
    const error = nameFault(thrown, session.username);
    if (isTransient(error)) throw error;
    return unread(error.message);
  }
};

/** What may have no custom permissions has them, unless it says itself that it does not. */
const hasType = async (session: OrgSession): Promise<boolean> => {
  try {
    return (await describeMetadata(session, { isRaw: true })).types.has(TYPE);
  } catch (error) {
    if (!isFault(error) || endsSync(error) || error.transient) throw error;
    return true;
  }
};

const unread = (problem: string): Marker => ({ problem: policyMessage('markerUnread', [redact(printable(problem))]) });
