import { checkMessage } from '../../messages.ts';
import type { Check, PreflightFacts } from './facts.ts';

/** Shares of the org's daily API calls, in per cent: past the first a sync warns, past the second it does not begin. */
const API_BUDGET = { warning: 70, stop: 90 } as const;

/** `OrganizationType` of editions that Salesforce sells without an API. Seen in scratch orgs only, which do answer. */
const SMALL_EDITIONS: ReadonlySet<string> = new Set([
  'Team Edition',
  'Personal Edition',
  'Base Edition',
  'Contact Manager Edition',
]);

/** Name of the user licence that cannot be used for a sync. */
const INTEGRATION_LICENCE = 'Salesforce Integration';

export const checkEdition = ({ identity }: PreflightFacts): Check => {
  const check = { name: 'edition', required: true };
  const { edition } = identity;
  if (SMALL_EDITIONS.has(edition)) {
    return {
      ...check,
      state: 'warning',
      message: checkMessage('edition.small', [edition]),
      actions: [checkMessage('edition.action')],
    };
  }
  if (edition === '') return { ...check, state: 'unknown', message: checkMessage('edition.unknown') };
  return { ...check, state: 'passed', message: checkMessage('edition.passed', [edition]) };
};

export const checkLicence = ({ licence }: PreflightFacts): Check => {
  const check = { name: 'user-licence', required: true };
  if (licence === undefined) return { ...check, state: 'unknown', message: checkMessage('licence.unknown') };
  if (licence !== INTEGRATION_LICENCE) {
    return { ...check, state: 'passed', message: checkMessage('licence.passed', [licence]) };
  }
  return {
    ...check,
    state: 'failed',
    message: checkMessage('licence.failed', [licence]),
    actions: [checkMessage('licence.action')],
  };
};

export const checkApiCalls = ({ apiCalls }: Pick<PreflightFacts, 'apiCalls'>): Check => {
  const check = { name: 'api-calls', required: true };
  // More left than there are: figures that nothing can be told from.
  if (apiCalls === undefined || apiCalls.max <= 0 || apiCalls.used < 0) {
    return { ...check, state: 'unknown', message: checkMessage('apiCalls.unknown') };
  }
  const percent = Math.floor((apiCalls.used * 100) / apiCalls.max);
  const figures = [apiCalls.used, apiCalls.max, percent].map((figure) => figure.toLocaleString('en-US'));
  if (percent < API_BUDGET.warning) {
    return { ...check, state: 'passed', message: checkMessage('apiCalls.passed', figures) };
  }
  const isOver = percent >= API_BUDGET.stop;
  return {
    ...check,
    state: isOver ? 'failed' : 'warning',
    message: checkMessage(isOver ? 'apiCalls.failed' : 'apiCalls.warning', [...figures, String(API_BUDGET.stop)]),
    actions: [checkMessage('apiCalls.action')],
  };
};

export const checkApp = ({ app }: PreflightFacts): Check => {
  const check = { name: 'connected-app', required: false };
  if (app === undefined) return { ...check, state: 'unknown', message: checkMessage('app.unknown') };
  if (app === null || app.refreshTokenEnds) {
    return {
      ...check,
      state: 'warning',
      message: checkMessage(app === null ? 'app.notInstalled' : 'app.tokenEnds'),
      actions: [checkMessage(app === null ? 'app.install' : 'app.keep')],
    };
  }
  return { ...check, state: 'passed', message: checkMessage('app.passed') };
};
