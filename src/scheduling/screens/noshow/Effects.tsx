import { Panel, Text, useFormat, useWords } from '../../../ui/kit/index.ts'
import type { Learned } from './ModelView.tsx'
import { reasonText } from './risk-words.ts'
import classes from './noshow.module.css'

const SHOWN = ['lead', 'history', 'weekday', 'hour'] as const

/** The weights in words: the chance for one fact, everything else as in the average visit. */
export function Effects({ effects }: { effects: Learned['effects'] }) {
  const { t } = useWords('scheduling')
  const most = Math.max(...effects.map(({ chance }) => chance))
  const groups = SHOWN.map((group) => ({ group, rows: effects.filter((each) => each.group === group) }))
  return (
    <Panel title={t('noShows.effects')}>
      <Text tone="soft" size="small">
        {t('noShows.effectsAbout')}
      </Text>
      <div className={classes.effects}>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ group, rows }) => (
            <Group key={group} title={t(`noShows.group.${group}`)} rows={rows} most={most} />
          ))}
      </div>
    </Panel>
  )
}

interface GroupProps {
  title: string
  rows: Learned['effects']
  most: number
}

function Group({ title, rows, most }: GroupProps) {
  const { t } = useWords('scheduling')
  const format = useFormat()
  return (
    <div>
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={JSON.stringify(row.values) + row.code}>
            <dt>{reasonText(t, row)}</dt>
            <dd>
              <meter min={0} max={most} value={row.chance} aria-hidden />
              <span>{format.percent(row.chance)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
