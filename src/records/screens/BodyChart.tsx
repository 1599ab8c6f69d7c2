import type { MouseEvent } from 'react'
import { Button, SelectField, useWords } from '../../ui/kit/index.ts'
import classes from './records.module.css'

export interface BodyMark {
  side: 'front' | 'back'
  x: number
  y: number
  kind: string
}

interface BodyChartProps {
  label: string
  marks: BodyMark[]
  /** Without it the chart is only read. */
  onChange?: (marks: BodyMark[]) => void
}

const SIDES = ['front', 'back'] as const

/** Places for the keyboard and for words: the nearest names a mark. */
const PLACES: Record<string, [x: number, y: number]> = {
  head: [0.5, 0.06],
  neck: [0.5, 0.14],
  leftShoulder: [0.66, 0.19],
  rightShoulder: [0.34, 0.19],
  upperTrunk: [0.5, 0.26],
  leftElbow: [0.74, 0.34],
  rightElbow: [0.26, 0.34],
  lowerTrunk: [0.5, 0.4],
  leftHand: [0.8, 0.5],
  rightHand: [0.2, 0.5],
  leftHip: [0.59, 0.5],
  rightHip: [0.41, 0.5],
  leftKnee: [0.57, 0.72],
  rightKnee: [0.43, 0.72],
  leftFoot: [0.57, 0.96],
  rightFoot: [0.43, 0.96],
}

/** Where it hurts: press on the figure, or choose the place by name. */
export function BodyChart({ label, marks, onChange }: BodyChartProps) {
  const { t } = useWords('records')
  const add = (mark: Omit<BodyMark, 'kind'>) => onChange?.([...marks, { ...mark, kind: 'pain' }])
  const places = SIDES.flatMap((side) =>
    Object.keys(PLACES).map((place) => ({
      value: `${side} ${place}`,
      label: `${t(`place.${place}`)} (${t(`side.${side}`)})`,
    })),
  )
  return (
    <fieldset className={classes.body}>
      <legend>{label}</legend>
      <div className={classes.figures}>
        {SIDES.map((side) => (
          <Figure
            key={side}
            side={side}
            marks={marks.filter((mark) => mark.side === side)}
            onAdd={onChange && ((x, y) => add({ side, x, y }))}
          />
        ))}
        <div className={classes.marks}>
          {onChange && (
            <SelectField
              label={t('addPlace')}
              choices={places}
              search
              value={null}
              onChange={(picked: string | null) => {
                const [side, place] = (picked ?? '').split(' ') as [BodyMark['side'], string]
                if (PLACES[place]) add({ side, x: PLACES[place][0], y: PLACES[place][1] })
              }}
            />
          )}
          <ul>
            {marks.map((mark, index) => (
              <li key={`${mark.side}${mark.x}${mark.y}${index}`}>
                <span>{index + 1}</span> {t(`place.${nearest(mark)}`)} ({t(`side.${mark.side}`)})
                {onChange && (
                  <Button
                    kind="quiet"
                    small
                    icon="close"
                    label={t('removeMark', { number: index + 1 })}
                    onClick={() => onChange(marks.filter((_one, at) => at !== index))}
                  >
                    {t('remove')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </fieldset>
  )
}

interface FigureProps {
  side: BodyMark['side']
  marks: BodyMark[]
  onAdd?: ((x: number, y: number) => void) | undefined
}

function Figure({ side, marks, onAdd }: FigureProps) {
  const { t } = useWords('records')
  const press = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const round = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
    onAdd?.(round((event.clientX - box.left) / box.width), round((event.clientY - box.top) / box.height))
  }
  return (
    <figure>
      <svg
        viewBox="0 0 120 260"
        role="img"
        aria-label={t(`side.${side}`)}
        onClick={press}
        data-active={onAdd ? true : undefined}
      >
        <g className={classes.outline}>
          <ellipse cx="60" cy="18" rx="13" ry="16" />
          <path
            d="M54 33h12v9c10 2 19 5 21 12l10 45 8 28-6 3-11-29-9-33-2 34 3 29c1 30-4 40-5 60l-2 55h-12l-4-60-3-44-3 44-4 60H37l-2-55c-1-20-6-30-5-60l3-29-2-34-9 33-11 29-6-3 8-28 10-45c2-7 11-10 21-12z"
            transform="translate(2 0)"
          />
          {side === 'back' && (
            <path d="M60 46v74M46 62c4 6 8 9 13 10M74 62c-4 6-8 9-13 10" className={classes.spine} />
          )}
        </g>
        {marks.map((mark, index) => (
          <circle key={index} cx={mark.x * 120} cy={mark.y * 260} r="6" className={classes.mark} />
        ))}
      </svg>
      <figcaption>{t(`side.${side}`)}</figcaption>
    </figure>
  )
}

function nearest({ x, y }: BodyMark): string {
  const distance = ([px, py]: [number, number]) => (px - x) ** 2 + ((py - y) * 2) ** 2
  return Object.entries(PLACES).sort(([, a], [, b]) => distance(a) - distance(b))[0]![0]
}
