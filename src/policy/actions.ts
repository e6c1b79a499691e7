import type { EffectivePolicy } from './effectivePolicy.ts';
import type { Role } from './policies.ts';

/** How Manual Sync Only treats an action. */
type Treatment = {
  /** Any of these roles may. */
  readonly roles: readonly Role[];
  /** What holds on top while Manual Sync Only is on; absent where the policy changes nothing. */
  readonly underManualSyncOnly?: {
    readonly roles: readonly Role[];
    /** Whether the org is asked something: then only with a person's fresh authentication. */
    readonly asksOrg: boolean;
  };
  /** Who owned the store before may, and root; whatever their role is now. */
  readonly byFormerOwner?: true;
  /** The feature that it belongs to: refused where a policy turns that off. */
  readonly feature?: Feature;
};

const ANYBODY: readonly Role[] = ['corporate admin', 'manager', 'editor', 'viewer', 'worker'];
const EDITORS: readonly Role[] = ['corporate admin', 'manager', 'editor', 'worker'];
const MANAGERS: readonly Role[] = ['corporate admin', 'manager'];

/** What can be done to an org or a policy, and who may. Every command names some of these (`COMMAND_ACTIONS`). */
const TREATMENTS = {
  /** Nothing of an org or a store: texts and files that are the same for everybody. */
  'use nothing': { roles: ANYBODY },
  'read the model': { roles: ANYBODY },
  /** Asks an org about itself and its user without reading its metadata into a model. */
  'check an org': { roles: ANYBODY, underManualSyncOnly: { roles: MANAGERS, asksOrg: true } },
  sync: {
    roles: EDITORS,
    underManualSyncOnly: { roles: ['manager'], asksOrg: true },
  },
  'change an org': { roles: MANAGERS },
  /** Removes history for good, and gives back its room. */
  'prune history': { roles: MANAGERS },
  'remove credentials': { roles: MANAGERS },
  'set corporate policy': { roles: ['corporate admin'] },
  /** Lifts, for this account, what only a store said that is gone. */
  'forget a store': { roles: MANAGERS },
  'confirm an owner': { roles: ANYBODY, byFormerOwner: true },
  'read Q9': { roles: EDITORS, feature: 'q9' },
  'read Q9 quote lines': { roles: EDITORS, feature: 'q9-quote-line-microscope' },
  'read Copado': { roles: EDITORS, feature: 'copado' },
  'read DevOps Center': { roles: EDITORS, feature: 'sf_devops' },
  'write descriptions': { roles: MANAGERS, feature: 'description-write-back' },
} as const satisfies { readonly [action: string]: Treatment };

export type Action = keyof typeof TREATMENTS;

export const ACTIONS = Object.keys(TREATMENTS) as readonly Action[];

export const treatmentOf = (action: Action): Treatment => TREATMENTS[action];

/**
 * What each command does, as the guard judges it. A command with several is judged by the one that it turns out to do.
 * A test holds this against the commands that there are: one that is not in it can't be added.
 */
export const COMMAND_ACTIONS: { readonly [command: string]: readonly Action[] } = {
  'elements backend prune': ['prune history'],
  'elements model display': ['read the model'],
  'elements model list': ['read the model'],
  'elements model search': ['read the model'],
  'elements model types': ['use nothing'],
  'elements org check': ['check an org'],
  'elements org connect': ['change an org', 'check an org', 'sync'],
  'elements org disconnect': ['change an org'],
  'elements org display': ['read the model'],
  'elements org generate marker': ['use nothing'],
  'elements org generate user': ['use nothing'],
  'elements org list': ['read the model'],
  'elements org update': ['change an org'],
  'elements policy audit': ['read the model', 'confirm an owner', 'forget a store'],
  'elements policy display': ['read the model'],
  'elements policy enforce': ['remove credentials'],
  'elements policy set': ['set corporate policy', 'change an org', 'remove credentials'],
  'elements schedule list': ['read the model'],
  'elements schedule run': ['sync'],
  'elements sync': ['sync'],
  'elements sync history': ['read the model'],
};

/** What Manual Sync Only turns off: what works with records of managed packages, and what writes to the org. */
const FEATURES = ['q9', 'q9-quote-line-microscope', 'copado', 'sf_devops', 'description-write-back'] as const;

export type Feature = (typeof FEATURES)[number];

/** The features that a policy turns off as it is in force. */
export const featuresOff = (policy: Pick<EffectivePolicy, 'name' | 'effective'>): readonly Feature[] =>
  policy.name === 'manual-sync-only' && policy.effective ? FEATURES : [];
