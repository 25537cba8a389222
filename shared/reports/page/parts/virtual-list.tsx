import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

interface VirtualListProps<T> {
  readonly items: readonly T[]
  readonly rowHeight: number
  readonly name: string
  readonly render: (item: T, index: number) => ComponentChildren
  readonly keyOf: (item: T, index: number) => string
}

const OVERSCAN = 12
/** More than this on paper helps nobody; the CSV and JSON have them all. */
const MOST_PRINTED = 2000

const usePrinting = (): boolean => {
  const [printing, setPrinting] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const media = matchMedia('print')
    const changed = (): void => setPrinting(media.matches)
    const before = (): void => setPrinting(true)
    const after = (): void => setPrinting(false)
    media.addEventListener('change', changed)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      media.removeEventListener('change', changed)
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

/** Only the rows around the window are in the page: ten thousand findings scroll like fifty. The page itself scrolls. */
export const VirtualList = <T,>({ items, rowHeight, name, render, keyOf }: VirtualListProps<T>): JSX.Element => {
  const list = useRef<HTMLUListElement>(null)
  const [range, setRange] = useState({ first: 0, last: 40 })
  const printing = usePrinting()
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = -(list.current?.getBoundingClientRect().top ?? 0)
      const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN)
      const last = Math.ceil((top + innerHeight) / rowHeight) + OVERSCAN
      setRange((old) => (old.first === first && old.last === last ? old : { first, last }))
    }
    measure()
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure)
    return () => {
      removeEventListener('scroll', measure)
      removeEventListener('resize', measure)
    }
  }, [items, rowHeight])
  const { first, last } = printing ? { first: 0, last: MOST_PRINTED } : range
  return (
    <>
      <ul
        class="rows"
        ref={list}
        aria-label={name}
        style={printing ? {} : { height: `${items.length * rowHeight}px`, '--row': `${rowHeight}px` }}
      >
        {items.slice(first, last).map((item, offset) => (
          <li
            key={keyOf(item, first + offset)}
            aria-setsize={items.length}
            aria-posinset={first + offset + 1}
            style={printing ? {} : { top: `${(first + offset) * rowHeight}px` }}
          >
            {render(item, first + offset)}
          </li>
        ))}
      </ul>
      {printing && items.length > MOST_PRINTED ? (
        <p>The first {MOST_PRINTED} are printed; the CSV and the JSON of this audit have them all.</p>
      ) : null}
    </>
  )
}
