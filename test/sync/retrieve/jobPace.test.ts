import { expect } from 'chai';
import fc from 'fast-check';
import { createJobPace, waitBeforeLook, type JobPace } from '../../../src/sync/retrieve/jobPace.ts';

/** The looks at a job that takes so long, as times since it began, in milliseconds. */
const looksAt = (duration: number, pace: JobPace, workMs = 1000): number[] => {
  const looks: number[] = [];
  for (let at = 0; at < duration; looks.push(at)) {
    at += waitBeforeLook(at, { looks: looks.length, expected: pace.expected(workMs) });
  }
  pace.ended(workMs, { took: looks.at(-1) ?? 0, before: looks.at(-2) ?? 0 });
  return looks;
};

const last = (looks: readonly number[]): number => looks.at(-1) ?? 0;

describe('when a retrieve job is looked at', () => {
  it('is soon, while nothing is known of the org', () => {
    expect(createJobPace().expected(1000)).to.equal(undefined);
    expect(looksAt(300, createJobPace())).to.deep.equal([500]);
  });

  it('is near the end of a job that takes as long as those before it', () => {
    for (const duration of [400, 3000, 12_000, 55_000]) {
      const pace = createJobPace();
      for (let job = 0; job < 6; job += 1) looksAt(duration, pace);
      const looks = looksAt(duration, pace);

      expect(last(looks) - duration).to.be.within(0, Math.max(500, duration * 0.06));
      expect(looks.length).to.be.at.most(4);
    }
  });

  it('expects more of a job that has more work', () => {
    const pace = createJobPace();
    looksAt(10_000, pace, 5000);

    expect(pace.expected(10_000)).to.be.greaterThan((pace.expected(5000) ?? 0) * 1.5);
  });

  it('comes in time for a job that is done sooner than those before it', () => {
    const pace = createJobPace();
    looksAt(3_600_000, pace);

    expect(last(looksAt(1000, pace))).to.be.at.most(60_000);
  });

  it('is not more often than once in two seconds, but for two looks, and never late by much', () => {
    const durations = fc.array(fc.record({ duration: fc.integer({ min: 1, max: 600_000 }), workMs: fc.nat(100_000) }), {
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(durations, (jobs) => {
        const pace = createJobPace();
        for (const { duration, workMs } of jobs) {
          const looks = looksAt(duration, pace, workMs);
          expect(looks.length).to.be.at.most(last(looks) / 2000 + 2);
          expect(last(looks)).to.be.at.most(Math.max(60_000, duration + 5000));
        }
      })
    );
  });
});
