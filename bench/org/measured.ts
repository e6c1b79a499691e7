/** What one process used between two moments, its start and the loading of its modules left out. */
export type Measured = {
  /** Seconds of CPU, user and system, of all threads. */
  readonly cpu: number;
  /** Seconds by the clock. */
  readonly wall: number;
  /** Bytes: the largest resident size of the process, and its size when measuring began. */
  readonly peak: number;
  readonly before: number;
};

export const measuring = (): (() => Measured) => {
  const before = process.memoryUsage.rss();
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      cpu: (user + system) / 1e6,
      wall: (performance.now() - wall) / 1000,
      peak: process.resourceUsage().maxRSS * 1024,
      before,
    };
  };
};

/** How a measuring process tells its result: one line of JSON. */
export const tell = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`);
