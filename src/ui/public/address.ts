import { useEffect, useState } from 'react'

type Values = Record<string, string>

function read(): Values {
  return Object.fromEntries(new URLSearchParams(location.search))
}

/** The query of the address: what a page shows stands there, so that the browser's Back works. */
export function useAddress(): [Values, (change: Values, how?: 'push' | 'replace') => void] {
  const [values, setValues] = useState(read)
  useEffect(() => {
    const follow = () => setValues(read())
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  function go(change: Values, how: 'push' | 'replace' = 'push'): void {
    const next = Object.fromEntries(
      Object.entries({ ...read(), ...change }).filter(([, value]) => value !== ''),
    )
    const query = new URLSearchParams(next).toString()
    const url = location.pathname + (query ? `?${query}` : '')
    if (how === 'push') history.pushState(null, '', url)
    else history.replaceState(null, '', url)
    setValues(next)
  }
  return [values, go]
}
