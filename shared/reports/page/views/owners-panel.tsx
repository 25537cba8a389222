import type { JSX } from 'preact'
import { isOpen, type PageModel } from '../page-model.ts'
import { Panel, Table } from '../parts/section.tsx'
import { href } from '../route.ts'
import { NO_OWNER, ownerWords } from '../select-findings.ts'
import { number } from '../words.ts'

const SHOWN = 8

/** Who has to act. */
export const OwnersPanel = ({ model }: { readonly model: PageModel }): JSX.Element | null => {
  const open = model.document.findings.filter(isOpen)
  if (open.length === 0) return null
  const owners = [...Map.groupBy(open, ownerWords)]
    .map(([owner, findings]) => ({
      owner,
      grave: findings.filter(({ severity }) => severity === 'critical' || severity === 'high').length,
      all: findings.length,
    }))
    .sort((a, b) => Number(a.owner === NO_OWNER) - Number(b.owner === NO_OWNER) || b.grave - a.grave || b.all - a.all)
  const shown = owners.filter(({ owner }) => owner !== NO_OWNER).slice(0, SHOWN)
  const nobody = owners.find(({ owner }) => owner === NO_OWNER)
  const rows = nobody === undefined ? shown : [...shown, nobody]
  return (
    <Panel title="Who has to act" note="By the owner tag of the principal.">
      <Table
        caption="Open findings by owner"
        columns={['Owner', 'Critical and high', 'All']}
        numeric={[1, 2]}
        rows={rows.map(({ owner, grave, all }) => [
          <a key="owner" href={href('findings', '', { owner })}>
            {owner}
          </a>,
          number(grave),
          number(all),
        ])}
      />
    </Panel>
  )
}
