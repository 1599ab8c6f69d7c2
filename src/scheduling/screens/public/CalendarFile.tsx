import { useState } from 'react'
import { asProblem, fileByLink, Icon, Notice, useWords, type ProblemError } from '../../../ui/public/index.ts'

/** Saves the visit as a calendar file, which phones offer to add. */
export function CalendarFile({ token }: { token: string }) {
  const { t } = useWords('scheduling')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function save(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const address = URL.createObjectURL(await fileByLink(token, 'GET /visit/calendar'))
      const link = document.createElement('a')
      link.href = address
      link.download = 'appointment.ics'
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
    } catch (error) {
      setFailure(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button
        type="button"
        className="button wide"
        aria-busy={busy || undefined}
        disabled={busy}
        onClick={() => void save()}
      >
        <Icon of="calendar" /> {t('calendarFile')}
      </button>
      <Notice of={failure} />
    </>
  )
}
