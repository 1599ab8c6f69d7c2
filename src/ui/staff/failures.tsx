import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../kit/actions.tsx'
import { Page, Row } from '../kit/layout.tsx'
import { EmptyState } from '../kit/states.tsx'
import { useWords } from '../words/i18n.ts'

/** No screen has this address. */
export function NotFoundScreen() {
  const { t } = useWords()
  return (
    <Page title={t('missing.title')} width="reading">
      <EmptyState
        icon="search"
        title={t('missing.page')}
        text={t('missing.pageText')}
        action={
          <Button kind="main" to="/">
            {t('missing.home')}
          </Button>
        }
      />
    </Page>
  )
}

/** The screen exists, but not for this role. */
export function RefusedScreen() {
  const { t } = useWords()
  return (
    <Page title={t('refused.title')} width="reading">
      <EmptyState icon="lock" title={t('refused.title')} text={t('refused.text')} />
    </Page>
  )
}

/** A screen broke while drawing, or a new release took its file away. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useWords()
  const router = useRouter()
  const isOld = /dynamically imported module|Importing a module script failed|preload/i.test(String(error))
  return (
    <Page title={t('broken.title')} width="reading">
      <EmptyState
        icon="alert"
        title={isOld ? t('broken.newVersion') : t('broken.title')}
        text={isOld ? t('broken.newVersionText') : t('broken.text')}
        action={
          <Row>
            {!isOld && (
              <Button
                icon="refresh"
                onClick={() => {
                  reset()
                  void router.invalidate()
                }}
              >
                {t('tryAgain')}
              </Button>
            )}
            <Button kind="main" onClick={() => location.reload()}>
              {t('broken.reload')}
            </Button>
          </Row>
        }
      />
    </Page>
  )
}
