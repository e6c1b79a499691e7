import { expect } from 'chai';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { lastDue, nextDue } from '../../src/schedule/dueRun.ts';

const ZONES = [
  'UTC',
  'Europe/Zurich',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
];

const two = (value: number): string => String(value).padStart(2, '0');

const anySchedule = fc
  .record({
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    timezone: fc.constantFrom(...ZONES),
  })
  .map(({ hour, minute, timezone }) => ({ time: `${two(hour)}:${two(minute)}`, timezone }));

const anyMoment = fc.date({ min: new Date('2005-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });

const DAY = 24 * 3_600_000;

describe('the due times of a schedule', () => {
  it('are always in the future, and at most a day and a change of the clock or the date away', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, moment) => {
        const wait = nextDue(schedule, moment).getTime() - moment.getTime();

        expect(wait).to.be.greaterThan(0);
        expect(wait).to.be.at.most(schedule.timezone === 'Pacific/Apia' ? 2 * DAY : DAY + 2 * 3_600_000);
      }),
      { numRuns: 300 }
    );
  });

  it('are at the wall time of their zone, unless the clock jumps over it', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, moment) => {
        const due = DateTime.fromJSDate(nextDue(schedule, moment), { zone: schedule.timezone });
        const before = due.minus({ hours: 3 }).offset;

        if (due.offset <= before) expect(due.toFormat('HH:mm')).to.equal(schedule.time);
        else expect([schedule.time, later(schedule.time, due.offset - before)]).to.include(due.toFormat('HH:mm'));
      }),
      { numRuns: 300 }
    );
  });

  it('follow each other without one between them', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, moment) => {
        const next = nextDue(schedule, moment);

        expect(lastDue(schedule, next)).to.deep.equal(next);
        expect(lastDue(schedule, new Date(next.getTime() - 1)).getTime()).to.be.at.most(moment.getTime());
        expect(lastDue(schedule, moment).getTime()).to.be.at.most(moment.getTime());
      }),
      { numRuns: 300 }
    );
  });

  for (const [what, time, timezone, after, due] of [
    ['on an ordinary day', '22:15', 'Europe/Zurich', '2026-06-01T12:00:00Z', '2026-06-01T20:15:00Z'],
    ['on the next day when it has passed', '01:15', 'Europe/Zurich', '2026-06-01T12:00:00Z', '2026-06-01T23:15:00Z'],
    ['strictly after the moment', '12:00', 'UTC', '2026-06-01T12:00:00Z', '2026-06-02T12:00:00Z'],
    [
      'an hour later where the clock jumps over it',
      '02:30',
      'Europe/Zurich',
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:30:00Z',
    ],
    ['an hour later in New York', '02:30', 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-08T07:30:00Z'],
    ['at the first of two', '02:30', 'Europe/Zurich', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    ['not at the second of two', '02:30', 'Europe/Zurich', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ['at the first of two in New York', '01:30', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-01T05:30:00Z'],
    ['with a change of half an hour', '02:15', 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-03T15:45:00Z'],
    ['on the day after one that was left out', '03:00', 'Pacific/Apia', '2011-12-29T14:00:00Z', '2011-12-30T13:00:00Z'],
  ] as const) {
    it(`come ${what}`, () => {
      expect(nextDue({ time, timezone }, new Date(after)).toISOString()).to.equal(new Date(due).toISOString());
    });
  }

  it('do not depend on the season in which they are asked', () => {
    const ask = (): Date => nextDue({ time: '02:30', timezone: 'Europe/Zurich' }, new Date('2026-10-24T12:00:00Z'));
    const real = Date.now;
    try {
      Date.now = () => Date.UTC(2026, 0, 1);
      const inWinter = ask();
      Date.now = () => Date.UTC(2026, 6, 1);
      expect(ask()).to.deep.equal(inWinter);
    } finally {
      Date.now = real;
    }
  });
});

const later = (time: string, minutes: number): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = (hour * 60 + minute + minutes) % (24 * 60);
  return `${two(Math.floor(total / 60))}:${two(total % 60)}`;
};
