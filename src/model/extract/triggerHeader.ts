import { apexTokens } from './apexTokens.ts';

export type TriggerHeader = {
  readonly object: string;
  /** `before insert`, in the order of the source. */
  readonly events: readonly string[];
};

/** Reads `trigger NAME on OBJECT (EVENT, …)`; undefined where the source does not start like that, as a hidden body. */
export const triggerHeader = (source: string): TriggerHeader | undefined => {
  const tokens: string[] = [];
  for (const token of apexTokens(source)) {
    if (token === ')' || token === '{') break;
    tokens.push(token);
  }
  const [keyword, , on, object, bracket, ...events] = tokens;
  if (keyword?.toLowerCase() !== 'trigger' || on?.toLowerCase() !== 'on' || !object || bracket !== '(')
    return undefined;
  return { object, events: events.join(' ').toLowerCase().split(' , ').filter(Boolean) };
};
