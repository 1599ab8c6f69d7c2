import { useEffect, useState } from 'react'
import { call, Card, Done, Icon, Loading, useWords, type Returns } from '../../../ui/public/index.ts'
import { checkInPathIfAny } from './kiosk-mode.ts'
import { SignedFile } from './SignedFile.tsx'

type Items = Returns<'POST /form/rest'>['items']

interface RestProps {
  token: string
  kind: 'form' | 'consent'
  practice: string
  /** Nothing was signed where somebody declined. */
  isSigned: boolean
}

/** After one form or consent: what is left, or thanks, and the way back to the check-in it began from. */
export function Rest({ token, kind, practice, isSigned }: RestProps) {
  const { t } = useWords('intake')
  const [items, setItems] = useState<Items | null>(null)
  useEffect(() => {
    const asked = kind === 'form' ? call('POST /form/rest', {}) : call('POST /consent/rest', {})
    asked.then(
      (answer) => setItems(answer.items),
      () => setItems([]),
    )
  }, [kind])
  const back = checkInPathIfAny()
  if (!items) return <Loading />
  return (
    <>
      <Done
        title={t(items.length > 0 ? 'rest.more' : 'done.title')}
        about={
          items.length > 0
            ? t('rest.about', { count: items.length })
            : `${t('done.about', { practice })} ${back ? '' : t('done.close')}`
        }
      />
      {items.length > 0 && <Items items={items} />}
      {isSigned && <SignedFile token={token} kind={kind} />}
      {back && (
        <a className={`button wide ${items.length > 0 ? '' : 'main'}`} href={back}>
          {t('rest.back')}
        </a>
      )}
    </>
  )
}

/** Forms and consents as tiles to open, what is needed for check-in marked in words. */
export function Items({ items }: { items: Items }) {
  const { t } = useWords('intake')
  return (
    <Card>
      <ul className="tiles">
        {items.map((item) => (
          <li key={item.url}>
            <a className="tile" href={new URL(item.url).pathname}>
              <Icon of="form" />
              <span className="tileText">
                <strong>{item.title}</strong>
                <span className="soft">
                  {[
                    t(`rest.${item.state === 'started' ? 'started' : item.kind}`),
                    item.blocks && t('rest.needed'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Icon of="forward" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
