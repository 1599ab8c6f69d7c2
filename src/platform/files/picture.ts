import sharp from 'sharp'
import { problem } from '../problem.ts'

/** What makes a picture of a card hard to read. */
export type PictureHint = 'too_dark' | 'too_bright' | 'too_small' | 'blurred'

export interface Picture {
  /** JPEG, upright, without any of the notes (place, device, preview) that telephones write into it. */
  bytes: Uint8Array
  width: number
  height: number
  hints: PictureHint[]
}

export const mostPixels = 120_000_000
/** Of pictures that lie in memory whole while they are decoded: about 160 MB. */
export const heavyPixels = 40_000_000
const longestSide = 2_000

/**
 * Makes a photo of a card or paper uniform: decoded within a limit of pixels, turned upright, at most 2,000 pixels on
 * its longer side, written anew. What hid behind or within the picture is gone. Fails with 422 `file_refused`.
 */
export async function normalisePicture(content: Uint8Array): Promise<Picture> {
  const { data, info } = await decoded(content)
    .rotate()
    .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse)
  return { bytes: data, width: info.width, height: info.height, hints: await hintsFor(data, info) }
}

/** Decodes the whole picture, keeping little of it in memory; refuses what only looks like one from outside. */
export async function requireDecodable(content: Uint8Array): Promise<void> {
  await decoded(content).resize(16, 16, { fit: 'inside' }).raw().toBuffer().catch(refuse)
}

function decoded(content: Uint8Array) {
  return sharp(content, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'truncated' })
}

async function hintsFor(
  data: Buffer,
  { width, height }: { width: number; height: number },
): Promise<PictureHint[]> {
  const { channels, sharpness } = await sharp(data).greyscale().stats()
  const light = channels[0]?.mean ?? 128
  const hints: PictureHint[] = []
  if (Math.max(width, height) < 640) hints.push('too_small')
  if (light < 55) hints.push('too_dark')
  if (light > 245) hints.push('too_bright')
  if (hints.length === 0 && sharpness < 0.4) hints.push('blurred')
  return hints
}

function refuse(): never {
  throw problem(422, 'file_refused', 'The picture is damaged or cut off. Please send it again.', {
    reason: 'damaged',
  })
}
