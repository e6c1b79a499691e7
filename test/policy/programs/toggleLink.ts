import { lstatSync, renameSync, rmSync, symlinkSync } from 'node:fs';

/**
 * Another user of the machine at work: a link to the victim's folder comes and goes at a path, until the input ends. Says
 * `ready` first.
 */
const [path = '', target = ''] = process.argv.slice(2);

let isOver = false;
process.stdin.on('end', () => (isOver = true)).resume();
const toggle = (): void => {
  for (let round = 0; round < 200; round += 1) {
    try {
      symlinkSync(target, path);
      lstatSync(path);
      renameSync(path, `${path}-away`);
      rmSync(`${path}-away`);
    } catch {
      // The victim was faster.
    }
  }
  if (!isOver) setImmediate(toggle);
};
process.stdout.write('ready\n');
toggle();
