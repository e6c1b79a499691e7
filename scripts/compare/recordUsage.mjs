// Preloaded into a measured process with --import: writes what it used to the file that MEASURE_USAGE names.
import { writeFileSync } from 'node:fs';

const file = process.env.MEASURE_USAGE;
if (file) {
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    // The largest process counts: the sf CLI's own launcher may write first.
    writeFileSync(
      `${file}.${process.pid}`,
      JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024 })
    );
  });
}
