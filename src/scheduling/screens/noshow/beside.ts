import { useMemo } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { useCan } from '../../../ui/kit/index.ts'

const none: never[] = []

/** The visits beside which somebody else may be booked, within the limits; for those who may do it. */
export function useBeside(when: boolean) {
  const can = useCan()
  const mayBook = can('capacity.see') && can('appointments.overlap') && can('appointments.book')
  const read = useApi('GET /overbooking', { days: 28 }, { when: when && mayBook, live: ['appointment'] })
  return useMemo(() => read.data?.days.flatMap(({ slots }) => slots) ?? none, [read.data])
}
