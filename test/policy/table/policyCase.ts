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

/** One row: everything that decides over a sync. */
export type PolicyCase = {
  readonly corporate: (typeof CORPORATE)[number];
  readonly org: (typeof ORG)[number];
  readonly trigger: (typeof TRIGGERS)[number];
  readonly login: (typeof LOGINS)[number];
  readonly role: (typeof ROLES)[number];
};

export const FACTORS = { corporate: CORPORATE, org: ORG, trigger: TRIGGERS, login: LOGINS, role: ROLES } as const;

/** Every combination there is. */
export const everyCase = (): PolicyCase[] =>
  LOGINS.flatMap((login) =>
    ROLES.flatMap((role) =>
      ORG.flatMap((org) =>
        CORPORATE.flatMap((corporate) => TRIGGERS.map((trigger) => ({ corporate, org, trigger, login, role })))
      )
    )
  );

export const nameOf = ({ corporate, org, trigger, login, role }: PolicyCase): string =>
  `corporate ${corporate}, org ${org}, ${trigger}, ${login}, ${role}`;

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
