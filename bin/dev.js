#!/usr/bin/env node
// The same as run.js with oclif's developer settings (stack traces). It runs `lib` too, so build first.
const OLDEST_NODE = [22, 13];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(`sf elements needs Node.js ${OLDEST_NODE.join('.')} or later; this is ${process.version}.\n`);
  process.exitCode = 1;
} else {
  const { execute } = await import('@oclif/core');
  await execute({ development: true, dir: import.meta.url });
}
