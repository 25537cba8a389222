import { organizationDigestOf, summarizeOrganization } from '#shared/jobs/summarize-organization.ts'
import { organizationMessage } from '#shared/notifications/organization-message.ts'
import { diff } from '#shared/findings/diff.ts'
import { ORGANIZATION } from '#shared/organization/judge-organization.ts'
import { memberAccountsOf } from '#shared/organization/member-account.ts'
import { organizationFactsOf } from '#shared/organization/organization-facts.ts'
import { parseAccountCard, serialiseAccountCard } from '#shared/organization/parse-account-card.ts'
import { pruneCards } from '#shared/organization/prune-cards.ts'
import type { AccountCard } from '#shared/organization/account-card.ts'
import { cardOf, idOf } from './make-cards.ts'

/** Cards in, report and message out, as the function does it but for S3; one line of JSON. */
const accounts = Number(process.argv[2])
const now = new Date('2026-11-20T07:00:00Z')
const BROKEN = 100
/** As the function reads them. */
const AT_ONCE = 500

let cardBytes = 0
let making = 0
let cards: readonly AccountCard[] = []
let part: AccountCard[] = []
const started = performance.now()
for (let number = 0; number < accounts; number += 1) {
  if (number % BROKEN === 1) continue
  const before = performance.now()
  const bytes = serialiseAccountCard(cardOf(number))
  making += performance.now() - before
  cardBytes += bytes.byteLength
  const card = parseAccountCard(bytes, idOf(number))
  if (card !== undefined) part.push(card)
  if (part.length < AT_ONCE && number < accounts - 1) continue
  cards = pruneCards([...cards, ...part])
  part = []
}
const listed = memberAccountsOf(
  Array.from({ length: accounts }, (_, number) => ({ Id: idOf(number), Name: `account-${number}`, State: 'ACTIVE' })),
)
const facts = organizationFactsOf(
  { schemaVersion: 1, run: 'bench', listedAt: now.toISOString(), accounts: listed, cutShort: null },
  new Map(cards.map((card) => [card.account.id, card])),
  [],
)
const job = {
  facts,
  told: new Set<string>(),
  knownAccounts: [],
  now,
  version: 'bench',
  partition: 'aws',
  pageOf: (report: string) => report.replace('.json', '.html'),
}
const { result, document } = summarizeOrganization(job)
const change = diff(result, undefined, ORGANIZATION, now)
const { message } = organizationMessage(organizationDigestOf(facts, document, change, { reportLocation: 's3://b/k' }))
const reportBytes = Buffer.byteLength(JSON.stringify(document))
const ms = performance.now() - started - making
const { user, system } = process.cpuUsage()
console.log(
  JSON.stringify({
    ms,
    cpuMs: (user + system) / 1000,
    peakRssMB: process.resourceUsage().maxRSS / 1024,
    cardKB: cardBytes / Math.max(1, cards.length) / 1024,
    reportMB: reportBytes / 1024 / 1024,
    messageKB: Buffer.byteLength(message) / 1024,
    inReport: new Set(document.accounts.map(({ id }) => id)).size,
    notAudited: document.summary.accounts.notAudited,
    findings: document.findings.length,
  }),
)
