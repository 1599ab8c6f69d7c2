import type { NoteContent } from '../records/index.ts'
import type { Chance } from './chance.ts'

const COMPLAINTS = [
  'Low back pain since lifting a box two weeks ago',
  'Right shoulder pain when reaching overhead',
  'Knee pain on stairs, worse after running',
  'Stiff neck with headaches, desk work',
  'Ankle sprain on the football pitch',
  'Tennis elbow, dominant arm',
  'Hip pain at night, side sleeping',
  'Heel pain with the first steps in the morning',
]
const HISTORY = [
  'First episode, no imaging.',
  'Similar episode last year, resolved with exercise.',
  'X-ray without findings, no night pain.',
  'On no medication, otherwise well.',
]
const REPORTS = [
  'Better since last time, exercises done most days.',
  'Sore for a day after the last session, then easier.',
  'No change this week, long hours at the desk.',
  'Back to short runs without pain.',
  'Sleeps through again.',
]
const FINDINGS = [
  'Full range, end-range discomfort.',
  'Flexion 10° more than last week.',
  'Tender over the joint line, no swelling.',
  'Single-leg stance 25 s, steady.',
  'Strength 4+/5.',
]
const TREATMENTS = [
  'Joint mobilisation grade III, soft tissue work, home programme progressed.',
  'Load management explained; squats and step-downs 3 × 10.',
  'Thoracic mobilisation, deep neck flexor training.',
  'Eccentric loading, taping for sport.',
]
const PLANS = [
  'Continue weekly, review goals in two weeks.',
  'Twice this week, then once.',
  'Discharge next visit if still well.',
]
const GOALS = [
  'Lift her child without pain in six weeks.',
  'Run 5 km by the end of the month.',
  'A full working day without a headache.',
  'Sleep on the right side.',
]

/** The content of a made-up note that fits the pack's templates. */
export function noteOf(
  chance: Chance,
  { isFirst, templateKey }: { isFirst: boolean; templateKey: string | null },
): { templateKey: string; content: NoteContent } {
  if (templateKey === 'initial-assessment' || isFirst) {
    const mark = {
      side: 'back' as const,
      x: 0.4 + chance.number() * 0.2,
      y: 0.25 + chance.number() * 0.4,
      kind: 'pain',
    }
    return {
      templateKey: 'initial-assessment',
      content: {
        complaint: chance.pick(COMPLAINTS),
        history: chance.pick(HISTORY),
        'body-chart': [mark],
        pain: chance.between(3, 8),
        range: chance.pick(FINDINGS),
        assessment: 'Mechanical pattern, good prospects.',
        goals: chance.pick(GOALS),
        plan: chance.pick(PLANS),
      },
    }
  }
  if (templateKey === 'gait')
    return {
      templateKey,
      content: {
        findings: 'Overstride, cadence 158; 10 % more steps eases the knee.',
        advice: 'Metronome runs twice a week.',
      },
    }
  return {
    templateKey: 'soap',
    content: {
      subjective: chance.pick(REPORTS),
      pain: chance.between(0, 6),
      objective: chance.pick(FINDINGS),
      treatment: chance.pick(TREATMENTS),
      response: chance.pickWeighted([
        ['better', 6],
        ['same', 3],
        ['worse', 1],
      ]),
      plan: chance.pick(PLANS),
    },
  }
}
