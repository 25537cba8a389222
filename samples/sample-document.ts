import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readActivity } from '#cli/read-activity.ts'
import { readEvidenceFolder } from '#shared/clients/evidence-folder.ts'
import { activityEntryOf, type AuditOutcome, auditAccount } from '#shared/jobs/audit-account.ts'
import type { AuditDocument } from '#shared/reports/audit-document.ts'
import { allRules } from '#shared/rules/index.ts'
import { parseConfiguration } from '#shared/rules/parse-configuration.ts'

const FOLDER = fileURLToPath(new URL('account', import.meta.url))
const CONFIGURATION = fileURLToPath(new URL('credaudit.yaml', import.meta.url))

/** The audit of the sample account, as `npm run demo` makes it. */
export const sampleOutcome = async (
  version: string,
  { suggestions }: { readonly suggestions: boolean },
): Promise<AuditOutcome> => {
  const profile = await readActivity(FOLDER)
  return auditAccount({
    files: await readEvidenceFolder(FOLDER),
    configuration: parseConfiguration(await readFile(CONFIGURATION, 'utf8'), CONFIGURATION, allRules),
    now: new Date('2026-11-20T06:00:00Z'),
    version,
    suggestions,
    ...(profile && { activity: { profile, entry: activityEntryOf(profile) } }),
  })
}

export const sampleDocument = async (version: string): Promise<AuditDocument> =>
  (await sampleOutcome(version, { suggestions: true })).document
