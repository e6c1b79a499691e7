import type { SfError } from '@salesforce/core/sfError';
import { elementsError } from '../errors.ts';
import { printable } from '../printable.ts';
import { nearestNames } from '../view/nearestNames.ts';
import { viewMessage } from '../view/viewMessage.ts';

/** The error for an org that the sf CLI does not know, with the aliases and usernames that are nearly what was typed. */
export const unknownOrg = async (typed: string): Promise<SfError> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const aliases = (await StateAggregator.getInstance()).aliases.getAll();
  const nearest = nearestNames(
    typed,
    [...new Set(Object.entries(aliases).flatMap(([alias, username]) => [alias, username ?? alias]))],
    3
  );
  const error = elementsError('noOrgFound', [typed]);
  if (nearest.length > 0) {
    error.actions = [viewMessage('didYouMean', [nearest.map(printable).join(', ')]), ...(error.actions ?? [])];
  }
  return error;
};
