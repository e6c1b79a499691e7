// mocha's own readable report, and besides the counts as JSON in the file that the option `output` names.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      writeFileSync(options.reporterOptions.output, JSON.stringify({ passed: passes, failed: failures, pending }));
    });
  }
};
