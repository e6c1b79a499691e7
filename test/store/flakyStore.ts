import { setTimeout as sleep } from 'node:timers/promises';
import { loadSqlite } from '../../src/store/sqlite/connection/loadSqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreFactory } from './contract/factory.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

/** Milliseconds. */
const SLOWEST = 3;
/** Of all statements. */
const FAILING = 1 / 60;
/** More failures of one call in a row than happen by chance. */
const ATTEMPTS = 100;

class ConnectionLost extends Error {}

/** A small generator, so that a failing run can be had again by its seed. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** How often a connection was lost until now. */
export const lost = { connections: 0 };

/** Calls under way. */
let calls = 0;

/**
 * While calls are under way, statements of every SQLite connection of this process fail at random, as those of a database
 * far away do when its connection breaks: in the middle of a transaction, too.
 */
const failing = <Method extends (...parameters: never[]) => unknown>(method: Method, random: () => number): Method =>
  function (this: unknown, ...parameters: never[]) {
    if (calls > 0 && random() < FAILING) {
      lost.connections += 1;
      throw new ConnectionLost('The connection was lost.');
    }
    return method.apply(this, parameters);
  } as Method;

/** Returns how to undo it. Also the end of a transaction fails: then it is not known to have had an effect, and had none. */
const letStatementsFail = (random: () => number): (() => void) => {
  const { StatementSync, DatabaseSync } = loadSqlite();
  const { run, get, all, iterate } = StatementSync.prototype;
  const { exec } = DatabaseSync.prototype;
  const [statement, database] = [StatementSync.prototype, DatabaseSync.prototype];
  Object.assign(statement, {
    run: failing(run, random),
    get: failing(get, random),
    all: failing(all, random),
    iterate: failing(iterate, random),
  });
  const failingExec = failing(exec, random);
  Object.assign(database, {
    exec(this: InstanceType<typeof DatabaseSync>, text: string) {
      // What cleans up behind a failure goes through.
      (text === 'COMMIT' ? failingExec : exec).call(this, text);
    },
  });
  return () => {
    Object.assign(statement, { run, get, all, iterate });
    Object.assign(database, { exec });
  };
};

/** A store that answers late, and calls each method again whose connection was lost on the way. */
const patient = (store: Store, random: () => number): Store => {
  const call = async (method: () => Promise<unknown>): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      await sleep(random() * SLOWEST);
      calls += 1;
      try {
        return await method();
      } catch (error) {
        if (!(error instanceof ConnectionLost) || attempt === ATTEMPTS) throw error;
      } finally {
        calls -= 1;
      }
    }
  };
  const methods = Object.entries(store).map(([name, method]) => [
    name,
    (...parameters: never[]) => call(() => (method as (...given: never[]) => Promise<unknown>)(...parameters)),
  ]);
  return Object.fromEntries(methods) as Store;
};

/** SQLite as if it were a database far away. Fails midway must have had no effect, or the second attempt would show it. */
export const flakyStoreFactory =
  (seed: number): StoreFactory =>
  async () => {
    const random = randomFrom(seed);
    const fixture = await temporarySqliteStore();
    const undo = letStatementsFail(random);
    return {
      store: patient(fixture.store, random),
      reopen: async () => patient(await fixture.reopen(), random),
      destroy: async () => {
        undo();
        await fixture.destroy();
      },
    };
  };
