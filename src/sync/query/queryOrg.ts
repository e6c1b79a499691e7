import type { ListedComponent } from '../../model/component.ts';
import { endsSync, isNotGiven } from '../../salesforce/faults/decideFault.ts';
import { faultText } from '../../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { packageNames, reportRuns } from './extraQueries.ts';
import { flowDefinitions, flowVersions } from './flowQuestions.ts';
import { profilePermissions } from './permissionRows.ts';
import type { AnswerState, Answers, FactSource, PrincipalGrants, Question } from './question.ts';

/** In this order: a later question may use the answers of those before it. */
const QUESTIONS: ReadonlyArray<Question<unknown>> = [
  flowDefinitions,
  profilePermissions,
  flowVersions,
  reportRuns,
  packageNames,
];

/** What queries say beyond the documents. */
export type QueryResults = {
  readonly facts: readonly FactSource[];
  /** Undefined where the org did not answer: all principals keep the grants that they had. */
  readonly grants?: PrincipalGrants;
  /** What should have worked and did not. */
  readonly problems: readonly string[];
  /** The same by the type that is not complete without the answer. */
  readonly typeProblems: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
};

/**
 * Asks every question in turn. A question that fails costs only its own answer; a fault that ends everything, such as
 * a session that is over, is thrown.
 */
export const queryOrg = async (
  session: OrgSession,
  listed: Iterable<ListedComponent>,
  known: readonly ListedComponent[]
): Promise<QueryResults> => {
  const components = [...listed];
  const types = new Set(components.map(({ type }) => type));
  const problems: string[] = [];
  const typeProblems = new Map<string, string>();
  const warnings: string[] = [];
  const given = new Map<Question<unknown>, unknown>();
  const states = new Map<Question<unknown>, AnswerState>();
  const answers: Answers = {
    to: <Answer>(question: Question<Answer>) => given.get(question) as Answer | undefined,
    stateOf: (question) => states.get(question) ?? 'not asked',
  };

  for (const question of QUESTIONS) {
    if (question.asked === 'with type' && !types.has(question.type)) continue;
    try {
      const answer = await question.read({ session, components, known, answers });
      states.set(question, answer === undefined ? 'not asked' : 'answered');
      given.set(question, answer);
      if (answer !== undefined) warnings.push(...(question.warnings?.(answer) ?? []));
    } catch (error) {
      if (endsSync(error)) throw error;
      const text = `${question.name} could not be read: ${faultText(error)}`;
      states.set(question, isNotGiven(error) ? 'not given' : 'failed');
      if (isNotGiven(error)) warnings.push(text);
      else {
        problems.push(text);
        if (!typeProblems.has(question.type)) typeProblems.set(question.type, text);
      }
    }
  }
  const answered = QUESTIONS.filter((question) => answers.stateOf(question) === 'answered');
  const granting = answered.filter((question) => question.grants !== undefined);
  return {
    facts: QUESTIONS.flatMap((question) => question.facts?.(answers.to(question), answers) ?? []),
    ...(granting.length === 0
      ? {}
      : { grants: granting.flatMap((question) => question.grants?.(answers.to(question)) ?? []) }),
    problems,
    typeProblems,
    warnings,
  };
};
