import { ux } from '@oclif/core/ux';
import { loginMessage } from '../../messages.ts';
import { harmless, printable, redact } from '../../redact.ts';
import type { TellUnrevoked } from '../../salesforce/login/endTokens.ts';
import type { Expected } from '../../salesforce/login/loginInBrowser.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';

/** What a login in the browser needs of a command: a place for its words. */
export type LoginScreen = { logToStderr(sentence: string): void; jsonEnabled?(): boolean };

const MAX_PORT = 65_535;
const SHOWN_LENGTH = 80;

/** A person must see the address with `--json` too, with which a command's own way to stderr is silent. */
const tell = (screen: LoginScreen, sentence: string): void => {
  if (screen.jsonEnabled?.()) ux.stderr(harmless(sentence));
  else screen.logToStderr(sentence);
};

/** A project may come with a cloned repository: what is no port there must not end the login, nor get into an address. */
const portOf = (said: unknown, byDefault: number, screen: LoginScreen): number => {
  const isPort = /^[1-9][0-9]{0,4}$/.test(String(said)) && ['string', 'number'].includes(typeof said);
  const port = isPort ? Number(said) : 0;
  if (port > 0 && port <= MAX_PORT) return port;
  const shown = printable(redact(JSON.stringify(said))).slice(0, SHOWN_LENGTH);
  tell(screen, loginMessage('portIgnored', [shown, String(byDefault)]));
  return byDefault;
};

/**
 * Has the person at the terminal log in in the browser, and opens a session with it that is written nowhere. Ask the
 * guard first, with the credential `fresh`. Whoever gets the session must call its `end` (`syncOrg` does for its own), which
 * revokes the token; one session may serve several steps of a command before.
 */
export const browserSession = async (
  expected: Expected,
  screen: LoginScreen,
  options: {
    readonly apiVersion?: string | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly tellUnrevoked?: TellUnrevoked | undefined;
  } = {}
): Promise<OrgSession> => {
  const [{ WebOAuthServer }, { setTimeout: wait }, { loginInBrowser }, { openBrowser }, { tokenSession }] =
    await Promise.all([
      import('@salesforce/core'),
      import('node:timers/promises'),
      import('../../salesforce/login/loginInBrowser.ts'),
      import('../../salesforce/login/openBrowser.ts'),
      import('../../salesforce/session/tokenSession.ts'),
    ]);
  const { apiVersion, signal, tellUnrevoked } = options;
  const waiting = {
    sleep: async (ms: number, ended?: AbortSignal) => void (await wait(ms, undefined, ended ? { signal: ended } : {})),
    random: Math.random,
  };
  const login = await loginInBrowser(
    expected,
    {
      // As the sf CLI has it: "oauthLocalPort" of the project, and its own variable for the time.
      port: portOf(await WebOAuthServer.determineOauthPort(), WebOAuthServer.DEFAULT_PORT, screen),
      timeoutMs: WebOAuthServer.getAuthTimeout(),
      waiting: { ...waiting, sleep: (ms) => waiting.sleep(ms, signal) },
      isAttended: process.stdin.isTTY && process.stderr.isTTY,
      tell: (url) => tell(screen, loginMessage('open', [printable(expected.name), printable(expected.username), url])),
      openBrowser: async (url) => openBrowser(url, process.env, process.platform),
      tellUnrevoked,
    },
    signal
  );
  return tokenSession(login, { ...waiting, apiVersion, signal, tellUnrevoked });
};
