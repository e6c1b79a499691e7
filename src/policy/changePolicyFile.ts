import { statSync, type BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import { elementsError, isElementsError } from '../errors.ts';
import { makeFolders } from '../files/makeFolders.ts';
import { openOrdinaryFile, readFrom, readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { errorWithCode, isSameFile, SWAPPED } from '../files/sameFile.ts';
import { weakFolderOf } from '../files/weakFolder.ts';
import { settledEnd } from '../files/wayTo.ts';
import { fileMessage, policyMessage } from '../messages.ts';
import { printable } from '../redact.ts';
import type { PolicyName, PolicyValues } from './policies.ts';
import { MAX_POLICY_BYTES, readPolicyFile } from './policyFile.ts';
import { POLICY_FORMAT } from './policyForm.ts';
import { userLabel } from './storeOwner.ts';

/** Everybody reads it, its owner alone writes it. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
/** A group that may write it goes on to; that everybody may is not kept. */
const KEPT = 0o664;

/**
 * Sets policies in a file and leaves the others in it as they are; makes the file and its folders where there are none.
 * Readers see the old file or the new one. Throws where the file can't be understood: what it says counts as on, and
 * nobody should lose what was meant. Throws as well where other users of the machine could put another file in its
 * place: they would decide what the policy is, and which file is written.
 */
export const changePolicyFile = async (
  path: string,
  values: PolicyValues
): Promise<{ readonly before: PolicyValues }> => {
  refuseWeakFolder(path);
  const statement = await readPolicyFile(path);
  if (statement?.problem !== undefined) throw elementsError('policyFile', [path, statement.problem]);
  try {
    const target = settledEnd(path);
    const former = await readOrdinaryFile(target, MAX_POLICY_BYTES);
    if (former !== undefined) refuseStrangersFile(path, target, former.stats);
    const text = changed(former?.text, values);
    makeFolders(dirname(target), FOLDER_MODE, (folder) => refuseWeakFolder(path, folder));
    await write(target, text, former?.stats);
    refuseWeakFolder(path);
    if (settledEnd(path) !== target) throw errorWithCode(SWAPPED, path);
    // Whatever happened meanwhile: who is told that a policy is set can rely on what stands there.
    if ((await readOrdinaryFile(target, MAX_POLICY_BYTES))?.text !== text) throw errorWithCode(DIFFERS, target);
  } catch (error) {
    throw nameFailure(path, error);
  }
  return { before: statement?.values ?? {} };
};

const refuseWeakFolder = (path: string, folder = path): void => {
  const weak = weakFolderOf(folder);
  if (weak === undefined) return;
  const error = elementsError('policyFile', [path, weak.problem]);
  error.actions = [printable(weak.step)];
  throw error;
};

/** In such a folder everybody may make files, and only their owners may replace them. */
const STICKY = 0o1000;
const ANOTHER_WRITES = 0o022;

/** Elsewhere nobody but root and the caller has put it there: a folder that others may write is refused before. */
const refuseStrangersFile = (path: string, target: string, { uid }: BigIntStats): void => {
  if (process.platform === 'win32' || [0, process.geteuid?.()].includes(Number(uid))) return;
  const folder = dirname(target);
  const { mode } = statSync(folder);
  if ((mode & STICKY) === 0 || (mode & ANOTHER_WRITES) === 0) return;
  const error = elementsError('policyFile', [
    path,
    fileMessage('file of another.problem', [target, userLabel(Number(uid)), folder]),
  ]);
  error.actions = [fileMessage('file of another.step', [target])];
  throw error;
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
 * By a new file that takes the name of the old one, and keeps its owner and who else may write it. Who may write that
 * file alone, or may not give files to others, changes it where it is: whoever reads it in that moment finds what counts
 * as on.
 */
const write = async (target: string, text: string, former: BigIntStats | undefined): Promise<void> => {
  try {
    await replaceFile(target, text, { mode: FILE_MODE, keep: KEPT, former: former ?? 'none' });
  } catch (error) {
    if (former === undefined || !['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await writeInPlace(target, text, former);
  }
};

/** Nothing is cut before it is known that this is the file that was read, and that no other name leads to it. */
const writeInPlace = async (target: string, text: string, former: BigIntStats): Promise<void> => {
  const file = await openOrdinaryFile(target, 'read and write');
  try {
    const found = await file.stat({ bigint: true });
    if (!isSameFile(found, former)) throw errorWithCode(SWAPPED, target);
    if (found.nlink !== 1n) throw errorWithCode('EMLINK', target);
    await file.truncate();
    await file.writeFile(text);
    await file.sync();
    if ((await readFrom(file, target, MAX_POLICY_BYTES)).toString() !== text) throw errorWithCode(DIFFERS, target);
  } finally {
    await file.close();
  }
};

const DIFFERS = 'DIFFERS';

/** What no code of the system says. */
const REASONS: { readonly [code: string]: string } = { [SWAPPED]: 'swapped', [DIFFERS]: 'differs', EMLINK: 'linked' };

const nameFailure = (path: string, error: unknown): unknown => {
  if (error instanceof Error && isElementsError(error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  const denied = ['EACCES', 'EPERM', 'EROFS'].includes(code);
  const reason = REASONS[code];
  return denied
    ? elementsError('role', [
        policyMessage('set corporate policy'),
        path,
        'corporate admin',
        policyMessage('notPermitted', [code]),
      ])
    : elementsError('policyFile', [
        path,
        reason === undefined ? policyMessage('unwritable', [code]) : fileMessage(reason),
      ]);
};
