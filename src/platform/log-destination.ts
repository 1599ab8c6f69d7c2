import { pino } from 'pino'
import type { DestinationStream } from 'pino'

/** Where log lines go: standard error, so that standard output holds only what a person or a script reads. */
export function logTo(stream: { fd: number }): DestinationStream {
  return pino.destination({ fd: stream.fd, sync: true })
}
