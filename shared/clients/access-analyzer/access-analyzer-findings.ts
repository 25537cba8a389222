import { ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer'
import { collectPages } from '../bulk-source.ts'
import type { Collection } from '../collection.ts'
import { tokenCursor } from '../pages.ts'

export const actions = ['access-analyzer:ListFindings']

interface AnalyzerOfRegion {
  readonly arn: string | undefined
  readonly status: string | undefined
  readonly region: string
}

const evidence = 'access-analyzer-findings'

const findingsOf = async (collection: Collection, { arn, region }: AnalyzerOfRegion) => {
  const client = collection.clients.accessAnalyzer(region)
  const pages = await collectPages(
    collection,
    { call: 'access-analyzer:ListFindings', evidence, region },
    ({ Marker: nextToken }, options) =>
      client.send(
        new ListFindingsV2Command({
          analyzerArn: arn,
          filter: { status: { eq: ['ACTIVE'] } },
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
        options,
      ),
    (page) => tokenCursor(page.nextToken),
  )
  return pages.map((page) => ({ analyzerArn: arn, ...page }))
}

/** Pages of findings, each with the analyzer that made it. */
export const collectAnalyzerFindings = async (
  collection: Collection,
  analyzers: readonly AnalyzerOfRegion[],
): Promise<void> => {
  const asked = analyzers.filter(({ status }) => status === 'ACTIVE')
  const pages = await Promise.all(asked.map((analyzer) => findingsOf(collection, analyzer)))
  if (asked.length === 0 || pages.some((list) => list.length > 0)) collection.keep(evidence, pages.flat())
}
