import { useState } from 'react'
import { asProblem, fileByLink, Icon, Notice, useWords, type ProblemError } from '../../../ui/public/index.ts'

/** The invoice or the receipt as PDF. */
export function PaperFile({
  token,
  of,
  number,
}: {
  token: string
  of: 'invoice' | 'receipt'
  number: number
}) {
  const { t } = useWords('billing')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function save(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const address = URL.createObjectURL(
        await fileByLink(token, of === 'invoice' ? 'GET /pay/invoice' : 'GET /pay/receipt'),
      )
      const link = document.createElement('a')
      link.href = address
      link.download = `${t(`file.${of}`)}-${number}.pdf`
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
        disabled={busy}
        aria-busy={busy || undefined}
        onClick={() => void save()}
      >
        <Icon of="file" /> {t(`paper.${of}`)}
      </button>
      <Notice of={failure} />
    </>
  )
}
