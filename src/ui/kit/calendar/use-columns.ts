import { useMemo, useState } from 'react'
import { placeEvents, stripsOf, type Hours, type Placed, type Strip } from './layout.ts'
import type { CalendarBackground, CalendarColumn, CalendarEvent } from './model.ts'

/** A column with all that stands in it. */
export interface DrawnColumn {
  column: CalendarColumn
  placed: readonly Placed[]
  strips: readonly Strip[]
}

interface ColumnsAsk {
  columns: CalendarColumn[]
  events: readonly CalendarEvent[]
  background: readonly CalendarBackground[]
  hours: Hours
}

/** The columns laid out. What has not changed stays the same object, so that one moved visit draws one column anew. */
export function useColumns({ columns, events, background, hours }: ColumnsAsk): DrawnColumn[] {
  const [layOut] = useState(createLayout)
  return useMemo(
    () => layOut({ columns, events, background, hours }),
    [layOut, columns, events, background, hours],
  )
}

/** Lays columns out, and remembers them for the next time. */
function createLayout(): (ask: ColumnsAsk) => DrawnColumn[] {
  let before = new Map<string, DrawnColumn>()
  return ({ columns, events, background, hours }) => {
    const drawn = columns.map((column) => {
      const old = before.get(column.id)
      const placed = placeEvents(events, column, hours)
      const strips = stripsOf(background, placed, { column, hours })
      return {
        column,
        placed: old && samePlaces(old.placed, placed) ? old.placed : placed,
        strips: old && sameStrips(old.strips, strips) ? old.strips : strips,
      }
    })
    before = new Map(drawn.map((one) => [one.column.id, one]))
    return drawn
  }
}

function samePlaces(a: readonly Placed[], b: readonly Placed[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index]!
      return (
        one.event === other.event &&
        one.from === other.from &&
        one.to === other.to &&
        one.lane === other.lane &&
        one.lanes === other.lanes
      )
    })
  )
}

function sameStrips(a: readonly Strip[], b: readonly Strip[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index]!
      return (
        one.id === other.id && one.from === other.from && one.to === other.to && one.title === other.title
      )
    })
  )
}
