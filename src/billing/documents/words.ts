/** What is printed around the figures, in the languages of clients. */
export interface DocumentWords {
  invoice: string
  creditNote: string
  receipt: string
  number: string
  invoiceDate: string
  due: string
  client: string
  taxNumber: string
  date: string
  description: string
  quantity: string
  price: string
  amount: string
  net: string
  tax: (rate: string, name: string | null) => string
  includedTax: (rate: string, name: string | null) => string
  shareOf: (whole: string) => string
  discount: (amount: string) => string
  forClient: string
  total: string
  paidBy: (tender: string, day: string) => string
  writtenOff: string
  open: string
  paid: string
  payBy: (day: string) => string
  wasDue: (day: string) => string
  thanks: string
  payOnline: string
  void: string
  voidNote: (number: number) => string
  receivedOn: string
  receivedFrom: string
  method: string
  reference: string
  appliedTo: string
  invoiceNumber: (number: number) => string
  credit: string
  refunded: (day: string) => string
  tenders: Record<string, string>
}

const en: DocumentWords = {
  invoice: 'Invoice',
  creditNote: 'Credit note',
  receipt: 'Receipt',
  number: 'Invoice no.',
  invoiceDate: 'Date',
  due: 'Due',
  client: 'Client',
  taxNumber: 'Tax no.',
  date: 'Date',
  description: 'Description',
  quantity: 'Qty',
  price: 'Price',
  amount: 'Amount',
  net: 'Subtotal',
  tax: (rate, name) => `${name ?? 'Tax'} ${rate}`,
  includedTax: (rate, name) => `${name ?? 'Tax'} ${rate} (included)`,
  shareOf: (whole) => `share of ${whole}`,
  discount: (amount) => `discount ${amount}`,
  forClient: 'For',
  total: 'Total',
  paidBy: (tender, day) => `Paid ${day}, ${tender}`,
  writtenOff: 'Waived',
  open: 'Amount due',
  paid: 'Paid in full',
  payBy: (day) => `Please pay by ${day}.`,
  wasDue: (day) => `This was due on ${day}. Please pay soon.`,
  thanks: 'This invoice is paid. Thank you.',
  payOnline: 'Pay online by card',
  void: 'Void',
  voidNote: (number) => `This invoice was cancelled by credit note ${number}. Nothing is owed.`,
  receivedOn: 'Received on',
  receivedFrom: 'Received from',
  method: 'Paid by',
  reference: 'Reference',
  appliedTo: 'Used for',
  invoiceNumber: (number) => `Invoice ${number}`,
  credit: 'Your credit',
  refunded: (day) => `Refunded ${day}`,
  tenders: {
    cash: 'cash',
    card_terminal: 'card',
    bank_transfer: 'bank transfer',
    cheque: 'cheque',
    online: 'card online',
    other: 'other',
  },
}

const de: DocumentWords = {
  invoice: 'Rechnung',
  creditNote: 'Gutschrift',
  receipt: 'Quittung',
  number: 'Rechnungsnr.',
  invoiceDate: 'Datum',
  due: 'Zahlbar bis',
  client: 'Kunde',
  taxNumber: 'Steuernr.',
  date: 'Datum',
  description: 'Leistung',
  quantity: 'Menge',
  price: 'Einzelpreis',
  amount: 'Betrag',
  net: 'Zwischensumme',
  tax: (rate, name) => `${name ?? 'USt.'} ${rate}`,
  includedTax: (rate, name) => `darin ${name ?? 'USt.'} ${rate}`,
  shareOf: (whole) => `Anteil an ${whole}`,
  discount: (amount) => `Rabatt ${amount}`,
  forClient: 'Für',
  total: 'Gesamtbetrag',
  paidBy: (tender, day) => `Bezahlt am ${day}, ${tender}`,
  writtenOff: 'Erlassen',
  open: 'Zu zahlen',
  paid: 'Vollständig bezahlt',
  payBy: (day) => `Bitte zahlen Sie bis zum ${day}.`,
  wasDue: (day) => `Diese Rechnung war am ${day} fällig. Bitte zahlen Sie bald.`,
  thanks: 'Diese Rechnung ist bezahlt. Vielen Dank.',
  payOnline: 'Online mit Karte bezahlen',
  void: 'Storniert',
  voidNote: (number) => `Diese Rechnung wurde mit Gutschrift ${number} storniert. Es ist nichts zu zahlen.`,
  receivedOn: 'Erhalten am',
  receivedFrom: 'Erhalten von',
  method: 'Zahlungsart',
  reference: 'Referenz',
  appliedTo: 'Verwendet für',
  invoiceNumber: (number) => `Rechnung ${number}`,
  credit: 'Ihr Guthaben',
  refunded: (day) => `Erstattet am ${day}`,
  tenders: {
    cash: 'bar',
    card_terminal: 'Karte',
    bank_transfer: 'Überweisung',
    cheque: 'Scheck',
    online: 'Karte online',
    other: 'anderes',
  },
}

export const documentWords = { en, de }
