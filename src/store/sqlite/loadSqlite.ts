/**
 * Node's own SQLite, loaded only where it is needed. Node 22 says on stderr that it is experimental: that one warning
 * is kept away from the user. Everything happens in one go, so that two callers can't restore each other's stand-in.
 */
export const loadSqlite = (): typeof import('node:sqlite') => {
  const emitWarning = process.emitWarning;
  const quiet = (warning: string | Error, ...rest: unknown[]): void => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (!text.startsWith('SQLite is an experimental feature')) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  process.emitWarning = quiet as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
};
