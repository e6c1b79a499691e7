import type { RunRecord, TypeOutcome } from '../store/records.ts';

/** What a sync has to say that the one before it did not say already. */
export type SyncNews = {
  readonly warnings: readonly string[];
  /** Types with a problem, and those that are not supported if there are others than before. */
  readonly types: readonly TypeOutcome[];
  /** More components than before could not be read. */
  readonly losses: boolean;
};

type Said = Pick<RunRecord, 'state' | 'warnings' | 'types' | 'components'>;

/**
 * What is new since the published run before. A partial run says everything: its problems are said until they are mended.
 * What stays as it was night after night is in the run's record, and in `org display`.
 */
export const newsOf = (run: Said, previous: Said | undefined): SyncNews => {
  const told = run.types.filter(isTold);
  if (previous === undefined || run.state === 'partial') return { warnings: run.warnings, types: told, losses: true };
  const isNews = newsSince(previous.warnings);
  const before = new Map(previous.types.map((outcome) => [outcome.type, outcome]));
  const isSame = ({ type, state, problem = '' }: TypeOutcome): boolean => {
    const other = before.get(type);
    return other?.state === state && (problem === other.problem || !newsSince([other.problem ?? ''])(problem));
  };
  const unsupported = told.filter(({ state }) => state === 'not supported');
  const isKnown = unsupported.every(isSame);
  return {
    warnings: run.warnings.filter(isNews),
    types: told.filter((outcome) => (outcome.state === 'not supported' ? !isKnown : !isSame(outcome))),
    losses: lossesOf(run) > lossesOf(previous),
  };
};

const isTold = ({ state, problem }: TypeOutcome): boolean =>
  problem !== undefined || state === 'partial' || state === 'failed' || state === 'not supported';

const lossesOf = ({ components }: Said): number => (components?.notFetched ?? 0) + (components?.unavailable ?? 0);

/** Whether a sentence is about something that none of these is about, or about more of it. */
const newsSince = (sentences: readonly string[]): ((sentence: string) => boolean) => {
  const most = new Map<string, number>();
  for (const sentence of sentences) {
    const about = withoutFigures(sentence);
    most.set(about, Math.max(most.get(about) ?? 0, firstFigure(sentence)));
  }
  return (sentence) => firstFigure(sentence) > (most.get(withoutFigures(sentence)) ?? -1);
};

/** A number by itself, not one in a name, a version, a date or an address. */
const FIGURE = /(?<![\w.:/-])\d[\d,]*(?![\w:/-]|\.\d)/g;

/** Which of many is the example, and how many there are, may change from night to night. */
const withoutFigures = (sentence: string): string =>
  sentence.replace(/, for example .*?(?=[:;] |\.?$)/, '').replaceAll(FIGURE, '#');

const firstFigure = (sentence: string): number => Number(sentence.match(FIGURE)?.[0].replaceAll(',', '') ?? 0);
