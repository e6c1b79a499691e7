/** What the corporation's policy file says; `broken` is no JSON, `missing` is named and not there. */
export const CORPORATE = ['none', 'on', 'off', 'broken', 'missing'] as const;

/** Whether the org's own Manual Sync Only is on. */
export const ORG = ['off', 'on'] as const;

export const TRIGGERS = ['manual', 'pipeline', 'scheduled'] as const;

/**
 * How the sync logs in: with what the sf CLI stores (from the browser, by a key, an access token); with a token from the
 * environment (that no policy permits, that the org permits, that corporation and org permit); in the browser, afresh.
 */
export const LOGINS = [
  'web',
  'key',
  'session',
  'token',
  'token the org permits',
  'token all permit',
  'browser',
] as const;

/** Who runs the program: who owns the store's file, who may write it too, who may only read it. */
export const ROLES = ['manager', 'editor', 'viewer'] as const;

/**
 * The store that the command uses. In all but the default one the org was connected without any policy; its own policy
 * is then what the default store of the account says.
 */
export const STORES = ['default', 'by flag', 'by environment', 'in another data folder', 'by a project'] as const;

/** One row: everything that decides over a sync. */
export type PolicyCase = {
  readonly corporate: (typeof CORPORATE)[number];
  readonly org: (typeof ORG)[number];
  readonly trigger: (typeof TRIGGERS)[number];
  readonly login: (typeof LOGINS)[number];
  readonly role: (typeof ROLES)[number];
  readonly store: (typeof STORES)[number];
};

export const FACTORS = {
  corporate: CORPORATE,
  org: ORG,
  trigger: TRIGGERS,
  login: LOGINS,
  role: ROLES,
  store: STORES,
} as const;

/** Every combination there is in the default store. */
export const everyCase = (): PolicyCase[] =>
  LOGINS.flatMap((login) =>
    ROLES.flatMap((role) =>
      ORG.flatMap((org) =>
        CORPORATE.flatMap((corporate) =>
          TRIGGERS.map((trigger) => ({ corporate, org, trigger, login, role, store: 'default' as const }))
        )
      )
    )
  );

/** What the store may change: whose policy it is, and the kind of login. The manager of it is who walks round a policy. */
export const otherStoreCases = (): PolicyCase[] =>
  STORES.filter((store) => store !== 'default').flatMap((store) =>
    (['web', 'session', 'token', 'token the org permits', 'browser'] as const).flatMap((login) =>
      ORG.flatMap((org) =>
        TRIGGERS.map((trigger) => ({
          corporate: 'none' as const,
          org,
          trigger,
          login,
          role: 'manager' as const,
          store,
        }))
      )
    )
  );

export const nameOf = ({ corporate, org, trigger, login, role, store }: PolicyCase): string =>
  `corporate ${corporate}, org ${org}, ${trigger}, ${login}, ${role}, store ${store}`;

/** What stands in the corporation's file; undefined where there is none. */
export const corporateText = ({ corporate, login }: PolicyCase): string | undefined => {
  if (corporate === 'none' || corporate === 'missing') return undefined;
  if (corporate === 'broken') return '{"version":1,"policies":{"manual-sync-only":';
  const tokens = login === 'token all permit' ? { 'access-token-sync': 'on' } : {};
  return JSON.stringify({ version: 1, policies: { 'manual-sync-only': corporate, ...tokens } });
};

/** What the org's record has for its own policies. */
export const orgPolicies = ({ org, login }: PolicyCase): { [name: string]: boolean } => ({
  ...(org === 'on' ? { 'manual-sync-only': true } : {}),
  ...(login === 'token the org permits' || login === 'token all permit' ? { 'access-token-sync': true } : {}),
});
