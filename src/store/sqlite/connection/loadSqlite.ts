import type * as sqlite from 'node:sqlite';

/**
 * Node's own SQLite, loaded only where it is needed. Node 22 says on stderr that it is experimental: that one warning
 * is kept away from the user. Everything happens in one go, so that two callers can't restore each other's stand-in.
 */
export const loadSqlite = (): typeof sqlite => {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  const emitWarning = process.emitWarning.bind(process) as (...input: readonly unknown[]) => void;
  process.emitWarning = (...input: readonly unknown[]): void => {
    const [warning] = input;
    const text = warning instanceof Error ? warning.message : String(warning);
    if (!text.startsWith('SQLite is an experimental feature')) emitWarning(...input);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    if (original !== undefined) Object.defineProperty(process, 'emitWarning', original);
  }
};
