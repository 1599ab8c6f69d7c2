/** ASC X12: cutting, envelopes, writing. It knows no guide: what a 271 or an 835 means belongs to the slices. */
export { readAcknowledgement } from './acknowledgements.ts'
export type { GroupReceipt } from './acknowledgements.ts'
export { readX12 } from './envelopes.ts'
export type { Group, Interchange, InterchangeReceipt, Transaction, X12File } from './file.ts'
export { components, decodeX12, element, repeated } from './segments.ts'
export type { Segment, Separators, X12Fault } from './segments.ts'
export { OWN_SEPARATORS, writeInterchange, x12Text } from './write.ts'
export type { Envelope, Line } from './write.ts'
