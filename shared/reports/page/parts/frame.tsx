import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { href, type Route } from '../route.ts'
import { minute, number } from '../words.ts'

const THEMES = ['auto', 'light', 'dark'] as const

const ThemeButton = (): JSX.Element => {
  const [theme, setTheme] = useState<(typeof THEMES)[number]>('auto')
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto'
  return (
    <button type="button" class="small" onClick={() => setTheme(next)}>
      <span class="hidden">Colours: </span>
      {theme === 'auto' ? 'Auto' : theme === 'light' ? 'Light' : 'Dark'}
    </button>
  )
}

/** A new place begins at its heading, for eyes and for screen readers; a filter that is typed is the same place. */
const useArrival = (title: string, route: Route): void => {
  const place = `${route.view}/${route.id}`
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    document.title = title
    const inList = route.view === 'findings' && before.current?.startsWith('findings/') === true
    if (before.current !== undefined && before.current !== place && !inList) {
      scrollTo(0, 0)
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    }
    before.current = place
  }, [place])
}

export type Tab = readonly [view: string, name: string, count: number | undefined]

interface FrameProps {
  readonly route: Route
  /** Of the window. */
  readonly title: string
  readonly where: string
  readonly tabs: readonly Tab[]
  /** The view of the tab that is current. */
  readonly current: string
  readonly toolVersion: string
  readonly assessedAt: string
  readonly children: ComponentChildren
}

/** What stands around every view. */
export const Frame = (props: FrameProps): JSX.Element => {
  const { route, title, where, tabs, current, toolVersion, assessedAt, children } = props
  useArrival(title, route)
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.querySelector<HTMLElement>('main')?.focus()
        }}
      >
        Skip to the content
      </a>
      <header class="top">
        <div class="bar">
          <a class="brand" href={href('overview')}>
            credaudit
          </a>
          <span class="where">{where}</span>
          <ThemeButton />
        </div>
        <nav class="tabs main" aria-label="Report">
          {tabs.map(([view, name, count]) => (
            <a key={view} href={href(view)} aria-current={view === current ? 'page' : undefined}>
              {name}
              {count === undefined ? null : <span class="note"> {number(count)}</span>}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer>
        credaudit {toolVersion} · read-only · judged as of {minute(assessedAt)}. All of this report is in this one file;
        it asks nobody for anything.
      </footer>
    </>
  )
}
