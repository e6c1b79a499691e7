import { expect } from 'chai';
import { unservedDue } from '../../src/schedule/dueRun.ts';
import { scheduleState } from '../../src/schedule/scheduleState.ts';
import type { AuditRecord, RunRecord } from '../../src/store/records.ts';

const org = {
  connectedAt: '2025-12-01T00:00:00.000Z',
  schedule: { time: '22:00', timezone: 'UTC', since: '2026-01-01T12:00:00.000Z' },
};
const run = (startedAt: string, change: Partial<RunRecord> = {}): RunRecord =>
  ({ startedAt, trigger: 'scheduled', state: 'succeeded', ...change }) as RunRecord;
const refusal = (at: string, trigger = 'scheduled'): AuditRecord => ({
  at,
  actor: 'timer',
  from: 'here',
  action: 'sync refused',
  detail: { trigger },
});

const lastNight = '2026-01-05T22:00:00.000Z';
const now = '2026-01-06T08:00:00.000Z';

describe('what is due', () => {
  for (const [what, runs, audits, due] of [
    ['is the last time that passed', [], [], lastNight],
    ['is one run though many were missed', [run('2026-01-02T22:00:01.000Z')], [], lastNight],
    ['is not served by a run of a time to come', [run('2999-01-01T00:00:00.000Z')], [], lastNight],
    ['is not refused at a time to come', [], [refusal('2999-01-01T00:00:00.000Z')], lastNight],
    ['is nothing once it ran', [run('2026-01-05T22:00:00.000Z')], [], undefined],
    ['is nothing while it runs', [run('2026-01-05T22:00:01.000Z', { state: 'running' })], [], undefined],
    [
      'is nothing after it failed, until the next time',
      [run('2026-01-05T22:00:01.000Z', { state: 'failed' })],
      [],
      undefined,
    ],
    [
      'is nothing once somebody synced by hand',
      [run('2026-01-06T07:00:00.000Z', { trigger: 'manual' })],
      [],
      undefined,
    ],
    [
      'is still due when that failed',
      [run('2026-01-06T07:00:00.000Z', { trigger: 'manual', state: 'failed' })],
      [],
      lastNight,
    ],
    ['is nothing once it was refused', [], [refusal('2026-01-05T22:00:01.000Z')], undefined],
    ['is due again after a refusal of another night', [], [refusal('2026-01-04T22:00:01.000Z')], lastNight],
    ['is due though a person was refused', [], [refusal('2026-01-06T07:00:00.000Z', 'manual')], lastNight],
  ] as const) {
    it(what, () => {
      expect(unservedDue(org, runs, audits, new Date(now))?.toISOString()).to.equal(due);
    });
  }

  it('is nothing before the first time after the schedule was set', () => {
    const schedule = { ...org.schedule, since: '2026-01-05T23:00:00.000Z' };

    expect(unservedDue({ ...org, schedule }, [], [], new Date(now))).to.equal(undefined);
    expect(unservedDue({ ...org, schedule }, [], [], new Date('2026-01-06T22:00:00.000Z'))).to.not.equal(undefined);
  });

  it('is nothing without a schedule', () => {
    expect(unservedDue({ connectedAt: org.connectedAt }, [], [], new Date(now))).to.equal(undefined);
  });
});

describe('the state of a schedule', () => {
  const { time, timezone } = org.schedule;

  it('is active with its next run', () => {
    expect(scheduleState(org, false, new Date(now))).to.deep.equal({
      state: 'active',
      time,
      timezone,
      nextRun: '2026-01-06T22:00:00.000Z',
    });
  });

  it('is suspended and kept under Manual Sync Only, and comes back with the policy lifted', () => {
    expect(scheduleState(org, true, new Date(now))).to.deep.equal({ state: 'suspended', time, timezone });
  });

  it('is off without a schedule, whatever the policy', () => {
    expect([true, false].map((on) => scheduleState({}, on, new Date(now)))).to.deep.equal([
      { state: 'off' },
      { state: 'off' },
    ]);
  });
});
