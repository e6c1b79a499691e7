import { expect } from 'chai';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPolicies, type CorporatePlaces, type PolicyReadings } from '../../src/policy/readPolicies.ts';
import { createGuard, policyFor } from '../../src/policy/createGuard.ts';
import type { GuardContext, GuardedOrg } from '../../src/policy/guard.ts';
import { POLICY_NAMES, strictValue, type PolicyName } from '../../src/policy/policies.ts';

const value = fc.option(fc.boolean(), { nil: undefined });
const values = fc.record({ 'manual-sync-only': value, 'access-token-sync': value });
type Said = { readonly [name in PolicyName]: boolean | undefined };

/** What may stand at a place: a text that is no policy, or one that is; undefined where there is nothing. */
const content = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('', '{}', 'x', '{"version":2,"policies":{"manual-sync-only":"off"}}', '{"manual-sync-onyl":"off"}'),
  values
);
type Content = string | Said | undefined;

const textOf = (said: Content): string =>
  typeof said === 'string' ? said : JSON.stringify({ version: 1, policies: said ?? {} });

/** Everything that somebody may set who can't write the system-wide file; and that file. */
const world = fc.record({
  system: content,
  environment: content,
  environmentIsUrl: fc.boolean(),
  urlAnswers: fc.boolean(),
  local: content,
  global: content,
  inUse: values,
  byDefault: fc.option(values, { nil: undefined }),
  storeIsBroken: fc.boolean(),
  org: values,
  /** The org's own policies in the default store, and as the account noted them from a store that it used before. */
  elsewhere: values,
  noted: values,
  noteIsBroken: fc.boolean(),
  marked: fc.boolean(),
});
const ORG_ID = '00D000000000001EAA';
const IDENTITY = { orgId: ORG_ID, username: 'ada@acme.example', isSandbox: false, instanceUrl: '' };

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

