import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import sinon from 'sinon';

/** Which of the people around a store's file. */
type Person = 'manager' | 'editor' | 'viewer';

/** Of nobody on any machine. */
const SOMEBODY_ELSE = 2_000_000_000;

/**
 * Does something as who owns the files, as somebody else who may write them, or as somebody who may only read. In one
 * process nobody can become another user and back; so the operating system's answers are stood in for.
 */
export const actingAs = async <T>(person: Person, act: () => Promise<T>): Promise<T> => {
  const stubs = [
    ...(person === 'editor' ? [sinon.stub(process, 'getuid').value(() => SOMEBODY_ELSE)] : []),
    ...(person === 'viewer' ? mayNotWrite() : []),
  ];
  syncBuiltinESMExports();
  try {
    return await act();
  } finally {
    for (const stub of stubs) stub.restore();
    syncBuiltinESMExports();
  }
};

const mayNotWrite = (): Array<{ restore(): void }> => {
  const { access } = promises;
  const { accessSync } = fs;
  const refuse = (mode: number | undefined): void => {
    if (((mode ?? 0) & fs.constants.W_OK) !== 0) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
  };
  return [
    sinon.stub(promises, 'access').callsFake(async (path, mode) => {
      refuse(mode);
      return access(path, mode);
    }),
    sinon.stub(fs, 'accessSync').callsFake((path, mode) => {
      refuse(mode);
      accessSync(path, mode);
    }),
  ];
};
