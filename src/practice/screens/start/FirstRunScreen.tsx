import { useEffect, useState } from 'react'
import { Button, Loading, Notice, Stack, useWords } from '../../../ui/kit/index.ts'
import { readChoices, type FirstRunChoices } from './first-run.ts'
import { FirstRunWizard } from './FirstRunWizard.tsx'
import { StartFrame } from './StartFrame.tsx'

/** An empty installation gets its practice and its owner. */
export default function FirstRunScreen() {
  const { t } = useWords('practice')
  const [choices, setChoices] = useState<FirstRunChoices | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    readChoices().then(setChoices, setError)
  }, [])
  return (
    <StartFrame title={t('start.title')} about={t('start.about')}>
      {error !== null && <Notice of={error} />}
      {!choices && error === null && <Loading />}
      {choices?.needed === false && (
        <Stack>
          <Notice>{t('start.done')}</Notice>
          <Button kind="main" onClick={() => location.assign('/sign-in')}>
            {t('start.signIn')}
          </Button>
        </Stack>
      )}
      {choices?.needed && <FirstRunWizard choices={choices} />}
    </StartFrame>
  )
}
