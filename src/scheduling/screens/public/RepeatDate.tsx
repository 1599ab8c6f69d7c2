import { Button, useWords } from '../../../ui/public/index.ts'
import type { StepProps } from './BookScreen.tsx'
import type { RepeatChoice, RepeatRow } from './Repeats.tsx'
import { usePracticeFormat } from './use-format.ts'

interface RepeatDateProps extends Pick<StepProps, 'offer'> {
  row: RepeatRow
  zone: string
  choice: RepeatChoice | undefined
  onChoose: (choice: RepeatChoice | null) => void
}

/** One date of a series: free, or with the times that could take its place. */
export function RepeatDate({ row, offer, zone, choice, onChoose }: RepeatDateProps) {
  const { t } = useWords('scheduling')
  const format = usePracticeFormat({ ...offer.practice, zone })
  const said = (at: string) => `${format.day(at.slice(0, 10), 'weekday')}, ${format.wallTime(at)}`
  const isOut = choice?.choice === 'skip' || row.state === 'left_out'
  const time = choice?.choice === 'move' ? choice.startsAt : row.wall
  return (
    <li data-state={isOut ? 'out' : choice ? 'free' : row.state}>
      <span className="repeatLine">
        <span className={isOut ? 'struck' : undefined}>{said(time)}</span>
        <span className="soft">
          {isOut ? t('repeat.leftOut') : row.state === 'free' || choice ? t('repeat.free') : null}
        </span>
        {row.state !== 'no_such_time' && (
          <Button kind="quiet" onClick={() => onChoose(choice ? null : { choice: 'skip' })}>
            {t(choice ? 'repeat.back' : 'repeat.skip')}
          </Button>
        )}
      </span>
      {row.state === 'no_such_time' && <span className="soft">{t('repeat.noTime')}</span>}
      {row.state === 'conflict' && !choice && (
        <>
          <span className="soft">{t('repeat.taken')}</span>
          <ul className="slots wideSlots">
            {row.alternatives.map(({ startsAt }) => (
              <li key={startsAt}>
                <button type="button" className="slot" onClick={() => onChoose({ choice: 'move', startsAt })}>
                  <span className="slotDay">{format.day(startsAt.slice(0, 10), 'weekday')}</span>
                  <span className="slotTime">{format.wallTime(startsAt)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  )
}
