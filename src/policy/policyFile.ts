import { lstat, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { policyMessage } from '../messages.ts';
import type { PolicyStatement } from './policyForm.ts';

/** 1 MB: no policy file is larger, and nobody should be able to fill the memory with one. */
export const MAX_POLICY_BYTES = 1_000_000;

/** The statement of a file; undefined when there is no such file. Never throws: what can't be read is a problem. */
export const readPolicyFile = async (path: string): Promise<PolicyStatement | undefined> => {
  try {
    const bytes = await readBounded(path);
    if (bytes === 'not a file') return { problem: policyMessage('notFile') };
    if (bytes === 'too large') return { problem: policyMessage('tooLarge') };
    // Checking a form takes a library that is slow to load; most machines have no policy file.
    const { parsePolicyFile } = await import('./policyForm.ts');
    return parsePolicyFile(bytes.toString('utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT' && !(await isDangling(path))) return undefined;
    return { problem: policyMessage(code === 'ENOENT' ? 'dangling' : 'unreadable', [code]) };
  }
};

const readBounded = async (path: string): Promise<Buffer | 'not a file' | 'too large'> => {
  // Looked at before it is opened: opening a pipe would wait for whoever writes into it.
  if (!(await stat(path)).isFile()) return 'not a file';
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(MAX_POLICY_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (length > MAX_POLICY_BYTES) return 'too large';
      if (bytesRead === 0) return buffer.subarray(0, length);
    }
  } finally {
    await file.close();
  }
};

/** A link to a place that does not exist is a file that somebody named and that is missing, not the absence of one. */
const isDangling = async (path: string): Promise<boolean> => (await isLink(path)) || (await isLink(dirname(path)));

const isLink = async (path: string): Promise<boolean> => {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
};
