import { Button, notify, useWords } from '../../../ui/kit/index.ts'
import classes from './online.module.css'

/** Something to copy: shown whole, so that it can be marked by hand where the browser does not let us copy. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const { t } = useWords('scheduling')
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      notify.done(t('online.copied'))
    } catch {
      notify.info(t('online.copyByHand'))
    }
  }
  return (
    <div className={classes.copy}>
      <code className={classes.code} aria-label={label}>
        {text}
      </code>
      <Button icon="copy" onClick={copy} label={t('online.copyOf', { what: label })}>
        {t('online.copy')}
      </Button>
    </div>
  )
}
