import type { Action } from './actions.ts';

/**
 * What each command does, as the guard judges it. A command with several is judged by the one that it turns out to do.
 * A test holds this against the commands that there are: one that is not in it can't be added.
 */
export const COMMAND_ACTIONS: { readonly [command: string]: readonly Action[] } = {
  'elements model display': ['read the model'],
  'elements model list': ['read the model'],
  'elements model search': ['read the model'],
  'elements model types': ['use nothing'],
  'elements org check': ['check an org'],
  'elements org connect': ['change an org', 'check an org', 'sync'],
  'elements org disconnect': ['change an org'],
  'elements org display': ['read the model'],
  'elements org generate marker': ['use nothing'],
  'elements org generate user': ['use nothing'],
  'elements org list': ['read the model'],
  'elements org update': ['change an org'],
  'elements policy audit': ['read the model'],
  'elements policy display': ['read the model'],
  'elements policy enforce': ['remove credentials'],
  'elements policy set': ['set corporate policy', 'change an org', 'remove credentials'],
  'elements schedule list': ['read the model'],
  'elements schedule run': ['sync'],
  'elements sync': ['sync'],
  'elements sync history': ['read the model'],
};