describe('the policy in force', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tampering-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const put = (name: string, said: Content): string => {
    const path = join(folder, name);
    rmSync(path, { force: true });
    if (said !== undefined) writeFileSync(path, textOf(said));
    return path;
  };

  const known = (said: Said): { [name: string]: boolean } =>
    Object.fromEntries(Object.entries(said).filter((entry): entry is [string, boolean] => entry[1] !== undefined));

  const placesOf = (w: World): CorporatePlaces => {
    const environment = put('environment.json', w.environment);
    const config = (name: string, said: Content): CorporatePlaces['configFiles'][number] => {
      const path = put(`${name}-config.json`, undefined);
      put(`${name}.json`, said);
      if (said !== undefined) writeFileSync(path, JSON.stringify({ 'elements-corporate-policy': `${name}.json` }));
      return { path, base: folder, isProjects: name === 'local' };
    };
    const named = w.environmentIsUrl ? 'https://policies.example/p.json' : environment;
    return {
      systemFile: put('system.json', w.system),
      environment: w.environment === undefined ? {} : { SF_ELEMENTS_CORPORATE_POLICY: named },
      workingFolder: folder,
      configFiles: [config('local', w.local), config('global', w.global)],
      stores: [
        { where: 'sqlite:in-use', read: async () => ({ corporate: known(w.inUse), orgs: [] }) },
        {
          where: 'sqlite:default',
          read: async () => {
            if (w.storeIsBroken) throw new Error('it is damaged');
            return (
              w.byDefault && { corporate: known(w.byDefault), orgs: [{ ...IDENTITY, policies: known(w.elsewhere) }] }
            );
          },
        },
      ],
      known: async () => {
        const statement = w.noteIsBroken ? { problem: 'it is not valid JSON' } : { values: known(w.noted) };
        return Promise.resolve([{ where: 'noted', org: { orgId: ORG_ID.slice(0, 15) }, statement }]);
      },
      fetch: async () => {
        if (!w.urlAnswers) throw new TypeError('fetch failed');
        return new Response(textOf(w.environment));
      },
    };
  };

  const orgOf = (w: World): GuardedOrg => ({
    name: 'acme',
    orgId: ORG_ID,
    policies: known(w.org),
    marked: w.marked,
  });

  const SILENT: World = {
    system: undefined,
    environment: undefined,
    environmentIsUrl: false,
    urlAnswers: true,
    local: undefined,
    global: undefined,
    inUse: { 'manual-sync-only': undefined, 'access-token-sync': undefined },
    byDefault: undefined,
    storeIsBroken: false,
    org: { 'manual-sync-only': undefined, 'access-token-sync': undefined },
    elsewhere: { 'manual-sync-only': undefined, 'access-token-sync': undefined },
    noted: { 'manual-sync-only': undefined, 'access-token-sync': undefined },
    noteIsBroken: false,
    marked: false,
  };

  const isWeaker = (name: PolicyName, is: boolean, than: boolean): boolean =>
    is !== strictValue(name) && than === strictValue(name);

  const TOKEN: GuardContext = { trigger: 'pipeline', credential: 'environment' };
  const STORED: GuardContext = { trigger: 'manual', credential: 'stored' };
  const allows = async (readings: PolicyReadings, org: GuardedOrg, context: GuardContext): Promise<boolean> =>
    (
      await createGuard(
        async () => readings,
        async () => ['manager']
      ).allow('sync', org, context)
    ).allowed;

  /** Each corporate source of a world, alone in a world that is silent otherwise. */
  const alone = (w: World): World[] => {
    const { environment, environmentIsUrl, urlAnswers } = w;
    return [
      { ...SILENT, system: w.system },
      { ...SILENT, environment, environmentIsUrl, urlAnswers },
      { ...SILENT, local: w.local },
      { ...SILENT, global: w.global },
      { ...SILENT, inUse: w.inUse },
      { ...SILENT, byDefault: w.byDefault, storeIsBroken: w.storeIsBroken },
      { ...SILENT, marked: w.marked },
    ];
  };

  it('is never weaker than any corporate source says, for both policies', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (w) => {
        const whole = await readPolicies(placesOf(w));
        for (const one of alone(w)) {
          const said = await readPolicies(placesOf(one));
          for (const name of POLICY_NAMES) {
            const { corporate } = policyFor(name, orgOf(one), said);
            if (corporate === undefined) continue;
            expect(isWeaker(name, policyFor(name, orgOf(w), whole).effective, corporate), name).to.equal(false);
          }
        }
      }),
      { numRuns: 120 }
    );
  });

  /** Each place that may say an org's own policy, alone. */
  const aloneOfOrg = (w: World): World[] => [
    { ...SILENT, org: w.org },
    { ...SILENT, byDefault: SILENT.inUse, elsewhere: w.byDefault && !w.storeIsBroken ? w.elsewhere : SILENT.elsewhere },
    { ...SILENT, noted: w.noted, noteIsBroken: w.noteIsBroken },
  ];

  it("is never weaker than an org's own policy is anywhere, and another org has nothing to do with it", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (w) => {
        const whole = await readPolicies(placesOf(w));
        for (const name of POLICY_NAMES) {
          for (const one of aloneOfOrg(w)) {
            const { org } = policyFor(name, orgOf(one), await readPolicies(placesOf(one)));
            if (org === undefined) continue;
            expect(isWeaker(name, policyFor(name, orgOf(w), whole).effective, org), name).to.equal(false);
          }
          const another = { ...orgOf(w), orgId: '00D000000000002EAA' };
          const alone = policyFor(name, another, { corporate: [], orgs: [] });
          expect(policyFor(name, another, whole).org).to.equal(alone.org);
        }
      }),
      { numRuns: 120 }
    );
  });

  it('lets through nothing that the system-wide file alone would not', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (w) => {
        const said = await readPolicies(placesOf({ ...SILENT, system: w.system }));
        const whole = await readPolicies(placesOf(w));
        for (const context of [TOKEN, STORED]) {
          if (await allows(said, orgOf(SILENT), context)) continue;
          expect(await allows(whole, orgOf(w), context), context.credential).to.equal(false);
        }
      }),
      { numRuns: 120 }
    );
  });

  it('never lets a stored login through where any source turns Manual Sync Only on', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (w) => {
        const whole = await readPolicies(placesOf(w));
        const on = policyFor('manual-sync-only', orgOf(w), whole).effective;
        expect(await allows(whole, orgOf(w), STORED)).to.equal(!on);
      }),
      { numRuns: 100 }
    );
  });
});
