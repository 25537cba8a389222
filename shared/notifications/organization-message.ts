import { createHash } from 'node:crypto'
import type { OutgoingMessage } from '#shared/findings/account-state.ts'
import { SEVERITIES, type Finding, type Severity } from '#shared/findings/finding.ts'
import { ascii, cut } from './ascii.ts'
import type { OrganizationDigest } from './organization-digest.ts'
import { organizationHeadline } from './organization-headline.ts'
import { organizationMail } from './organization-mail.ts'

/** SNS: fewer than 100 characters; and bytes of UTF-8 over the whole message, attributes included. */
const LONGEST_SUBJECT = 99
const LARGEST_MESSAGE = 262_144 - 4_096

const newsOf = ({ ownFresh, ownChanged, fresh, changed }: OrganizationDigest) => [
  ...ownFresh,
  ...ownChanged,
  ...fresh,
  ...changed,
]

const worstSeverityOf = (digest: OrganizationDigest): Severity | undefined => {
  const news = newsOf(digest)
  return SEVERITIES.find((severity) => news.some((finding) => finding.severity === severity))
}

/** The news in one line, and what the gravest of it is. */
export const organizationSubject = (digest: OrganizationDigest): string => {
  const worst = worstSeverityOf(digest)
  const gravest = newsOf(digest).filter(({ severity }) => severity === worst)
  const titles = digest.firstRun ? [] : [...new Set(gravest.map(({ title }) => title))]
  const words = [organizationHeadline(digest), ...(titles.length > 0 ? [titles.join('; ')] : [])].join(': ')
  return cut(ascii(words), LONGEST_SUBJECT)
}

const briefOwn = ({ id, ruleId, title, severity, risk, firstSeen, subject, message, remediation }: Finding) => ({
  id,
  ruleId,
  title,
  severity,
  risk,
  firstSeen,
  subject,
  message,
  remediation: remediation.text,
})

const bodyOf = (digest: OrganizationDigest, most: number): string => {
  const lists = { new: digest.fresh, changed: digest.changed, resolved: digest.resolved }
  const own = { new: digest.ownFresh, changed: digest.ownChanged, resolved: digest.ownResolved }
  return JSON.stringify({
    schemaVersion: 1,
    kind: 'organization-digest',
    organization: digest.organization,
    run: digest.run,
    ...(digest.environment === undefined ? {} : { environment: digest.environment }),
    assessedAt: digest.assessedAt,
    firstRun: digest.firstRun,
    accounts: digest.accounts,
    counts: digest.counts,
    across: Object.fromEntries(Object.entries(own).map(([name, list]) => [name, list.slice(0, most).map(briefOwn)])),
    inAccounts: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.slice(0, most)])),
    totals: {
      inAccounts: digest.totals,
      across: { fresh: own.new.length, changed: own.changed.length, resolved: own.resolved.length },
    },
    notAudited: digest.notAudited
      .slice(0, most)
      .map(({ reason, accounts }) => ({ reason, accounts: accounts.slice(0, most), accountCount: accounts.length })),
    worstAccounts: digest.worstAccounts.slice(0, most),
    report: digest.reportLocation,
    ...(digest.reportUrl === undefined ? {} : { reportUrl: digest.reportUrl }),
  })
}

const envelope = (digest: OrganizationDigest, most: number): string => {
  const json = bodyOf(digest, most)
  const text = organizationMail(digest, Math.min(most, 25))
  return JSON.stringify({ default: text, email: text, sqs: json, lambda: json, https: json, http: json })
}

const messageIdOf = ({ run, totals, notAudited, ...digest }: OrganizationDigest): string =>
  createHash('sha256')
    .update(
      JSON.stringify([run, totals, notAudited, newsOf({ run, totals, notAudited, ...digest }).map(({ id }) => id)]),
    )
    .digest('hex')
    .slice(0, 32)

/** One publish for one run; lists are halved until it fits, and what is left out is counted in it. */
export const organizationMessage = (digest: OrganizationDigest): OutgoingMessage => {
  const id = messageIdOf(digest)
  let most = 200
  let message = envelope(digest, most)
  while (new TextEncoder().encode(message).byteLength > LARGEST_MESSAGE && most > 0) {
    most = Math.floor(most / 2)
    message = envelope(digest, most)
  }
  return {
    id,
    subject: organizationSubject(digest),
    message,
    attributes: {
      kind: 'organization-digest',
      messageId: id,
      severity: worstSeverityOf(digest) ?? 'none',
      ...(digest.environment === undefined ? {} : { environment: cut(ascii(digest.environment), 100) }),
    },
  }
}
