/** What was typed as a day, in the order of the format; also `YYYY-MM-DD`. Null when it is no day. */
export function readDay(typed: string, format: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim())
  const parts = iso ? null : /^(\d{1,2})[./\s-]+(\d{1,2})[./\s-]+(\d{4})$/.exec(typed.trim())
  if (!iso && !parts) return null
  const monthFirst = format.startsWith('MM')
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : [parts?.[3], monthFirst ? parts?.[1] : parts?.[2], monthFirst ? parts?.[2] : parts?.[1]]
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const read = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : null
}
