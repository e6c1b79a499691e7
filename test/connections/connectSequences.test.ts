import { expect } from 'chai';
import fc from 'fast-check';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { disconnectOrg } from '../../src/connections/disconnectOrg.ts';
import { updateOrg } from '../../src/connections/updateOrg.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';
import { collaboratorsFor } from '../sync/syncRig.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

/** An org that says no more than who it is. */
const sessionOf = (username: string, orgId: string): OrgSession =>
  ({
    username,
    instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com',
    apiVersion: '67.0',
    get: (path: string) =>
      Promise.resolve({
        done: true,
        records: path.includes('Organization')
          ? [{ Id: orgId, Name: 'Acme', IsSandbox: true, OrganizationType: 'Enterprise Edition' }]
          : [],
      }),
    postSoap: () => Promise.reject(new Error('nothing more is asked')),
    end: () => Promise.resolve([]),
    sleep: () => Promise.resolve(),
    random: () => 0.5,
  }) as unknown as OrgSession;

/** The policy would forbid a stored login. */
const AFRESH = { trigger: 'manual', credential: 'fresh' } as const;

const STEPS = [
  'connect',
  'connect as another',
  'connect strictly',
  'update links',
  'disconnect',
  'erase',
  'refresh',
  'lift',
] as const;

describe('whatever is done to a connection', () => {
  let logins: ScratchLogins;

  before(() => {
    logins = scratchLogins();
  });

  after(() => logins.remove());

  it("never turns the org's own policy off, but by saying so", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 14 }), async (steps) => {
        const store = createMemoryStore();
        let refreshes = 1;
        const orgId = (): string => `00D00000000000${String(refreshes)}AAA`;
        const collaborators = {
          ...collaboratorsFor(store),
          connect: async (username: string) => sessionOf(username, orgId()),
        };
        const connected = async () => (await store.orgs())[0];
        const connect = (username: string, more: object = {}) =>
          connectOrg({ username, actor: 'ada', context: AFRESH, acceptRefresh: true, ...more }, collaborators);
        let isOn = false;

        for (const step of steps) {
          const org = await connected();
          if (step === 'connect') await connect('ada@acme.example');
          else if (step === 'connect as another') await connect('bob@acme.example');
          else if (step === 'connect strictly') {
            await connect('ada@acme.example', { manualSyncOnly: true });
            isOn = true;
          } else if (step === 'refresh') refreshes += 1;
          else if (org !== undefined && step === 'update links') {
            await updateOrg(
              {
                org,
                settings: { linkTarget: 'classic' },
                actor: 'ada',
                readings: corporateReadings(),
                timezone: 'UTC',
              },
              collaborators
            );
          } else if (org !== undefined && step === 'lift') {
            await updateOrg(
              {
                org,
                settings: { manualSyncOnly: false },
                actor: 'ada',
                readings: corporateReadings(),
                timezone: 'UTC',
              },
              collaborators
            );
            isOn = false;
          } else if (org !== undefined && (step === 'disconnect' || step === 'erase')) {
            await disconnectOrg({ org, erase: step === 'erase', actor: 'ada' }, collaborators);
          }

          const now = await connected();
          if (now !== undefined) expect(now.policies['manual-sync-only'] ?? false, steps.join(', ')).to.equal(isOn);
        }
      }),
      { numRuns: 300 }
    ));
});
