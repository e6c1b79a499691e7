import type { SfError } from '@salesforce/core/sfError';
import { loginMessage } from '../../messages.ts';
import { redact } from '../../redact.ts';
import { nameFault } from '../faults/nameFault.ts';
import { endToken, revokeToken } from './revokeToken.ts';

/** Takes a sentence, with a next step, about a token that may still be alive. */
export type TellUnrevoked = (sentence: string) => void;

/** Of a token that could not be revoked, with where an administrator ends it. */
export const unrevokedText = (problem: string): string => loginMessage('unrevoked', [redact(problem)]);

/** What nobody could be told of: the sentence goes with the error, so that it is not lost. */
export const addUnrevoked = (error: SfError, problems: readonly string[]): SfError => {
  for (const problem of problems) addSentence(error, unrevokedText(problem));
  return error;
};

/** Behind a full stop: what went wrong often comes from others, and ends without one. */
const addSentence = (error: SfError, sentence: string): void => {
  error.message = `${error.message}${/[.!?]["')]?$/.test(error.message) ? '' : '.'} ${sentence}`;
};

/**
 * Revokes tokens whose use has ended, in whatever way. What could not be revoked is told; it is returned where there is
 * nobody to tell, and whoever called must say it.
 */
export const endTokens = async (
  tokens: readonly string[],
  hosts: ReadonlyArray<string | undefined>,
  tell: TellUnrevoked | undefined
): Promise<readonly string[]> => {
  const answers = await Promise.all(tokens.map((token) => revokeToken(token, hosts)));
  const problems = [...new Set(answers.flatMap((problem) => problem ?? []))];
  if (tell === undefined) return problems;
  for (const problem of problems) tell(unrevokedText(problem));
  return [];
};

/** What a login was given before it failed. */
type Given = {
  /** As a person knows the org. */
  readonly name: string;
  readonly tokens: readonly string[];
  readonly hosts: ReadonlyArray<string | undefined>;
  readonly tell: TellUnrevoked | undefined;
  /**
   * Where the tokens were looked for in an answer that may hold another one: then they count as revoked only with proof,
   * and with `more` not even then.
   */
  readonly doubt?: 'some' | 'more' | undefined;
};

/**
 * Gives up a login that failed: revokes what it was given, and returns its error, which says what became of that where it is
 * known.
 */
export const giveUpLogin = async (thrown: unknown, { name, tokens, hosts, tell, doubt }: Given): Promise<SfError> => {
  const outcomes = await Promise.all(tokens.map((token) => endToken(token, hosts)));
  const found = [...new Set(outcomes.flatMap((outcome) => ('problem' in outcome ? outcome.problem : [])))];
  const isProven = outcomes.some((outcome) => 'state' in outcome && outcome.state === 'ended');
  const isOpen = doubt === 'more' || (doubt === 'some' && !isProven);
  const problems = found.length === 0 && isOpen ? [loginMessage('unrevoked.unseen')] : found;
  const error = nameFault(thrown, name);
  if (problems.length === 0 && tokens.length > 0) addSentence(error, loginMessage('revoked'));
  if (tell === undefined) return addUnrevoked(error, problems);
  for (const problem of problems) tell(unrevokedText(problem));
  return error;
};
