import type { BackTest, Scores } from '../../scheduling/index.ts'
import { dayOfNumber } from '../../platform/time/index.ts'

/** The figures of a back-test for a program; shares with five digits. */
export function answerOf(test: BackTest) {
  return {
    learned_from: test.learned,
    judged_by: test.model.visits,
    test_from: dayOfNumber(test.fromDay),
    auc: rounded(test.model.auc),
    brier: rounded(test.model.brier),
    log_loss: rounded(test.model.logLoss),
    calibration_error: rounded(test.calibrationError),
    no_show_rate: rounded(test.model.absences / test.model.visits),
    baselines: {
      lead_time_alone: figuresOf(test.leadAlone),
      constant: figuresOf(test.constant),
    },
    calibration: test.calibration.map((row) => ({
      from: rounded(row.from),
      to: rounded(row.to),
      visits: row.visits,
      predicted: rounded(row.foretold),
      seen: rounded(row.seen),
    })),
  }
}

function figuresOf(scores: Scores) {
  return { auc: rounded(scores.auc), brier: rounded(scores.brier), log_loss: rounded(scores.logLoss) }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e5) / 1e5
}

/** The same for a person. */
export function linesOf(test: BackTest): string[] {
  const figures = (name: string, { auc, brier, logLoss }: Scores) =>
    `${name.padEnd(18)} ${(auc === null ? '–' : auc.toFixed(4)).padStart(7)} ${brier.toFixed(4).padStart(8)} ${logLoss.toFixed(4).padStart(9)}`
  return [
    `Learned from visits before ${dayOfNumber(test.fromDay)} (up to ${test.learned} at a time), judged by ${test.model.visits} later visits of other people.`,
    '',
    `${''.padEnd(18)} ${'AUC'.padStart(7)} ${'Brier'.padStart(8)} ${'log-loss'.padStart(9)}`,
    figures('this model', test.model),
    figures('lead time alone', test.leadAlone),
    figures('constant', test.constant),
    '',
    'Calibration: tenths of the judged visits, by predicted chance',
    `${'predicted'.padStart(9)} ${'seen'.padStart(8)} ${'visits'.padStart(7)}`,
    ...test.calibration.map(
      ({ foretold, seen, visits }) =>
        `${percent(foretold).padStart(9)} ${percent(seen).padStart(8)} ${String(visits).padStart(7)}`,
    ),
    `Mean distance of predicted and seen: ${percent(test.calibrationError)}`,
  ]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
