import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** How many tests ended how; what `npm test` adds up over its parts. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Counts over all files; a file that could not be loaded is a failure, even though it holds no test. */
export function countTests(modules: readonly TestModule[], unhandled: number): Counts {
  const counts: Counts = { passed: 0, failed: unhandled, skipped: 0 }
  for (const module of modules) {
    let failures = 0
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') counts.passed += 1
      else if (state === 'failed') failures += 1
      else counts.skipped += 1
    }
    // A hook or a syntax error fails the file without failing a test.
    if (module.state() === 'failed' && failures === 0) failures = 1
    counts.failed += failures
  }
  return counts
}

/** Writes the counts to the file named by ATRIUM_TEST_COUNTS, for `npm test`; prints nothing itself. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const path = process.env['ATRIUM_TEST_COUNTS']
    if (path) writeFileSync(path, JSON.stringify(countTests(modules, errors.length)))
  }
}
