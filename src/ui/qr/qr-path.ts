import { encode } from 'uqr'

/** The dark cells of a QR code as one SVG path, and the width and height of its view box. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { border: 0 })
  const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return { path: cells.join(''), size }
}
