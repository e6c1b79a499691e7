import { viewMessage } from '../messages.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { EffectivePolicy } from '../policy/effectivePolicy.ts';
import { printable } from '../redact.ts';
import { tableOf, type Table } from './table.ts';

/** A policy as `--json` shows it; part of the contract. */
export type PolicyView = {
  name: string;
  corporate?: boolean;
  org?: boolean;
  effective: boolean;
  decidedBy: EffectivePolicy['decidedBy'];
  /** Neither value nor problem: it says nothing. */
  sources: Array<{ level: 'corporate' | 'org'; where: string; value?: boolean; problem?: string }>;
  featuresOff: string[];
};

export const policyView = (policy: EffectivePolicy, featuresOff: readonly string[]): PolicyView => {
  const { name, corporate, org, effective, decidedBy } = policy;
  return {
    name,
    ...omitUndefined({ corporate, org }),
    effective,
    decidedBy,
    sources: policy.sources.map(({ level, where, value, problem }) => ({
      level,
      where,
      ...omitUndefined({ value, problem }),
    })),
    featuresOff: [...featuresOff],
  };
};

const onOff = (value: boolean | undefined): string =>
  value === undefined ? viewMessage('policy.unset') : viewMessage(value ? 'policy.on' : 'policy.off');

/** The policies in one row each. */
export const policyTable = (policies: readonly PolicyView[]): Table =>
  tableOf(
    [
      { key: 'name', name: 'Policy' },
      { key: 'corporate', name: 'Corporate' },
      { key: 'org', name: 'Org' },
      { key: 'effective', name: 'In Force' },
      { key: 'decidedBy', name: 'Decided By' },
      { key: 'featuresOff', name: 'Features Off' },
    ],
    policies.map((policy) => ({
      name: policy.name,
      corporate: onOff(policy.corporate),
      org: policy.sources.some(({ level }) => level === 'org') ? onOff(policy.org) : '',
      effective: onOff(policy.effective),
      decidedBy: policy.decidedBy,
      featuresOff: policy.featuresOff.map((feature) => viewMessage(`feature.${feature}`)).join(', '),
    }))
  );

/** Every source and what it says of each policy. */
export const sourceTable = (policies: readonly PolicyView[]): Table =>
  tableOf(
    [
      { key: 'name', name: 'Policy' },
      { key: 'level', name: 'Level' },
      { key: 'where', name: 'Source' },
      { key: 'says', name: 'Says' },
    ],
    policies.flatMap(({ name, sources }) =>
      sources.map((source) => ({
        name,
        level: source.level,
        where: printable(source.where),
        says:
          source.problem === undefined
            ? onOff(source.value)
            : viewMessage('policy.problem', [printable(source.problem)]),
      }))
    ),
    { title: viewMessage('policy.sources') }
  );
