import { useEffect, useRef } from 'react'
import SignaturePad from 'signature_pad'
import { Button, useWords } from '../../../ui/public/index.ts'
import { signatureId, type Stroke } from './Signature.tsx'

interface DrawingPadProps {
  strokes: Stroke[]
  onChange: (strokes: Stroke[]) => void
  error: string | undefined
}

/** A field to draw in; keeps the lines when the phone is turned. */
export default function DrawingPad({ strokes, onChange, error }: DrawingPadProps) {
  const { t } = useWords('intake')
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const changed = useRef(onChange)
  changed.current = onChange
  const first = useRef(strokes)

  useEffect(() => {
    const field = canvas.current
    if (!field) return
    const drawn = new SignaturePad(field, { minWidth: 0.8, maxWidth: 2.6, penColor: '#23211d' })
    pad.current = drawn
    let width = 0
    const fit = () => {
      const lines = width === 0 ? asLines(first.current) : drawn.toData()
      const scale = width === 0 ? 1 : field.offsetWidth / width
      width = field.offsetWidth
      const ratio = Math.max(devicePixelRatio, 1)
      field.width = field.offsetWidth * ratio
      field.height = field.offsetHeight * ratio
      field.getContext('2d')?.scale(ratio, ratio)
      drawn.clear()
      // A narrower phone: the same signature, smaller.
      drawn.fromData(
        lines.map((line) => ({
          ...line,
          points: line.points.map((point) => ({
            ...point,
            x: point.x * scale,
            y: point.y * Math.min(scale, 1),
          })),
        })),
      )
    }
    fit()
    const watch = new ResizeObserver(() => field.offsetWidth !== width && fit())
    watch.observe(field)
    const tell = () => changed.current(asStrokes(drawn))
    drawn.addEventListener('endStroke', tell)
    return () => {
      watch.disconnect()
      drawn.removeEventListener('endStroke', tell)
      drawn.off()
    }
  }, [])

  return (
    <div className="field" data-bad={error ? 'true' : undefined}>
      <canvas
        ref={canvas}
        id={`${signatureId}-strokes`}
        className="pad"
        role="img"
        tabIndex={-1}
        aria-label={t(strokes.length > 0 ? 'sign.padDone' : 'sign.pad')}
        aria-describedby={error ? `${signatureId}-strokes-error` : undefined}
      />
      <div className="row between">
        <span className="help">{t('sign.drawHelp')}</span>
        <Button
          kind="quiet"
          disabled={strokes.length === 0}
          onClick={() => {
            pad.current?.clear()
            onChange([])
          }}
        >
          {t('sign.clear')}
        </Button>
      </div>
      {error && (
        <div className="error" id={`${signatureId}-strokes-error`}>
          {error}
        </div>
      )}
    </div>
  )
}

function asStrokes(pad: SignaturePad): Stroke[] {
  const short = (value: number) => Math.round(value * 10) / 10
  return pad
    .toData()
    .slice(0, 200)
    .map(({ points }) => ({
      points: points
        .slice(0, 5000)
        .map(({ x, y, time, pressure }) => ({ x: short(x), y: short(y), time, pressure: short(pressure) })),
    }))
}

function asLines(strokes: Stroke[]): ReturnType<SignaturePad['toData']> {
  return strokes.map((stroke) => ({
    ...stroke,
    penColor: '#23211d',
    dotSize: 0,
    minWidth: 0.8,
    maxWidth: 2.6,
    velocityFilterWeight: 0.7,
    compositeOperation: 'source-over' as const,
  }))
}
