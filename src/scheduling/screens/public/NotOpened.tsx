import { Frame, Loading, Notice, Title, useWords, type ProblemError } from '../../../ui/public/index.ts'

interface NotOpenedProps {
  error: ProblemError | null
  /** What stands above the reason; left out: that the visit can't be opened. */
  title?: string
}

/** What stands while a mailed link is being opened, and when it opens nothing. */
export function NotOpened({ error, title }: NotOpenedProps) {
  const { t } = useWords('scheduling')
  return (
    <Frame>
      {error ? (
        <>
          <Title>{title ?? t('visit.missing')}</Title>
          <Notice of={error} />
        </>
      ) : (
        <Loading />
      )}
    </Frame>
  )
}
