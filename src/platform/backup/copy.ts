import type { Readable, Writable } from 'node:stream'
import type pg from 'pg'

/** The part of the driver's connection that COPY needs; the driver itself has no function for it. */
interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
  stream: NodeJS.WritableStream & { pause(): void; resume(): void; writableNeedDrain?: boolean }
}

/** What the driver calls while this statement is the connection's active one. */
interface Active {
  handleCopyData?(message: { chunk: Uint8Array }, wire: Wire): void
  handleCopyInResponse?(wire: Wire): void
}

/** Runs `copy … to stdout` into a stream, no faster than that takes it. Answers the number of rows; does not end the stream. */
export function copyOut(client: pg.PoolClient, text: string, out: Writable): Promise<number> {
  let paused: Wire | null = null
  const resume = () => {
    paused?.stream.resume()
    paused = null
  }
  const done = submit(client, text, {
    handleCopyData(message, wire) {
      // The driver reuses the memory of a chunk for the next one.
      if (out.write(Buffer.from(message.chunk)) || paused) return
      paused = wire
      wire.stream.pause()
      out.once('drain', resume)
    },
  })
  // A stream that is ended drains without a word: the connection must not stay paused for the next statement.
  return done.finally(resume)
}

/** Runs `copy … from stdin` with what a stream gives. Answers the number of rows. */
export function copyIn(client: pg.PoolClient, text: string, source: Readable): Promise<number> {
  return submit(client, text, {
    handleCopyInResponse(wire) {
      send(wire, source).then(
        () => wire.endCopyFrom(),
        (error: Error) => wire.sendCopyFail(error.message),
      )
    },
  })
}

async function send(wire: Wire, source: Readable) {
  for await (const chunk of source) {
    wire.sendCopyFromChunk(chunk as Uint8Array)
    if (wire.stream.writableNeedDrain) await new Promise((resolve) => wire.stream.once('drain', resolve))
  }
}

function submit(client: pg.PoolClient, text: string, active: Active): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0
    const statement = {
      submit: (wire: Wire) => wire.query(text),
      handleCommandComplete: ({ text: tag }: { text: string }) =>
        (rows = Number(/^COPY (\d+)/.exec(tag)?.[1] ?? 0)),
      handleReadyForQuery: () => resolve(rows),
      // The driver forgets a statement that failed; nothing more will be heard of it.
      handleError: reject,
      handleRowDescription() {},
      handleDataRow() {},
      handlePortalSuspended() {},
      handleEmptyQuery() {},
      handleCopyInResponse: (wire: Wire) => wire.sendCopyFail('Nothing to send.'),
      handleCopyData() {},
      ...active,
    }
    client.query(statement as unknown as pg.Submittable)
  })
}
