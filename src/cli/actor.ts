import { userInfo } from 'node:os';

/** Who started the command: the operating system's user, as run and audit records name the person. */
export const actor = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry, as in many containers.
    return process.env['USER'] ?? process.env['USERNAME'] ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
};
