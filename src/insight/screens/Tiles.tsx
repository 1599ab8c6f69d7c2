import type { ReactNode } from 'react'
import { Icon, useFormat, useWords, type IconName } from '../../ui/kit/index.ts'
import type { Dashboard } from './DashboardScreen.tsx'
import { FigureLink, type Target } from './FigureLink.tsx'
import { FillBars, Sparkline } from './Sparkline.tsx'
import classes from './dashboard.module.css'

interface TileProps extends Target {
  label: string
  icon: IconName
  value: ReactNode
  beside?: ReactNode
  define: string
  tone?: 'bad' | undefined
  children?: ReactNode
}

function Tile({ label, icon, value, beside, children, ...link }: TileProps) {
  return (
    <FigureLink {...link} className={classes.tile}>
      <span className={classes.stage}>
        <Icon name={icon} size={16} />
        {label}
      </span>
      <span className={classes.big}>{value}</span>
      <span className={classes.beside}>{beside ?? '\u00a0'}</span>
      {children}
    </FigureLink>
  )
}

/** Capacity and money at one look. */
export function Tiles({ now }: { now: Dashboard }) {
  return (
    <div className={classes.tiles}>
      <CapacityTiles now={now} />
      {now.money && <MoneyTiles now={now} money={now.money} />}
    </div>
  )
}

function CapacityTiles({ now: { capacity, day } }: { now: Dashboard }) {
  const { t } = useWords('insight')
  const format = useFormat()
  const hours = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const sum = (days: typeof capacity) => ({
    booked: days.reduce((all, each) => all + each.bookedHours, 0),
    offered: days.reduce((all, each) => all + each.offeredHours, 0),
  })
  const share = ({ booked, offered }: { booked: number; offered: number }) =>
    offered > 0 ? format.percent(booked / offered) : '–'
  const beside = ({ booked, offered }: { booked: number; offered: number }) =>
    t('capacity.hours', { booked: hours(booked), offered: hours(offered) })
  const today = sum(capacity.slice(0, 1))
  const ahead = sum(capacity.slice(1))
  const last = capacity.at(-1)?.day ?? day
  const rows = (from: string, to: string): Target => ({
    to: '/measures',
    search: { name: 'utilization', by: 'practitioner', from, to },
  })
  return (
    <>
      <Tile
        {...rows(day, day)}
        label={t('capacity.today')}
        icon="clock"
        value={share(today)}
        beside={beside(today)}
        define={t('capacity.define')}
      />
      <Tile
        {...rows(capacity[1]?.day ?? day, last)}
        label={t('capacity.ahead')}
        icon="calendar"
        value={share(ahead)}
        beside={beside(ahead)}
        define={t('capacity.define')}
      >
        <FillBars days={capacity.slice(1)} />
      </Tile>
    </>
  )
}

function MoneyTiles({
  now: { currency, day },
  money,
}: {
  now: Dashboard
  money: NonNullable<Dashboard['money']>
}) {
  const { t } = useWords('insight')
  const format = useFormat()
  const amount = (minor: number) => format.money(minor, currency)
  const month = { from: `${day.slice(0, 7)}-01`, to: day }
  return (
    <>
      <Tile
        to="/measures"
        search={{ name: 'invoiced', by: 'day', ...month }}
        label={t('money.invoiced')}
        icon="invoice"
        value={amount(money.invoicedTodayMinor)}
        beside={t('money.month', { amount: amount(money.invoicedMonthMinor) })}
        define={t('money.defineInvoiced')}
      >
        <Sparkline values={money.days.map((each) => each.invoicedMinor)} />
      </Tile>
      <Tile
        to="/billing"
        search={{ tab: 'day' }}
        label={t('money.received')}
        icon="cash"
        value={amount(money.receivedTodayMinor)}
        beside={t('money.cash', {
          cash: amount(money.cashTodayMinor),
          month: amount(money.receivedMonthMinor),
        })}
        define={t('money.defineReceived')}
      >
        <Sparkline values={money.days.map((each) => each.receivedMinor)} />
      </Tile>
      <Tile
        to="/billing"
        search={{ tab: 'receivables' }}
        label={t('money.receivables')}
        icon="receipt"
        value={amount(money.receivablesMinor)}
        beside={
          money.overdueMinor > 0
            ? t('money.overdue', { amount: amount(money.overdueMinor), count: money.overdueInvoices })
            : t('money.noneOverdue')
        }
        define={t('money.defineReceivables')}
        tone={money.overdueMinor > 0 ? 'bad' : undefined}
      />
    </>
  )
}
