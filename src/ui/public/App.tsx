import { useEffect, useState, type ComponentType } from 'react'
import { Frame } from './Frame.tsx'
import { Button, Card, Loading, Title } from './kit.tsx'
import { matchScreen, type Match } from './routes.ts'
import type { PublicScreenProps } from './screen-entry.ts'
import { loadWords, useWords } from './words.ts'

/** Shows the page of this address. */
export function App() {
  const [match] = useState<Match | null>(() => matchScreen(location.pathname))
  const [screen, setScreen] = useState<{ Screen: ComponentType<PublicScreenProps> } | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!match) return
    Promise.all([match.screen.load(), loadWords(match.screen.slice)]).then(
      ([module]) => setScreen({ Screen: module.default }),
      () => setFailed(true),
    )
  }, [match])
  if (failed) return <Failed />
  if (!match) return <Missing />
  if (!screen) {
    return (
      <Frame>
        <Loading />
      </Frame>
    )
  }
  return <screen.Screen params={match.params} />
}

function Missing() {
  const { t } = useWords()
  return (
    <Frame>
      <Card>
        <Title>{t('public.missing')}</Title>
        <p>{t('public.missingText')}</p>
      </Card>
    </Frame>
  )
}

function Failed() {
  const { t } = useWords()
  return (
    <Frame>
      <Card>
        <Title>{t('public.failed')}</Title>
        <Button kind="main" onClick={() => location.reload()}>
          {t('public.reload')}
        </Button>
      </Card>
    </Frame>
  )
}
