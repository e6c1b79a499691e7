import { omitUndefined } from '../model/omitUndefined.ts';
import { strictValue, type PolicyName } from './policies.ts';

/** What one source says of one policy. A `problem` counts as the stricter value; neither value nor problem: it is silent. */
export type PolicySource = {
  readonly level: 'corporate' | 'org';
  readonly where: string;
  readonly value?: boolean;
  readonly problem?: string;
  /** Only a project's configuration names it, which may have come from somebody else. */
  readonly isProjects?: true;
};

export type EffectivePolicy = {
  readonly name: PolicyName;
  /** Absent: no source of that level says anything. */
  readonly corporate?: boolean;
  readonly org?: boolean;
  readonly effective: boolean;
  readonly decidedBy: 'corporate' | 'org' | 'default';
  readonly sources: readonly PolicySource[];
};

/**
 * Combines the sources of one policy. They are a union and none shadows another: one that says the stricter value,
 * or that can't be understood, settles its level; the stricter of the two levels is in force.
 */
export const effectivePolicy = (name: PolicyName, sources: readonly PolicySource[]): EffectivePolicy => {
  const strict = strictValue(name);
  const corporate = combine(
    strict,
    sources.filter((source) => source.level === 'corporate')
  );
  const org = combine(
    strict,
    sources.filter((source) => source.level === 'org')
  );
  return {
    name,
    ...omitUndefined({ corporate, org }),
    ...decide(strict, corporate, org),
    sources,
  };
};

/** The sources on which a policy's effective value rests. */
export const decidingSources = (policy: EffectivePolicy): PolicySource[] =>
  policy.sources.filter(
    (source) => source.level === policy.decidedBy && sourceValue(strictValue(policy.name), source) === policy.effective
  );

/**
 * Whether a source that was read says the stricter value. One that can't be read, or that only a project names, is in force
 * for what is done, but no proof: nothing is deleted for it.
 */
export const isRead = (policy: Pick<EffectivePolicy, 'name' | 'sources'>): boolean =>
  policy.sources.some(
    ({ value, problem, isProjects }) => problem === undefined && !isProjects && value === strictValue(policy.name)
  );

/** Whether a project's configuration names a source that says the stricter value, and nothing else proves it. */
export const isOnlyProjects = (policy: Pick<EffectivePolicy, 'name' | 'sources'>): boolean =>
  !isRead(policy) &&
  policy.sources.some(
    ({ value, problem, isProjects }) => problem === undefined && isProjects && value === strictValue(policy.name)
  );

const combine = (strict: boolean, sources: readonly PolicySource[]): boolean | undefined => {
  const values = sources.map((source) => sourceValue(strict, source)).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  return values.includes(strict) ? strict : !strict;
};

const sourceValue = (strict: boolean, source: PolicySource): boolean | undefined =>
  source.problem === undefined ? source.value : strict;

const decide = (
  strict: boolean,
  corporate: boolean | undefined,
  org: boolean | undefined
): Pick<EffectivePolicy, 'effective' | 'decidedBy'> => {
  if (corporate === strict) return { effective: strict, decidedBy: 'corporate' };
  if (org === strict) return { effective: strict, decidedBy: 'org' };
  if (corporate !== undefined) return { effective: corporate, decidedBy: 'corporate' };
  if (org !== undefined) return { effective: org, decidedBy: 'org' };
  // Nobody said anything: both policies are off by default.
  return { effective: false, decidedBy: 'default' };
};
