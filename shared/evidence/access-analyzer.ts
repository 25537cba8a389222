import * as z from 'zod/mini'
import { parseArn } from '#shared/facts/arn.ts'
import type { Analyzer, AnalyzerFinding } from '#shared/facts/settings.ts'
import { textIn } from './json-fields.ts'
import { optionalText, parseListAnswer } from './list-answer.ts'
import { optionalDate, pastInstant } from './reading.ts'

export const parseAccessAnalyzers = parseListAnswer({
  source: 'access-analyzers',
  listKey: 'analyzers',
  item: z.object({
    arn: z.string(),
    name: z.string(),
    type: z.string(),
    status: z.string(),
    region: optionalText,
    managedBy: optionalText,
  }),
  toFact: ({ arn, name, type, status, region, managedBy }): Analyzer => ({
    kind: 'analyzer',
    arn,
    name,
    type,
    status,
    region: region ?? parseArn(arn)?.region ?? '',
    ...(managedBy && { managedBy }),
  }),
})

export const parseAccessAnalyzerFindings = parseListAnswer({
  source: 'access-analyzer-findings',
  listKey: 'findings',
  item: z.object({
    id: z.string(),
    findingType: optionalText,
    status: z.string(),
    resource: optionalText,
    resourceType: z.string(),
    analyzerArn: optionalText,
    updatedAt: optionalText,
  }),
  toFact: (item, { reading, place, answer }): AnalyzerFinding => {
    const analyzerArn = item.analyzerArn ?? textIn(answer, 'analyzerArn')
    const updatedAt = item.updatedAt
      ? optionalDate(pastInstant(reading, item.updatedAt, 'updatedAt', place))
      : undefined
    return {
      kind: 'analyzer-finding',
      id: item.id,
      // ListFindings, the older call, tells of external access only (IAM Access Analyzer API reference) and names no type.
      findingType: item.findingType ?? 'ExternalAccess',
      status: item.status,
      resource: item.resource ?? '',
      resourceType: item.resourceType,
      ...(analyzerArn !== undefined && { analyzerArn }),
      ...(updatedAt && { updatedAt }),
    }
  },
})
