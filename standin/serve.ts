import { parseArgs } from 'node:util';
import { startStandin } from './startStandin.ts';

/** `--delays` may stand without a seed. */
const args = process.argv
  .slice(2)
  .flatMap((arg, at, all) => (arg === '--delays' && !/^\d+$/.test(all[at + 1] ?? '') ? [arg, '1'] : [arg]));

const { values } = parseArgs({
  args,
  options: {
    project: { type: 'string' },
    port: { type: 'string' },
    bare: { type: 'boolean', default: false },
    'metadata-format': { type: 'boolean', default: false },
    delays: { type: 'string' },
    tied: { type: 'boolean', default: false },
  },
});

if (values.project === undefined) {
  console.error(
    'Usage: node standin/serve.ts --project DIR [--port N] [--bare] [--metadata-format] [--delays [SEED]] [--tied]'
  );
  process.exit(2);
}

// Library logging has no place in the home directory of whoever runs this.
process.env['SF_DISABLE_LOG_FILE'] ??= 'true';

const standin = await startStandin({
  project: values.project,
  bare: values.bare,
  metadataFormat: values['metadata-format'],
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.delays === undefined ? {} : { delays: { seed: Number(values.delays) } }),
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
