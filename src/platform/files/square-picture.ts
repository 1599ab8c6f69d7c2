import sharp from 'sharp'
import { problem } from '../problem.ts'

const FORMATS: (string | undefined)[] = ['jpeg', 'png', 'webp']
/** What a camera or a scanner makes; more pixels than that is somebody who wants our memory. */
const MOST_PIXELS = 60_000_000

/**
 * A picture as a small square WebP of so many pixels a side, cut around what catches the eye, upright, without the place
 * and time that cameras write into it. 422 `file_refused` for what is no picture.
 */
export async function squarePicture(bytes: Uint8Array, side: number): Promise<Uint8Array> {
  try {
    const { format } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata()
    if (!FORMATS.includes(format)) throw new Error(`Not taken: ${format}`)
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .rotate()
      .resize(side, side, { fit: 'cover', position: sharp.strategy.attention })
      .webp({ quality: 82 })
      .toBuffer()
  } catch {
    throw problem(422, 'file_refused', 'This is no picture that can be read. Choose a JPEG, PNG or WebP.', {
      reason: 'damaged',
    })
  }
}
