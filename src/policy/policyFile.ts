import { lstat, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { policyMessage } from '../messages.ts';
import type { PolicyStatement } from './policyForm.ts';

/** 1 MB: no policy file is larger, and nobody should be able to fill the memory with one. */
export const MAX_POLICY_BYTES = 1_000_000;

/** The statement of a file; undefined when there is no such file. Never throws: what can't be read is a problem. */
export const readPolicyFile = async (path: string): Promise<PolicyStatement | undefined> => {
  try {
    const file = await readOrdinaryFile((await isLink(path)) ? await realpath(path) : path, MAX_POLICY_BYTES);
    if (file === undefined) return (await isDangling(path)) ? { problem: policyMessage('dangling') } : undefined;
    // Checking a form takes a library that is slow to load; most machines have no policy file.
    const { parsePolicyFile } = await import('./policyForm.ts');
    return parsePolicyFile(file.text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return { problem: policyMessage(PROBLEMS[code] ?? 'unreadable', [code]) };
  }
};

const PROBLEMS: { readonly [code: string]: string } = { EINVAL: 'notFile', EFBIG: 'tooLarge', ENOENT: 'dangling' };

/** A link to a place that does not exist is a file that somebody named and that is missing, not the absence of one. */
const isDangling = async (path: string): Promise<boolean> => (await isLink(path)) || (await isLink(dirname(path)));

const isLink = async (path: string): Promise<boolean> => {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
};
