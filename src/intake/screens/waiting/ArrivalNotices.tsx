import { useEffect, useRef } from 'react'
import { useApi } from '../../../ui/api/index.ts'
import { notify, useFormat, useGo, useWords } from '../../../ui/kit/index.ts'

/** Tells whoever the client comes to that they are here, on whatever screen one is. What was there before is not told again. */
export default function ArrivalNotices() {
  const { t } = useWords('intake')
  const format = useFormat()
  const go = useGo()
  const { data } = useApi('GET /waiting-room/arrivals', {}, { live: ['appointment', 'check_in'] })
  const told = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!data) return
    const known = told.current
    told.current = new Set([...(known ?? []), ...data.items.map((one) => `${one.id} ${one.arrivedAt}`)])
    if (!known) return
    for (const one of data.items.filter((each) => each.isMine && !known.has(`${each.id} ${each.arrivedAt}`)))
      notify.happened(
        t('waiting.here', {
          name: one.clientName,
          time: format.time(one.startsAt, one.zone),
          service: one.serviceName,
        }),
        { label: t('waiting.title'), onOpen: () => go('/waiting-room') },
      )
  }, [data, t, format, go])
  return null
}
