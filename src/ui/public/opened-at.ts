import { useState } from 'react'

/** The instant (ISO) at which this part of the page was opened; "today" of a page. */
export function useOpenedAt(): string {
  const [opened] = useState(() => new Date().toISOString())
  return opened
}
