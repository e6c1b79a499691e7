import type { Feature } from './featuresOff.ts';
import type { Role } from './role.ts';

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
  /** The feature that it belongs to: refused where a policy turns that off. */
  readonly feature?: Feature;
};

const ANYBODY: readonly Role[] = ['corporate admin', 'manager', 'editor', 'viewer', 'worker'];
const EDITORS: readonly Role[] = ['corporate admin', 'manager', 'editor', 'worker'];
const MANAGERS: readonly Role[] = ['corporate admin', 'manager'];

/** What can be done to an org or a policy, and who may. Every command names one of these (`commandActions.ts`). */
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
  'remove credentials': { roles: MANAGERS },
  'set corporate policy': { roles: ['corporate admin'] },
  'read Q9': { roles: EDITORS, feature: 'q9' },
  'read Q9 quote lines': { roles: EDITORS, feature: 'q9-quote-line-microscope' },
  'read Copado': { roles: EDITORS, feature: 'copado' },
  'read DevOps Center': { roles: EDITORS, feature: 'sf_devops' },
  'write descriptions': { roles: MANAGERS, feature: 'description-write-back' },
} as const satisfies { readonly [action: string]: Treatment };

export type Action = keyof typeof TREATMENTS;

export const ACTIONS = Object.keys(TREATMENTS) as readonly Action[];

export const treatmentOf = (action: Action): Treatment => TREATMENTS[action];
