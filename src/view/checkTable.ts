import type { Check } from '../connections/preflight/facts.ts';
import { viewMessage } from '../messages.ts';
import { printable } from '../redact.ts';
import { tableOf, type Table } from './table.ts';

const ORDER: ReadonlyArray<Check['state']> = ['failed', 'warning', 'unknown', 'passed'];

/** The checks, what needs attention first. */
export const checkTable = (org: string, checks: readonly Check[]): Table =>
  tableOf(
    [
      { key: 'state', name: 'State' },
      { key: 'required', name: 'Required' },
      { key: 'check', name: 'Check' },
    ],
    [...checks]
      .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
      .map(({ state, required, message }) => ({
        state,
        required: required ? viewMessage('checks.required') : '',
        check: printable(message),
      })),
    { title: viewMessage('checks.title', [org]) }
  );

/** The one reason for which nothing was asked; undefined where something was. */
export const notAsked = (checks: readonly Check[]): string | undefined => {
  const [reason, ...others] = new Set(checks.map(({ state, message }) => (state === 'unknown' ? message : undefined)));
  return others.length === 0 ? reason : undefined;
};

/** What there is to do about the checks that did not pass, each step once. */
export const nextSteps = (checks: readonly Check[]): string[] => [
  ...new Set(checks.filter(({ state }) => state !== 'passed').flatMap(({ actions = [] }) => actions)),
];
