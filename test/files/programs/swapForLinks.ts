import { existsSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Another user of the machine at work: puts a link to the victim in the place of each hidden file that appears in the
 * folder, and of `names`, until a file named `stop` stands there. Says `ready` first, and at the end how often it was
 * done.
 */
const [folder = '', victim = '', ...names] = process.argv.slice(2);

let swaps = 0;
const swap = (name: string): void => {
  try {
    renameSync(join(folder, name), join(folder, `taken-${String(swaps)}`));
    symlinkSync(victim, join(folder, name));
    swaps += 1;
  } catch {
    // It is gone again already.
  }
};

process.stdout.write('ready\n');
while (!existsSync(join(folder, 'stop'))) {
  for (const name of readdirSync(folder)) if (name.startsWith('.') || names.includes(name)) swap(name);
}
process.stdout.write(`${String(swaps)}\n`);
