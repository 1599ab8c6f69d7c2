import type { Answers } from './form.ts'

/** The answers with one more row in a table. */
export function withRow(answers: Answers, table: string): Answers {
  const count = Number(answers[table]?.[0] ?? 0)
  return { ...answers, [table]: [count + 1] }
}

/** The answers without a row of a table: those below it move up. */
export function withoutRow(answers: Answers, table: string, gone: number): Answers {
  const count = Number(answers[table]?.[0] ?? 0)
  const moved = Object.entries(answers).flatMap(([key, values]): [string, Answers[string]][] => {
    if (!key.startsWith(`${table}[`)) return [[key, values]]
    const end = key.indexOf(']', table.length)
    const row = Number(key.slice(table.length + 1, end))
    if (row === gone) return []
    return [[row > gone ? `${table}[${row - 1}]${key.slice(end + 1)}` : key, values]]
  })
  return { ...Object.fromEntries(moved), [table]: [Math.max(count - 1, 0)] }
}
