/** Seconds of CPU by step, of one thread of work that is in one step at a time. */
export type Steps = {
  /** The step that everything from now on belongs to; returns the one before. */
  readonly enter: (step: string) => string;
  readonly seconds: () => { readonly [step: string]: number };
};

export const createSteps = (first: string): Steps => {
  const seconds = new Map<string, number>();
  let current = first;
  let last = process.cpuUsage();
  const take = (): void => {
    const now = process.cpuUsage();
    const used = (now.user - last.user + now.system - last.system) / 1e6;
    seconds.set(current, (seconds.get(current) ?? 0) + used);
    last = now;
  };
  return {
    enter: (step) => {
      take();
      const before = current;
      current = step;
      return before;
    },
    seconds: () => {
      take();
      return Object.fromEntries(seconds);
    },
  };
};
