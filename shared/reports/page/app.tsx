import type { JSX } from 'preact'
import type { PageModel } from './page-model.ts'
import { Frame, type Tab } from './parts/frame.tsx'
import { type Route, useRoute } from './route.ts'
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

const tabsOf = ({ document }: PageModel): readonly Tab[] => [
  ['overview', 'Overview', undefined],
  ['findings', 'Findings', document.findings.length],
  ['principals', 'Principals', document.principals.length],
  ['credentials', 'Credentials', document.credentials.length],
  ['frameworks', 'Frameworks', undefined],
  ['not-assessed', 'Not assessed', document.notAssessed.length],
]

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

export const App = ({ model }: { readonly model: PageModel }): JSX.Element => {
  const route = useRoute()
  const { account, assessedAt, tool } = model.document
  return (
    <Frame
      route={route}
      title={titleOf(model, route)}
      where={[account.alias, account.id].filter((word) => word !== null).join(' ')}
      tabs={tabsOf(model)}
      current={OF_TAB[route.view] ?? route.view}
      toolVersion={tool.version}
      assessedAt={assessedAt}
    >
      <View model={model} route={route} />
    </Frame>
  )
}
