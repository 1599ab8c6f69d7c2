import { z } from 'zod'
import { findClient } from '../../../clients/index.ts'
import { answerFile, FILE_INFECTED } from '../../../platform/files/keep.ts'
import { operation } from '../../../platform/operation/operation.ts'
import { fileAnswer, Id, line } from '../../../platform/operation/shapes.ts'
import { findAppointment } from '../../../scheduling/index.ts'
import { invalid } from '../../../platform/problem.ts'
import {
  askForCard,
  CARD_CLOSED,
  closeCardRequest,
  findCardRequest,
  listCardRequests,
  openCardPage,
} from '../card-request.ts'
import { findPhoto, listPhotos, MOST_PHOTO_BYTES, PHOTO_FAILS, takePhoto } from '../photos.ts'
import { CardRequestView, PhotoKindShape, PhotoView } from './shapes.ts'

export const list = operation({
  path: 'GET /clients/{clientId}/id-photos',
  summary: 'Photos of a client’s cards and papers, and what the client was asked to send',
  allow: 'insurance.see',
  takes: z.strictObject({ clientId: Id }),
  returns: z.object({ items: z.array(PhotoView), requests: z.array(CardRequestView) }),
  run: async (ctx, { clientId }) => {
    await findClient(ctx, clientId)
    return { items: await listPhotos(ctx, clientId), requests: await listCardRequests(ctx, clientId) }
  },
})

export const take = operation({
  path: 'POST /clients/{clientId}/id-photos',
  summary: 'Keep a photo of a card, taken at the desk',
  allow: 'insurance.edit',
  takes: z.strictObject({ clientId: Id, kind: PhotoKindShape, name: line(200).default('photo.jpg') }),
  upload: { maxBytes: MOST_PHOTO_BYTES },
  returns: PhotoView,
  fails: PHOTO_FAILS,
  run: async (ctx, { clientId, ...wish }) => {
    await findClient(ctx, clientId)
    return takePhoto(ctx, { clientId, ...wish })
  },
})

export const show = operation({
  path: 'GET /id-photos/{id}/file',
  summary: 'A photo of a card',
  allow: 'insurance.see',
  reads: 'client',
  takes: z.strictObject({ id: Id }),
  returns: fileAnswer('image/jpeg'),
  fails: [FILE_INFECTED],
  run: async (ctx, { id }) => {
    const photo = await findPhoto(ctx, id)
    ctx.saw('id_photo', id, photo.clientId)
    return answerFile(ctx, photo.fileId, { inline: true })
  },
})

export const ask = operation({
  path: 'POST /clients/{clientId}/card-requests',
  summary: 'Ask a client to send their card: by a message with a link, or on this device',
  allow: 'insurance.edit',
  takes: z.strictObject({
    clientId: Id,
    kinds: z.array(PhotoKindShape).min(1).max(4),
    asksPolicy: z.boolean().default(true),
    appointmentId: Id.nullable().default(null),
    tell: z.boolean().default(true),
  }),
  returns: CardRequestView,
  run: async (ctx, wish) => {
    await findClient(ctx, wish.clientId)
    if (wish.appointmentId && (await findAppointment(ctx, wish.appointmentId)).client_id !== wish.clientId)
      throw invalid('appointmentId', 'This visit is another client’s.')
    return findCardRequest(ctx, await askForCard(ctx, { ...wish, kinds: [...new Set(wish.kinds)] }))
  },
})

export const openAtDesk = operation({
  path: 'POST /card-requests/{id}/link',
  summary: 'Open the page for a card on a device at the desk: a link for two hours',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id }),
  returns: z.object({ url: z.string() }),
  fails: [CARD_CLOSED],
  secret: 'answer',
  run: async (ctx, { id }) => ({ url: await openCardPage(ctx, await findCardRequest(ctx, id)) }),
})

export const withdraw = operation({
  path: 'POST /card-requests/{id}/withdrawal',
  summary: 'The card is not needed any more',
  allow: 'insurance.edit',
  takes: z.strictObject({ id: Id }),
  returns: CardRequestView,
  fails: [CARD_CLOSED],
  run: async (ctx, { id }) => {
    await closeCardRequest(ctx, id, 'withdrawn')
    return findCardRequest(ctx, id)
  },
})
