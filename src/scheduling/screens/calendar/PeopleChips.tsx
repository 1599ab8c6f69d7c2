import { Initials, useWords } from '../../../ui/kit/index.ts'
import classes from '../scheduling.module.css'

interface PeopleChipsProps {
  people: { id: string; name: string; color: string | null }[]
  /** Who has something to do then; the others are shown paler. */
  atWork: string[]
  shown: string[]
  /** One at a time (week, phone). */
  single?: boolean
  onShow: (ids: string[]) => void
}

/** Whose columns are shown: one press hides or shows a practitioner. */
export function PeopleChips({ people, atWork, shown, single, onShow }: PeopleChipsProps) {
  const { t } = useWords('scheduling')
  function press(id: string): void {
    if (single) return onShow([id])
    const next = shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]
    onShow(next.length === 0 ? [id] : next)
  }
  const all = shown.length === people.length
  return (
    <div className={classes.people} role="group" aria-label={t('peopleShown')}>
      {!single && (
        <button
          type="button"
          className={classes.person}
          aria-pressed={all}
          onClick={() => onShow(all ? atWork : people.map((one) => one.id))}
        >
          {t('everybody')}
        </button>
      )}
      {people.map((one) => (
        <button
          key={one.id}
          type="button"
          className={classes.person}
          aria-pressed={shown.includes(one.id)}
          data-away={!atWork.includes(one.id) || undefined}
          onClick={() => press(one.id)}
        >
          <Initials name={one.name} size={22} />
          <span>{one.name}</span>
        </button>
      ))}
    </div>
  )
}
