import type { AddressInfo } from 'node:net';
import { Control } from './control.ts';
import { Delays, realClock, type Clock } from './delays/delays.ts';
import { JobSchedule } from './delays/jobSchedule.ts';
import type { DelayOptions } from './delays/profile.ts';
import { Cursors } from './doors/cursors.ts';
import { Faults } from './faults.ts';
import { loadOrg, type LoadOptions } from './load/loadOrg.ts';
import { typeCatalogue } from './metadataTypes.ts';
import type { StandinOrg } from './orgState.ts';
import { RequestLog, type LoggedRequest } from './requestLog.ts';
import { standinServer } from './server.ts';
import { Sessions } from './sessions.ts';
import { RetrieveJobs } from './soap/retrieveJobs.ts';
import type { Limits, World } from './world.ts';

export type StandinOptions = LoadOptions & {
  /** A free port when not given. Listens on 127.0.0.1 only. */
  readonly port?: number;
  readonly limits?: Partial<Limits>;
  /** Lets calls and retrieves take the time of `standin/delays/profile.ts`, with the jitter of this seed. */
  readonly delays?: DelayOptions;
  /** Of delays and of retrieves. */
  readonly clock?: Clock;
  /** Clock of the dates that edits leave. */
  readonly now?: () => Date;
};

export type Standin = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly org: StandinOrg;
  /** The first active user whose profile is `Admin`, else the first user. */
  readonly adminUsername: string;
  /** Opens a session, the administrator's when no user is named. */
  accessToken(username?: string): string;
  readonly control: Control;
  /** Everything that came in so far, in order. */
  requests(): readonly LoggedRequest[];
  /** How many requests came by operation. */
  calls(): Record<string, number>;
  forgetRequests(): void;
  stop(): Promise<void>;
};

const megabyte = 1024 * 1024;

const salesforceLimits: Limits = {
  retrieveFiles: 10_000,
  retrieveBytes: 600 * megabyte,
  retrieveZipBytes: 39 * megabyte,
  queryRows: 2000,
  apiCallsUsed: 0,
  apiCallsMax: 100_000,
  retrieveMs: 0,
};

/** The administrator stands first in the org's users: who is nobody else signs in as the first. */
function adminFirst(org: StandinOrg): void {
  const admin = org.users.findIndex(({ profile, isActive }) => profile === 'Admin' && isActive);
  if (admin > 0) org.users.unshift(...org.users.splice(admin, 1));
}

/** Serves an sfdx source project as if it were a Salesforce org, until `stop`. */
export async function startStandin(options: StandinOptions): Promise<Standin> {
  const org = await loadOrg(options);
  adminFirst(org);
  const now = options.now ?? ((): Date => new Date());
  const clock = options.clock ?? realClock;
  const delays = options.delays === undefined ? undefined : new Delays(options.delays, clock);
  const world: World = {
    org,
    catalogue: typeCatalogue(),
    sessions: new Sessions(org.orgId, now),
    faults: new Faults(),
    retrieves: new RetrieveJobs(new JobSchedule(delays?.profile, clock.now)),
    cursors: new Cursors(),
    log: new RequestLog(),
    limits: { ...salesforceLimits, ...options.limits },
    delays,
    now,
    baseUrl: '',
  };
  const control = new Control(world);
  const server = standinServer(world, control);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const adminUsername = org.users[0]?.username ?? '';
  return {
    url: world.baseUrl,
    org,
    adminUsername,
    accessToken: (username = adminUsername) => world.sessions.open(username),
    control,
    requests: () => world.log.all(),
    calls: () => world.log.counts(),
    forgetRequests: () => world.log.clear(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
