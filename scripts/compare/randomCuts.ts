import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as yieldTurn } from 'node:timers/promises';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import type { SyncCollaborators } from '../../src/sync/syncCollaborators.ts';
import { silentReporter } from '../../src/engine/reporter.ts';
import { thisHolder } from '../../src/engine/systemCollaborators.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { createMemoryStore } from '../../test/store/memory/memoryStore.ts';
import type { Wanted } from '../../src/sync/plan/batches.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { saveLogin, scratchHome } from '../scratchHome.ts';
import { startStandin } from '../standinProcess.ts';

/*
 * `npm run compare:cuts -- DIR [SEED]`: syncs the same org ten times, each time cut into batches at random, into ten
 * empty stores. The contents must be the same each time, because they are functions of the org alone.
 */
const project = resolve(process.argv[2] ?? 'test/sample-org');
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);

/** Small, well-known generator (mulberry32), so that a seed repeats a run. */
const randomFrom = (start: number) => {
  let state = start;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const cutAtRandom = (wanted: readonly Wanted[], random: () => number): Wanted[][] => {
  const batches: Wanted[][] = Array.from({ length: 2 + Math.floor(random() * 8) }, () => []);
  for (const item of wanted) batches[Math.floor(random() * batches.length)]?.push(item);
  return batches.filter((batch) => batch.length > 0);
};

// @salesforce/core reads the home folder when it is loaded, which the engine does late: nothing of the person's is touched.
const home = mkdtempSync(join(tmpdir(), 'cuts-'));
Object.assign(process.env, { HOME: home, USERPROFILE: home, SF_DISABLE_LOG_FILE: 'true' });
const standin = await startStandin(project);
await saveLogin(scratchHome(home), { ...standin, alias: 'cuts' });
const digests = new Set<string>();
try {
  for (let cut = 0; cut < 10; cut += 1) {
    const random = randomFrom(seed + cut);
    const store = createMemoryStore();
    let ids = 0;
    let batches = 0;
    const sleep = async (): Promise<void> => void (await yieldTurn());
    const collaborators: SyncCollaborators = {
      store,
      guard: { allow: async () => ({ allowed: true }) },
      connect: (username) => openSession(username, { sleep, random: Math.random }),
      clock: { now: () => new Date(), sleep },
      newId: () => `id-${String((ids += 1))}`,
      reporter: silentReporter,
      cut: (wanted) => {
        const result = cutAtRandom(wanted, random);
        batches = result.length;
        return result;
      },
      process: { holder: thisHolder(), isAlive: () => true },
    };
    const org = await connectOrg({ username: standin.username, actor: 'compare' }, collaborators);
    const outcome = await syncOrg({ org, trigger: 'manual', actor: 'compare' }, collaborators);
    if (outcome.kind !== 'published') throw outcome.error;
    const { run } = outcome;
    const components = (await store.known(org.key)).map(
      (one) => `${one.type}:${one.fullName} ${one.ownHash} ${one.origin?.documentHash ?? ''}`
    );
    const digest = createHash('sha256').update(components.sort().join('\n')).digest('hex');
    digests.add(digest);
    console.log(
      `seed ${String(seed + cut)}: ${String(batches)} batches, ${String(components.length)} components, ${run.state}, ${digest.slice(0, 16)}`
    );
  }
} finally {
  await standin.stop();
  rmSync(home, { recursive: true, force: true });
}
console.log(digests.size === 1 ? 'identical' : `DIFFERENT: ${String(digests.size)} digests`);
if (digests.size !== 1) process.exitCode = 1;
