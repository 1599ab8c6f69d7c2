import { Button, Dialog, notify, Row, Stack, Text, useWords } from '../../../ui/kit/index.ts'
import classes from '../practice.module.css'

interface ShownOnceProps {
  title: string
  text: string
  secret: string
  onClose: () => void
}

/** A secret that nobody can look up again: it stays until the person says that they have it. */
export function ShownOnce({ title, text, secret, onClose }: ShownOnceProps) {
  const { t } = useWords('practice')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      notify.done(t('copied'))
    } catch {
      notify.info(t('copyByHand'))
    }
  }
  return (
    <Dialog open onClose={onClose} title={title} insist>
      <Stack>
        <Text>{text}</Text>
        <code className={classes.secret}>{secret}</code>
        <Row justify="between">
          <Button icon="copy" onClick={copy}>
            {t('copy')}
          </Button>
          <Button kind="main" onClick={onClose}>
            {t('haveIt')}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
