import { useEffect, useState } from 'react'
import { callByLink, Card, Icon, useWords, type Returns } from '../../../ui/public/index.ts'

type Forms = Returns<'POST /visit/forms'>['items']

/** Forms that this visit asks for; a moment after booking they are there. */
export function FormsToFill({ token }: { token: string }) {
  const { t } = useWords('scheduling')
  const [forms, setForms] = useState<Forms>([])
  useEffect(() => {
    let over = false
    async function look(round: number): Promise<void> {
      const answer = await callByLink(token)('POST /visit/forms', {}).catch(() => null)
      if (over) return
      if (answer && answer.items.length > 0) setForms(answer.items)
      else if (round < 6) setTimeout(() => void look(round + 1), 700 * round)
    }
    void look(1)
    return () => {
      over = true
    }
  }, [token])
  if (forms.length === 0) return null
  return (
    <Card title={t('forms.title')}>
      <p className="soft">{t('forms.about')}</p>
      <ul className="tiles">
        {forms.map((form) => (
          <li key={form.url}>
            <a className="tile" href={new URL(form.url).pathname}>
              <Icon of="form" />
              <span className="tileText">
                <strong>{form.title}</strong>
                <span className="soft">{t(`forms.${form.state}`)}</span>
              </span>
              <Icon of="forward" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
