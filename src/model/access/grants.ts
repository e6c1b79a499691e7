import type { ComponentName } from '../names/componentName.ts';

export type GrantRecord = {
  readonly principal: ComponentName;
  /** May be a name that the model has no component of (a standard field). */
  readonly target: ComponentName;
  /** Bit set of the rights below. */
  readonly rights: number;
};

/** Rights of a grant as a bit set, so that a million grants stay small: the first is bit 0. */
export const RIGHTS = [
  'read',
  'create',
  'edit',
  'delete',
  'viewAll',
  'modifyAll',
  'viewAllFields',
  'access',
  'default',
] as const;

export type Right = (typeof RIGHTS)[number];

export const rightsOf = (rights: readonly Right[]): number =>
  rights.reduce((bits, right) => bits | (1 << RIGHTS.indexOf(right)), 0);

export const rightNames = (bits: number): Right[] => RIGHTS.filter((_, index) => (bits & (1 << index)) !== 0);
