import {
  Badge,
  Columns,
  Money,
  Row,
  Stack,
  Stat,
  Text,
  useFormat,
  useWords,
  When,
} from '../../../ui/kit/index.ts'
import { codeWord, coverTone, coverWord, type Cover } from './cover-words.ts'

/** What the payer last said, at a glance: covered or not, and the figures the desk needs. */
export function CoverFigures({ cover }: { cover: Cover }) {
  const { t } = useWords('intake')
  const { figures } = cover
  return (
    <Stack gap="tight">
      <CoverHead cover={cover} />
      {cover.verdict === 'active' && hasFigures(figures) && (
        <Columns of={5}>
          {figures.copayMinor !== null && (
            <Stat
              label={t('insurance.copay')}
              value={<Money of={figures.copayMinor} />}
              about={t('insurance.perVisit')}
            />
          )}
          {figures.coinsurancePercent !== null && (
            <Stat label={t('insurance.coinsurance')} value={`${figures.coinsurancePercent} %`} />
          )}
          <Left
            label={t('insurance.deductible')}
            left={figures.deductibleLeftMinor}
            total={figures.deductibleMinor}
          />
          <Left
            label={t('insurance.outOfPocket')}
            left={figures.outOfPocketLeftMinor}
            total={figures.outOfPocketMinor}
          />
          {figures.visitsLeft !== null && (
            <Stat
              label={t('insurance.visitsLeft')}
              value={figures.visitsLeft}
              about={
                figures.visitsAllowed === null
                  ? null
                  : t('insurance.ofVisits', { count: figures.visitsAllowed })
              }
            />
          )}
        </Columns>
      )}
      {cover.rejections.length > 0 && (
        <Text size="small" tone="soft">
          {cover.rejections.map(({ code }) => codeWord('rejection', code, t)).join(' ')}
        </Text>
      )}
    </Stack>
  )
}

function hasFigures(figures: Cover['figures']): boolean {
  return Object.values(figures).some((value) => value !== null)
}

function Left({ label, left, total }: { label: string; left: number | null; total: number | null }) {
  const { t } = useWords('intake')
  const format = useFormat()
  if (left === null && total === null) return null
  return (
    <Stat
      label={label}
      value={<Money of={left ?? total ?? 0} />}
      about={left === null || total === null ? null : t('insurance.leftOf', { total: format.money(total) })}
    />
  )
}

/** The verdict with the day it was given, and what stands in the way. */
export function CoverHead({ cover }: { cover: Cover }) {
  const { t } = useWords('intake')
  return (
    <Row>
      <Badge
        tone={coverTone(cover)}
        icon={cover.verdict === 'active' ? 'check' : cover.state === 'failed' ? 'alert' : 'open'}
      >
        {coverWord(cover, t)}
      </Badge>
      {cover.needsAuthorisation && (
        <Badge tone="warn" icon="lock">
          {t('insurance.needsAuthorisation')}
        </Badge>
      )}
      {cover.plan && <Text size="small">{cover.plan}</Text>}
      <Text size="small" tone="soft">
        {cover.answeredAt ? t('insurance.answeredOn') : t('insurance.askedOn')}{' '}
        <When at={cover.answeredAt ?? cover.askedAt} />
      </Text>
      {cover.isMadeUp && <Badge tone="plum">{t('insurance.madeUp')}</Badge>}
      {cover.isStale && (
        <Badge tone="warn" icon="clock">
          {t('insurance.stale')}
        </Badge>
      )}
    </Row>
  )
}

/** Nothing was asked yet. */
export function NoCover() {
  const { t } = useWords('intake')
  return (
    <Text size="small" tone="soft">
      {t('insurance.neverAsked')}
    </Text>
  )
}
