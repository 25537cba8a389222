import { ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer'
import type { AnalyzerSummary } from '@aws-sdk/client-accessanalyzer'
import { collectPages } from '../bulk-source.ts'
import type { BulkSource } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { tokenCursor } from '../pages.ts'
import { collectAnalyzerFindings } from './access-analyzer-findings.ts'

export const actions = ['access-analyzer:ListAnalyzers']

const evidence = 'access-analyzers'

const inRegion = async (
  collection: Collection,
  region: string,
): Promise<readonly (AnalyzerSummary & { readonly region: string })[] | undefined> => {
  const client = collection.clients.accessAnalyzer(region)
  const pages = await collectPages(
    collection,
    { call: 'access-analyzer:ListAnalyzers', evidence, region },
    ({ Marker: nextToken }, options) =>
      client.send(new ListAnalyzersCommand(nextToken === undefined ? {} : { nextToken }), options),
    (page) => tokenCursor(page.nextToken),
  )
  if (pages.length === 0) return undefined
  return pages.flatMap((page) => page.analyzers ?? []).map((analyzer) => ({ ...analyzer, region }))
}

/** An analyzer belongs to one Region: those of the configured Regions, and their active findings. */
export const accessAnalyzers: BulkSource = {
  evidence,
  scope: 'account',
  collect: async (collection) => {
    const answers = await Promise.all(collection.options.regions.map((region) => inRegion(collection, region)))
    const answered = answers.filter((analyzers) => analyzers !== undefined)
    if (answered.length === 0) return
    const analyzers = answered.flat()
    collection.keep(evidence, { analyzers })
    await collectAnalyzerFindings(collection, analyzers)
  },
}
