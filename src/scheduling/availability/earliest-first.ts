interface Starting {
  startsAt: Date
}

/** Streams that are in order each, as one list in order, at most `limit`; of equal starts all, or (`onePerStart`) the first stream's. */
export function earliestFirst<Time extends Starting>(
  streams: Generator<Time>[],
  limit: number,
  onePerStart: boolean,
): Time[] {
  const heads = streams.map((stream) => ({ stream, slot: next(stream) }))
  const found: Time[] = []
  while (found.length < limit) {
    let first: (typeof heads)[number] | undefined
    for (const head of heads) {
      if (head.slot && (!first?.slot || head.slot.startsAt < first.slot.startsAt)) first = head
    }
    if (!first?.slot) break
    const isRepeat = onePerStart && found.at(-1)?.startsAt.getTime() === first.slot.startsAt.getTime()
    if (!isRepeat) found.push(first.slot)
    first.slot = next(first.stream)
  }
  return found
}

function next<Time>(stream: Generator<Time>): Time | undefined {
  const step = stream.next()
  return step.done ? undefined : step.value
}
