import { useEffect, useState } from 'react'
import type { Returns, Takes } from '../../../ui/api/index.ts'
import { useAct } from '../../../ui/api/index.ts'
import { instantOf } from '../zone.ts'

export type BundleTime = Returns<'POST /bundles/times'>['items'][number]
/** Which services in a row, for whom and where; the day is asked for beside it. */
export type BundleWish = Omit<Takes<'POST /bundles/times'>, 'from' | 'days' | 'limit'>

interface Found {
  key: string
  items: BundleTime[]
  /** Of a full day: the next times after it. */
  next: BundleTime[]
  error: unknown
}

/** The times of a day at which all services can be had; null while they are looked for. */
export function useBundleTimes(
  wish: BundleWish,
  { day, zone, turn = 0 }: { day: string; zone: string; turn?: number | undefined },
): Found | null {
  const { do: ask } = useAct('POST /bundles/times', { refresh: [] })
  const [found, setFound] = useState<Found | null>(null)
  const key = JSON.stringify([wish, day, zone, turn])
  useEffect(() => {
    let isOld = false
    async function look(): Promise<Omit<Found, 'key'>> {
      try {
        const from = instantOf(`${day}T00:00`, zone)
        const { items } = await ask({ ...wish, from, days: 1 })
        if (items.length > 0) return { items, next: [], error: null }
        const { items: next } = await ask({ ...wish, from, days: 21, limit: 4 })
        return { items, next, error: null }
      } catch (error) {
        return { items: [], next: [], error }
      }
    }
    void look().then((answer) => {
      if (!isOld) setFound({ key, ...answer })
    })
    return () => {
      isOld = true
    }
    // The key says everything that is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return found?.key === key ? found : null
}
