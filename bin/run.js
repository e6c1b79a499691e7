#!/usr/bin/env node
// Nothing may be imported before this check: an older Node fails deep inside a library, with words that help nobody.
const OLDEST_NODE = [22, 16];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(
    `sf elements needs Node.js ${OLDEST_NODE.join('.')} or later; this is ${process.version}. ` +
      'Install a current version, or run it through npm in the project ("npm run sf -- elements --help"), which brings its own.\n'
  );
  process.exitCode = 1;
} else {
  // As src/sync/run/smallHeap.ts does for a sync, but before the first modules are loaded.
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  const { Errors, flush, run } = await import('@oclif/core');
  // Where the reader has gone, as in `… | head`, oclif's flush would wait for ever; the command itself ends its work.
  const readerGone = new Promise((resolve) => {
    process.stdout.on('error', ({ code }) => code === 'EPIPE' && resolve());
  });
  try {
    await run(process.argv.slice(2), import.meta.url);
    await Promise.race([flush(), readerGone]);
  } catch (error) {
    await Errors.handle(error instanceof Error ? error : new Error(String(error)));
  }
}
