import { useState } from 'react'

/** What a person chose for a row; rows without a choice are taken as they are. */
export interface RowChoice {
  choice: 'skip' | 'move' | 'force'
  startsAt?: string
  reason?: string
}

export interface LookedRow {
  /** The wall time of a date, or the id of a visit. */
  key: string
  state: 'free' | 'conflict' | 'no_such_time' | 'left_out'
}

export interface Choices {
  of: (key: string) => RowChoice | undefined
  set: (key: string, choice: RowChoice | null) => void
  /** Rows that cannot be booked and still wait for a decision. */
  open: (rows: readonly LookedRow[]) => number
  /** How many visits come of it. */
  count: (rows: readonly LookedRow[]) => number
  list: () => ({ key: string } & RowChoice)[]
}

/** The choices made for the rows of a look. */
export function useChoices(): Choices {
  const [chosen, setChosen] = useState<Record<string, RowChoice>>({})
  const isOpen = ({ key, state }: LookedRow) =>
    state === 'conflict' && (!chosen[key] || (chosen[key].choice === 'force' && !chosen[key].reason?.trim()))
  return {
    of: (key) => chosen[key],
    set(key, choice) {
      const { [key]: _before, ...rest } = chosen
      setChosen(choice ? { ...rest, [key]: choice } : rest)
    },
    open: (rows) => rows.filter(isOpen).length,
    count: (rows) =>
      rows.filter(
        ({ key, state }) => chosen[key]?.choice !== 'skip' && (state === 'free' || chosen[key] !== undefined),
      ).length,
    list: () => Object.entries(chosen).map(([key, choice]) => ({ key, ...choice })),
  }
}
