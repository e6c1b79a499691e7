import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, chown, mkdir, open, readFile, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';
import type { PolicyName, PolicyValues } from './policies.ts';
import { readPolicyFile } from './policyFile.ts';
import { POLICY_FORMAT } from './policyForm.ts';

/** Everybody reads it, its owner alone writes it. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;

/**
 * Sets policies in a file and leaves the others in it as they are; makes the file and its folders where there are none.
 * Readers see the old file or the new one. Throws where the file can't be understood: what it says counts as on, and
 * nobody should lose what was meant.
 */
export const changePolicyFile = async (
  path: string,
  values: PolicyValues
): Promise<{ readonly before: PolicyValues }> => {
  const statement = await readPolicyFile(path);
  if (statement?.problem !== undefined) throw elementsError('policyFile', [path, statement.problem]);
  try {
    const former = statement === undefined ? undefined : await readFile(path, 'utf8');
    await replace(path, changed(former, values));
  } catch (error) {
    throw nameFailure(path, error);
  }
  return { before: statement?.values ?? {} };
};

/** A short form stays one. */
const changed = (former: string | undefined, values: PolicyValues): string => {
  const written = Object.fromEntries(
    Object.entries(values).map(([name, value]): [PolicyName, string] => [name as PolicyName, value ? 'on' : 'off'])
  );
  const file =
    former === undefined ? undefined : (JSON.parse(former.replace(/^\uFEFF/, '')) as Record<string, unknown>);
  const result =
    file !== undefined && !('version' in file)
      ? { ...file, ...written }
      : { ...file, version: POLICY_FORMAT, policies: { ...(file?.['policies'] as object | undefined), ...written } };
  return `${JSON.stringify(result, null, 2)}\n`;
};

/**
 * By a new file that takes the name of the old one, and keeps its owner and who else may write it; a link goes on leading
 * to the file that it led to. Who may write that file alone, or may not give files to others, changes it where it is:
 * whoever reads it in that moment finds what counts as on.
 */
const replace = async (path: string, text: string): Promise<void> => {
  await makeFolder(dirname(path));
  const target = await realpath(path).catch(() => path);
  const former = await stat(target).catch(() => undefined);
  try {
    await replaceFile(target, text, former);
  } catch (error) {
    if (former === undefined || !['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await write(await open(target, 'r+'), text);
  }
};

const replaceFile = async (target: string, text: string, former: Stats | undefined): Promise<void> => {
  const temporary = join(dirname(target), `.policy-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await write(await open(temporary, 'wx', FILE_MODE), text);
    const own = await stat(temporary);
    if (former && (former.uid !== own.uid || former.gid !== own.gid)) await chown(temporary, former.uid, former.gid);
    // Whatever the mask of the process says, as with folders.
    await chmod(temporary, FILE_MODE | ((former?.mode ?? 0) & 0o777));
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
};

const write = async (file: FileHandle, text: string): Promise<void> => {
  try {
    await file.truncate();
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Whatever the mask of the process says: nobody could look into it, and a policy that can't be read counts as on. */
const makeFolder = async (folder: string): Promise<void> => {
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false
  );
  if (isThere) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder);
  await chmod(folder, FOLDER_MODE);
};

const nameFailure = (path: string, error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  const denied = ['EACCES', 'EPERM', 'EROFS'].includes(code);
  return denied
    ? elementsError('role', [
        policyMessage('set corporate policy'),
        path,
        'corporate admin',
        policyMessage('notPermitted', [code]),
      ])
    : elementsError('policyFile', [path, policyMessage('unwritable', [code])]);
};
