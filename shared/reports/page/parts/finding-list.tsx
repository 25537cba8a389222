import type { JSX } from 'preact'
import type { Finding } from '#shared/findings/finding.ts'
import { href } from '../route.ts'
import { SeverityBadge } from './severity.tsx'

/** The few findings of one subject. */
export const FindingList = ({ findings }: { readonly findings: readonly Finding[] }): JSX.Element =>
  findings.length === 0 ? (
    <p>None.</p>
  ) : (
    <ul class="first">
      {findings.map((finding) => (
        <li key={finding.id}>
          <a href={href('findings', finding.id)}>
            <SeverityBadge severity={finding.severity} />
            <span>{finding.message}</span>
          </a>
        </li>
      ))}
    </ul>
  )
