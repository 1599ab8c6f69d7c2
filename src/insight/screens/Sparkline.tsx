import classes from './dashboard.module.css'

/** The shape of a month, without a scale: the figures themselves stand in the chart below and in its table. */
export function Sparkline({ values }: { values: number[] }) {
  const top = Math.max(...values, 0)
  if (values.length < 2 || top === 0) return <span className={classes.noSpark} aria-hidden />
  const low = Math.min(...values, 0)
  const x = (index: number) => (index / (values.length - 1)) * 100
  const y = (value: number) => 26 - ((value - low) / (top - low)) * 24
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
  return (
    <svg
      className={classes.spark}
      viewBox="0 0 100 28"
      preserveAspectRatio="none"
      aria-hidden
      focusable={false}
    >
      <polygon points={`0,28 ${line.join(' ')} 100,28`} />
      <polyline points={line.join(' ')} />
    </svg>
  )
}

/** Booked of offered, day by day. */
export function FillBars({ days }: { days: { day: string; offeredHours: number; bookedHours: number }[] }) {
  const top = Math.max(...days.map((each) => Math.max(each.offeredHours, each.bookedHours)), 1)
  const width = 100 / days.length
  return (
    <svg
      className={classes.spark}
      viewBox="0 0 100 28"
      preserveAspectRatio="none"
      aria-hidden
      focusable={false}
    >
      {days.map(({ day, offeredHours, bookedHours }, index) => (
        <g key={day}>
          <rect
            className={classes.offered}
            x={index * width + 1}
            y={28 - (offeredHours / top) * 26}
            width={width - 2}
            height={(offeredHours / top) * 26}
          />
          <rect
            className={classes.booked}
            x={index * width + 1}
            y={28 - (bookedHours / top) * 26}
            width={width - 2}
            height={(bookedHours / top) * 26}
          />
        </g>
      ))}
    </svg>
  )
}
