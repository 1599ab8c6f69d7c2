/** The day or month that lies some steps away, as `YYYY-MM-DD`. */
export function stepDay(date: string, step: 'day' | 'week' | 'month', by: number): string {
  const moved = new Date(`${date}T12:00:00Z`)
  if (step === 'month') {
    // The 31st of a month without one becomes its last day.
    const day = moved.getUTCDate()
    moved.setUTCDate(1)
    moved.setUTCMonth(moved.getUTCMonth() + by)
    const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
    moved.setUTCDate(Math.min(day, last))
  } else moved.setUTCDate(moved.getUTCDate() + by * (step === 'week' ? 7 : 1))
  return moved.toISOString().slice(0, 10)
}
