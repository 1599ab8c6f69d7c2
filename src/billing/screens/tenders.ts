/** Ways to pay, as the server names them; those that the desk can take come first. */
export const DESK_TENDERS = ['card_terminal', 'cash', 'bank_transfer', 'cheque', 'other'] as const
export type DeskTender = (typeof DESK_TENDERS)[number]

export const TENDERS = [...DESK_TENDERS, 'online', 'package', 'gift_card'] as const
export type Tender = (typeof TENDERS)[number]

export const isTender = (text: string): text is Tender => (TENDERS as readonly string[]).includes(text)
