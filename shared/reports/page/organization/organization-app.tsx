import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { OrganizationDocument } from '../../organization-report.ts'
import { Frame } from '../parts/frame.tsx'
import { type Route, useRoute } from '../route.ts'
import { Account } from './account.tsx'
import { Accounts } from './accounts.tsx'
import { OrganizationFindings } from './organization-findings.tsx'
import { type OrganizationModel, organizationModel } from './organization-model.ts'
import { OrganizationOverview } from './organization-overview.tsx'

const View = ({ model, route }: { readonly model: OrganizationModel; readonly route: Route }): JSX.Element => {
  switch (route.view) {
    case 'accounts':
      return <Accounts model={model} route={route} />
    case 'account':
      return <Account model={model} id={route.id} />
    case 'findings':
      return <OrganizationFindings model={model} route={route} />
    default:
      return <OrganizationOverview model={model} />
  }
}

export const OrganizationApp = ({ report }: { readonly report: OrganizationDocument }): JSX.Element => {
  const route = useRoute()
  const model = useMemo(() => organizationModel(report), [report])
  const name = report.organization?.id ?? 'AWS organization'
  return (
    <Frame
      route={route}
      title={`${route.id === '' ? route.view : `${route.view} ${route.id}`} · ${name} · credaudit`}
      where={name}
      tabs={[
        ['overview', 'Overview', undefined],
        ['accounts', 'Accounts', report.accounts.length],
        ['findings', 'Findings', model.findings.length],
      ]}
      current={route.view === 'account' ? 'accounts' : route.view}
      toolVersion={report.tool.version}
      assessedAt={report.assessedAt}
    >
      <View model={model} route={route} />
    </Frame>
  )
}
