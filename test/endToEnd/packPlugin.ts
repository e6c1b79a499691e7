import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../scripts/realCli.ts';

const PACKED = ['package.json', 'README.md', 'tsconfig.json', 'src', 'messages'];

/**
 * Makes the tarball that a release would have, with the manifest that `prepack` writes. It is packed from a copy:
 * `prepack` empties `lib`, which other tests run from.
 */
export const packPlugin = async (folder: string): Promise<string> => {
  const copy = join(folder, 'package');
  await mkdir(copy, { recursive: true });
  for (const name of PACKED) await cp(join(projectRoot, name), join(copy, name), { recursive: true });
  await symlink(join(projectRoot, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const pack = ['pack', '--json', '--loglevel=error', '--pack-destination', folder];
  const options = { cwd: copy, timeout: 120_000, shell: process.platform === 'win32' };
  const { stdout } = await promisify(execFile)('npm', pack, options).catch((error: unknown) => {
    throw new Error(`npm pack failed: ${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  });
  // What `prepack` prints stands before npm's own answer.
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as Array<{ filename: string }>;
  if (packed === undefined) throw new Error(`npm pack gave no file: ${stdout}`);
  return join(folder, packed.filename);
};
