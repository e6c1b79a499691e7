import { parseArgs } from 'node:util';
import { startStandin } from './startStandin.ts';

const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    port: { type: 'string' },
    bare: { type: 'boolean', default: false },
    tied: { type: 'boolean', default: false },
  },
});

if (values.project === undefined) {
  console.error('Usage: node test/standin/serve.ts --project DIR [--port N] [--bare] [--tied]');
  process.exit(2);
}

// Library logging has no place in the home directory of whoever runs this.

// Library logging has no place in the home directory of whoever runs this.
process.env['SF_DISABLE_LOG_FILE'] ??= 'true';

const standin = await startStandin({
  project: values.project,
  bare: values.bare,
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
});

const stop = (): void => void standin.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (values.tied) {
  process.stdin.on('end', stop);
  process.stdin.resume();
}

console.log(
  JSON.stringify({
    url: standin.url,
    orgId: standin.org.orgId,
    username: standin.adminUsername,
    accessToken: standin.accessToken(),
    jwtKeyHint: 'any RSA private key and any client id will do',
  })
);
