import { useState } from 'react'
import { ChoiceField, useWords } from '../../../ui/public/index.ts'
import type { Offer } from './offer.ts'

interface WithWhomProps {
  people: Offer['practitioners']
  /** '': anybody. */
  value: string
  onChange: (id: string) => void
}

/** With whom: folded to one line, because most do not mind; opened, each person with what helps to choose. */
export function WithWhom({ people, value, onChange }: WithWhomProps) {
  const { t } = useWords('scheduling')
  const [open, setOpen] = useState(false)
  const chosen = people.find((one) => one.id === value)
  return (
    <details className="more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>
          {t('times.withWhom')}: <strong>{chosen?.name ?? t('times.anybody')}</strong>
        </span>
      </summary>
      <div className="moreBody">
        <ChoiceField
          label={t('times.withWhom')}
          hideLabel
          value={[value]}
          onChange={([id]) => {
            setOpen(false)
            onChange(id ?? '')
          }}
          choices={[
            { value: '', label: t('times.anybody'), about: t('times.anybodyAbout') },
            ...people.map((one) => ({
              value: one.id,
              label: (
                <span className="personName">
                  {one.photo ? (
                    <img className="initials" src={one.photo} alt="" width={44} height={44} loading="lazy" />
                  ) : (
                    <span className="initials" aria-hidden="true">
                      {initialsOf(one.name)}
                    </span>
                  )}
                  <span>{one.title ? `${one.name}, ${one.title}` : one.name}</span>
                </span>
              ),
              about: <About of={one} />,
            })),
          ]}
        />
      </div>
    </details>
  )
}

function About({ of: { about, languages } }: { of: Offer['practitioners'][number] }) {
  const { t, language } = useWords('scheduling')
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const spoken = languages.map((code) => names.of(code) ?? code)
  if (!about && spoken.length === 0) return null
  return (
    <>
      {about && <span className="line">{about}</span>}
      {spoken.length > 0 && (
        <span className="line">
          {t('times.speaks', { languages: new Intl.ListFormat(language).format(spoken) })}
        </span>
      )}
    </>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => (word ? ([...word][0] ?? '') : '')).join('')
}
