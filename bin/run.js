#!/usr/bin/env node
// Nothing may be imported before this check: an older Node fails deep inside a library, with words that help nobody.
const OLDEST_NODE = [22, 13];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(
    `sf elements needs Node.js ${OLDEST_NODE.join('.')} or later; this is ${process.version}. ` +
      'Install a current version, or run it through npm in the project ("npm run sf -- elements --help"), which brings its own.\n'
  );
  process.exitCode = 1;
} else {
  const { execute } = await import('@oclif/core');
  await execute({ dir: import.meta.url });
}
