import { textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader, SubjectMention } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, flag, reading, text, texts } from './readAttributes.ts';

const PLANNER = 'conversationDefinitionPlanners.genAiPlannerName';

const TARGETS: ReadonlyMap<string, string> = new Map([
  ['apex', 'ApexClass'],
  ['flow', 'Flow'],
]);

/** Actions that dialogs call, at whatever depth their steps stand. */
const invocations = (element: XmlElement): SubjectMention[] =>
  element.children.flatMap((child) => {
    if (child.name !== 'botInvocation') return invocations(child);
    const type = TARGETS.get(textOf(child, 'invocationActionType') ?? '');
    const fullName = textOf(child, 'invocationActionName');
    return type && fullName ? [{ kind: 'calls', type, fullName, place: 'botInvocation' } as const] : [];
  });

const said = mentionsBy([
  // Agents of before and after the bundle.
  { path: PLANNER, kind: 'calls', type: 'GenAiPlanner' },
  { path: PLANNER, kind: 'calls', type: 'GenAiPlannerBundle' },
  { path: 'conversationVariables.SObjectType', kind: 'refers to', type: 'CustomObject' },
]);

export const botVersion: ComponentReader = {
  label: () => undefined,
  attributes: reading({
    entryDialog: text('entryDialog'),
    mainMenuDialog: text('mainMenuDialog'),
    dialogs: count('botDialogs'),
    variables: count('conversationVariables'),
    planners: texts(PLANNER),
    toneType: text('toneType'),
    role: text('role'),
    company: text('company'),
    knowledgeActionEnabled: flag('knowledgeActionEnabled'),
    smallTalkEnabled: flag('smallTalkEnabled'),
    surfacesEnabled: flag('surfacesEnabled'),
  }),
  mentions: (subject) => [...said(subject), ...invocations(subject.element)],
};
