/** A check of an org or its user; part of the contract. */
export type Check = {
  name: string;
  state: 'passed' | 'failed' | 'warning' | 'unknown';
  /** Whether a sync is refused when it fails. */
  required: boolean;
  message: string;
  /** Metadata types and objects that a sync does without. */
  lost?: string[];
  actions?: string[];
};
