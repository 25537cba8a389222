import { useEffect, useState } from 'preact/hooks'

const useMedia = (query: string): boolean => {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const changed = (): void => setMatches(media.matches)
    media.addEventListener('change', changed)
    return () => media.removeEventListener('change', changed)
  }, [query])
  return matches
}

export const useNarrow = (): boolean => useMedia('(max-width: 699px)')
/** Room for a list and what is chosen in it side by side. */
export const useWide = (): boolean => useMedia('(min-width: 1180px)')
