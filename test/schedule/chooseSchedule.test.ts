import { expect } from 'chai';
import fc from 'fast-check';
import { chooseSchedule, drawTime, isTime, isTimezone } from '../../src/schedule/chooseSchedule.ts';

const now = new Date('2026-01-01T12:00:00.000Z');
const since = now.toISOString();
const former = { time: '23:10', timezone: 'Europe/Zurich', since: '2025-01-01T00:00:00.000Z' };
const known = { former: undefined, draw: true, timezone: 'Asia/Tokyo', random: () => 0, now };

describe('the time that is drawn for a schedule', () => {
  it('is each minute from 21:00 to 05:59 with the same share of chance', () => {
    const times = Array.from({ length: 5400 }, (_, index) => drawTime((index + 0.5) / 5400));
    const counts = new Map<string, number>();
    for (const time of times) counts.set(time, (counts.get(time) ?? 0) + 1);

    expect(counts.size).to.equal(540);
    expect(new Set(counts.values())).to.deep.equal(new Set([10]));
    expect([times[0], times.at(-1)]).to.deep.equal(['21:00', '05:59']);
  });

  it('is never by day', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const time = drawTime(random);

        expect(isTime(time)).to.equal(true);
        expect(time >= '21:00' || time < '06:00', time).to.equal(true);
      })
    );
  });
});

describe('choosing a schedule', () => {
  for (const [what, wish, given, chosen] of [
    ['draws a time for an org without one', {}, {}, { time: '21:00', timezone: 'Asia/Tokyo', since }],
    ['draws in the zone that is asked for', { timezone: 'UTC' }, {}, { time: '21:00', timezone: 'UTC', since }],
    ['falls back to UTC where nobody knows the zone', {}, { timezone: '?' }, { time: '21:00', timezone: 'UTC', since }],
    ['takes the time that is asked for', { time: '04:05' }, {}, { time: '04:05', timezone: 'Asia/Tokyo', since }],
    ['draws none when it is not to', {}, { draw: false }, undefined],
    [
      'sets one though it is not to draw',
      { time: '04:05' },
      { draw: false },
      { time: '04:05', timezone: 'Asia/Tokyo', since },
    ],
    ['has none when that is asked for', { off: true }, { former }, undefined],
    ['keeps the one there is', {}, { former }, former],
    [
      'keeps the zone with a new time',
      { time: '04:05' },
      { former },
      { time: '04:05', timezone: 'Europe/Zurich', since },
    ],
    ['keeps the time in a new zone', { timezone: 'UTC' }, { former }, { time: '23:10', timezone: 'UTC', since }],
    ['changes nothing by saying the same again', { time: '23:10' }, { former }, former],
  ] as const) {
    it(what, () => {
      expect(chooseSchedule(wish, { ...known, ...given })).to.deep.equal(chosen);
    });
  }

  it('refuses what is no time', () => {
    for (const time of ['24:00', '7:30', '12:60', '1230', '12:30:00', '', 'noon', '12:30 ']) {
      expect(() => chooseSchedule({ time }, known), time)
        .to.throw()
        .with.property('name', 'InvalidScheduleError');
    }
  });

  it('refuses what is no time zone', () => {
    for (const timezone of ['Europe/Atlantis', '+02:00', '', 'CEST+1', '../etc']) {
      expect(() => chooseSchedule({ timezone }, known), timezone)
        .to.throw()
        .with.property('name', 'InvalidTimezoneError');
    }
    for (const timezone of ['UTC', 'Europe/Zurich', 'America/Argentina/Buenos_Aires']) {
      expect(isTimezone(timezone), timezone).to.equal(true);
    }
  });
});
