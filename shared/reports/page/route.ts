import { useEffect, useState } from 'preact/hooks'

/** Everything of a place is in the address after `#`: a link to a finding or a filtered list can be sent to a colleague. */
export interface Route {
  readonly view: string
  /** A finding's id, a principal's ARN, … */
  readonly id: string
  readonly words: URLSearchParams
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const parseRoute = (hash: string): Route => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const [view = '', ...rest] = path.split('/')
  return { view: view || 'overview', id: decoded(rest.join('/')), words: new URLSearchParams(query) }
}

export const href = (view: string, id = '', words: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams(Object.entries(words).filter(([, value]) => value !== '')).toString()
  return `#/${view}${id === '' ? '' : `/${encodeURIComponent(id)}`}${query === '' ? '' : `?${query}`}`
}

/** Another address without another entry in the history: for filters, typed letter by letter. */
export const replaceAddress = (address: string): void => {
  history.replaceState(null, '', address)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const changed = (): void => setHash(location.hash)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return parseRoute(hash)
}
