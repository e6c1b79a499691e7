import { pauseBefore, REPETITION } from '../faults/retry.ts';
import { TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';

/**
 * What a REST call answers, read; `read` gives undefined for an answer that is not the one of the call, which is asked for
 * again: what a server or a proxy sends in its place may be JSON as well.
 */
export const getWhole = async <T>(
  session: OrgSession,
  path: string,
  operation: string,
  read: (answer: { readonly [name: string]: unknown }) => T | undefined
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await session.get(path, operation);
    const value = typeof answer === 'object' && answer !== null ? read({ ...answer }) : undefined;
    if (value !== undefined) return value;
    const fault = new TransportFault(operation, 'the answer is not the one of this call', { unsent: false });
    if (attempt >= REPETITION.attempts) throw fault;
    await pauseBefore(attempt + 1, fault, session);
  }
};
