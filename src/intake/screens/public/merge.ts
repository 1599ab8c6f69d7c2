import type { Answers, AnswerValue } from './form.ts'

/** Answers given here and elsewhere brought together: who changed what since `base`; both: ours stays, theirs is shown. */
export function mergeAnswers({ base, mine, theirs }: { base: Answers; mine: Answers; theirs: Answers }): {
  merged: Answers
  conflicts: Answers
} {
  const merged: Answers = {}
  const conflicts: Answers = {}
  for (const id of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const [before, here, there] = [base[id] ?? [], mine[id] ?? [], theirs[id] ?? []]
    const chosen = same(here, before) ? there : here
    if (chosen.length > 0) merged[id] = chosen
    if (!same(here, before) && !same(there, before) && !same(here, there)) conflicts[id] = there
  }
  return { merged, conflicts }
}

export function same(a: readonly AnswerValue[], b: readonly AnswerValue[]): boolean {
  return (
    a.length === b.length && a.every((value, index) => JSON.stringify(value) === JSON.stringify(b[index]))
  )
}

export function sameAnswers(a: Answers, b: Answers): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((id) => same(a[id] ?? [], b[id] ?? []))
}
