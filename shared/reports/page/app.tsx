import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageModel } from './page-model.ts'
import { href, type Route, useRoute } from './route.ts'
import { minute, number } from './words.ts'
import { AccessKeyPage } from './views/access-key.tsx'
import { Credentials } from './views/credentials.tsx'
import { Findings } from './views/findings.tsx'
import { Frameworks } from './views/frameworks.tsx'
import { NotAssessedView } from './views/not-assessed.tsx'
import { Overview } from './views/overview.tsx'
import { Principal } from './views/principal.tsx'
import { Principals } from './views/principals.tsx'

const View = ({ model, route }: { readonly model: PageModel; readonly route: Route }): JSX.Element => {
  switch (route.view) {
    case 'findings':
      return <Findings model={model} route={route} />
    case 'principals':
      return <Principals model={model} route={route} />
    case 'principal':
      return <Principal model={model} arn={route.id} />
    case 'credentials':
      return <Credentials model={model} route={route} />
    case 'key':
      return <AccessKeyPage model={model} id={route.id} />
    case 'frameworks':
      return <Frameworks model={model} id={route.id} />
    case 'not-assessed':
      return <NotAssessedView model={model} />
    default:
      return <Overview model={model} />
  }
}

const OF_TAB: Readonly<Record<string, string>> = { principal: 'principals', key: 'credentials' }

const Tabs = ({ model, route }: { readonly model: PageModel; readonly route: Route }): JSX.Element => {
  const { document } = model
  const tabs: readonly (readonly [string, string, number | undefined])[] = [
    ['overview', 'Overview', undefined],
    ['findings', 'Findings', document.findings.length],
    ['principals', 'Principals', document.principals.length],
    ['credentials', 'Credentials', document.credentials.length],
    ['frameworks', 'Frameworks', undefined],
    ['not-assessed', 'Not assessed', document.notAssessed.length],
  ]
  const current = OF_TAB[route.view] ?? route.view
  return (
    <nav class="tabs main" aria-label="Report">
      {tabs.map(([view, name, count]) => (
        <a key={view} href={href(view)} aria-current={view === current ? 'page' : undefined}>
          {name}
          {count === undefined ? null : <span class="note"> {number(count)}</span>}
        </a>
      ))}
    </nav>
  )
}

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

const titleOf = (model: PageModel, route: Route): string => {
  const account = model.document.account.alias ?? model.document.account.id ?? 'AWS account'
  const place =
    route.view === 'principal'
      ? (model.principals.get(route.id)?.name ?? 'principal')
      : route.id === ''
        ? route.view.replaceAll('-', ' ')
        : `${route.view} ${route.id}`
  return `${place} · ${account} · credaudit`
}

/** A new place begins at its heading, for eyes and for screen readers; a filter that is typed is the same place. */
const useArrival = (model: PageModel, route: Route): void => {
  const place = `${route.view}/${route.id}`
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    document.title = titleOf(model, route)
    const inList = route.view === 'findings' && before.current?.startsWith('findings/') === true
    if (before.current !== undefined && before.current !== place && !inList) {
      scrollTo(0, 0)
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    }
    before.current = place
  }, [place])
}

export const App = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const route = useRoute()
  useArrival(model, route)
  const { account, assessedAt, tool } = model.document
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
          <span class="where">
            {account.alias ?? ''} {account.id ?? ''}
          </span>
          <ThemeButton />
        </div>
        <Tabs model={model} route={route} />
      </header>
      <main id="main" tabIndex={-1}>
        <View model={model} route={route} />
      </main>
      <footer>
        credaudit {tool.version} · read-only · judged as of {minute(assessedAt)}. All of this report is in this one
        file; it asks nobody for anything.
      </footer>
    </>
  )
}
