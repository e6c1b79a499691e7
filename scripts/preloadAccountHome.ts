import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const PRELOADED = pathToFileURL(join(import.meta.dirname, 'accountHome.js')).href;

/**
 * What makes programs take `home` for the home folder of the account that runs them. The plugin itself has no variable
 * for that: it would be a way round every policy.
 */
export const preloadAccountHome = (home: string, environment = process.env): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS = '' } = environment;
  const options = NODE_OPTIONS.includes(PRELOADED) ? NODE_OPTIONS : `${NODE_OPTIONS} --import=${PRELOADED}`.trim();
  return { NODE_OPTIONS: options, TEST_ACCOUNT_HOME: home };
};
