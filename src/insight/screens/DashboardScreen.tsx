import { useApi, type Returns } from '../../ui/api/index.ts'
import { Await, Loading, Page, useFormat, useWords } from '../../ui/kit/index.ts'
import { DayCharts } from './DayCharts.tsx'
import { FlowStrip } from './FlowStrip.tsx'
import { Pipeline } from './Pipeline.tsx'
import { Tiles } from './Tiles.tsx'
import { ToDo } from './ToDo.tsx'
import classes from './dashboard.module.css'

export type Dashboard = Returns<'GET /dashboard'>

/** Whatever changes one of these figures. */
const LIVE = [
  'appointment',
  'charge',
  'invoice',
  'payment',
  'lead',
  'form_request',
  'message',
  'note',
  'hours',
  'time_off',
]
const MINUTE = 60_000

/** How the practice stands now; every figure opens to its rows. */
export default function DashboardScreen() {
  const { t } = useWords('insight')
  const format = useFormat()
  // Waiting minutes grow by themselves, so it is read again each minute, too.
  const read = useApi('GET /dashboard', {}, { live: LIVE, every: MINUTE, keep: true })
  const about = read.data && `${format.day(read.data.day, 'long')}`
  return (
    <Page title={t('dashboard')} about={about ?? ' '}>
      <Await read={read} loading={<Loading lines={6} tall />}>
        {(now) => (
          <div className={classes.dashboard}>
            <FlowStrip now={now} />
            <Tiles now={now} />
            <div className={classes.halves}>
              <ToDo now={now} />
              <Pipeline now={now} />
            </div>
            <DayCharts now={now} />
          </div>
        )}
      </Await>
    </Page>
  )
}
