import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** The account of the machine that runs this program, as far as that matters to what is remembered for it. */
export type Account = {
  readonly home: string;
  /** Holds what is remembered outside of any store. */
  readonly folder: string;
  /** Where a store is kept by default, whatever variables say. */
  readonly defaultStore: string;
  /** The operating system has no entry for this user: `home` is what a variable says, which anybody may set. */
  readonly isByVariable: boolean;
  /** Undefined on Windows. */
  readonly userId: number | undefined;
};

/**
 * By the password database (Windows: the known folder of the profile), and not by `HOME`, `SF_DATA_DIR` or
 * `XDG_DATA_HOME`: a variable must be no way round a policy.
 */
export const thisAccount = (): Account => {
  const entry = homeOfEntry();
  // A variable may say a relative path.
  const home = resolve(entry ?? homedir());
  return {
    home,
    folder: join(home, '.sf-elements'),
    defaultStore: join(home, ...dataFolder(process.platform), 'elements', 'elements.db'),
    isByVariable: entry === undefined,
    userId: process.getuid?.(),
  };
};

/** Undefined for a bare user id, as in many containers. */
const homeOfEntry = (): string | undefined => {
  try {
    return userInfo().homedir || undefined;
  } catch {
    return undefined;
  }
};

/** As @oclif/core chooses the data directory of `sf` where no variable says otherwise (`Config.dir`). */
const dataFolder = (platform: NodeJS.Platform): string[] =>
  platform === 'win32' ? ['AppData', 'Local', 'sf'] : ['.local', 'share', 'sf'];
