import { useState } from 'react'
import { useFormat } from '../../ui/kit/index.ts'

/** The practice's calendar day when the screen was opened, 'YYYY-MM-DD'. */
export function useToday(): string {
  const format = useFormat()
  const [today] = useState(() => format.dayOf(new Date().toISOString()))
  return today
}
