import { Button, Notice, Panel, QrCode, Row, Stack, Text, useWords } from '../../../ui/kit/index.ts'
import { CopyText } from './CopyText.tsx'
import classes from './online.module.css'

/** The page's address, as text and to scan, and the lines that put it into the practice's own site. */
export function SharePanel({ bookingUrl, embedHosts }: { bookingUrl: string; embedHosts: string[] }) {
  const { t } = useWords('scheduling')
  const { origin, pathname } = new URL(bookingUrl)
  const snippet = `<script src="${origin}/embed.js" data-practice="${pathname.split('/').at(-1)}" async></script>`
  return (
    <Panel title={t('online.share')}>
      <div className={classes.share}>
        <div className={classes.shareText}>
          <Text tone="soft">{t('online.addressText')}</Text>
          <CopyText label={t('online.address')} text={bookingUrl} />
          <Text tone="soft">{t('online.embedText')}</Text>
          <CopyText label={t('online.embed')} text={snippet} />
          {embedHosts.length === 0 ? (
            <Notice tone="warn">
              <Stack gap="tight">
                <span>{t('online.noHosts')}</span>
                <Row>
                  <Button small to="/settings" search={{ tab: 'practice' }}>
                    {t('online.toHosts')}
                  </Button>
                </Row>
              </Stack>
            </Notice>
          ) : (
            <Text tone="soft">{t('online.hosts', { hosts: embedHosts.join(', ') })}</Text>
          )}
        </div>
        <QrCode text={bookingUrl} label={t('online.qr')} />
      </div>
    </Panel>
  )
}
