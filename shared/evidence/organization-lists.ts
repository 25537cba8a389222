import * as z from 'zod/mini'
import { sortedUnique } from '#shared/facts/order.ts'
import type { DelegatedAdministrator, OrganizationAccount, OrganizationPolicy } from '#shared/facts/settings.ts'
import type { EvidenceFile } from './evidence-file.ts'
import { answersOf } from './json-values.ts'
import { isJsonObject, type JsonObject } from '#shared/facts/json.ts'
import { parsePolicyDocument } from './policy-document.ts'
import { type ListAnswer, listValues, optionalText, parseListAnswer, readItem } from './list-answer.ts'
import { type Parsed, reportProblem, startReading, whereOf } from './reading.ts'

/** `State` replaced `Status` in September 2026; older answers have only the latter. */
export const parseOrganizationAccounts = parseListAnswer({
  source: 'organization-accounts',
  listKey: 'Accounts',
  item: z.object({ Id: z.string(), Name: optionalText, State: optionalText, Status: optionalText }),
  toFact: ({ Id, Name, State, Status }): OrganizationAccount => ({
    id: Id,
    name: Name ?? '',
    state: State ?? Status ?? 'unknown',
  }),
})

const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const

export const parseOrganizationPolicies = parseListAnswer({
  source: 'organization-policies',
  listKey: 'Policies',
  item: z.object({
    Id: z.string(),
    Name: optionalText,
    Type: z.string(),
    AwsManaged: z.optional(z.boolean()),
    Content: optionalText,
  }),
  toFact: ({ Id, Name, Type, AwsManaged, Content }, { reading, place }): OrganizationPolicy | undefined => {
    const type = POLICY_TYPES.find((known) => known === Type)
    if (type === undefined) {
      const reason = `${whereOf(reading, place)} is left out: a policy of type ${JSON.stringify(Type)} does not limit permissions.`
      reportProblem(reading, 'other-policy-type', reason, place)
      return undefined
    }
    return {
      id: Id,
      name: Name ?? '',
      type,
      awsManaged: AwsManaged ?? false,
      ...(Content && {
        content: Content,
        document: parsePolicyDocument(Content, type === 'SERVICE_CONTROL_POLICY' ? 'identity' : 'resource-control'),
      }),
    }
  },
})

const administratorItem = z.object({
  Id: z.string(),
  DelegatedServices: z.nullish(z.array(z.object({ ServicePrincipal: z.string() }))),
})
const administrator: ListAnswer<typeof administratorItem, DelegatedAdministrator> = {
  source: 'delegated-administrators',
  listKey: 'DelegatedAdministrators',
  item: administratorItem,
  toFact: ({ Id, DelegatedServices }) => ({
    accountId: Id,
    services: sortedUnique((DelegatedServices ?? []).map(({ ServicePrincipal }) => ServicePrincipal)),
  }),
}

/** A bare list of administrators, or the answer of ListDelegatedAdministrators. */
export const parseDelegatedAdministrators = (
  file: EvidenceFile,
  now: Date,
): Parsed<readonly DelegatedAdministrator[]> => {
  const reading = startReading('delegated-administrators', file, now)
  const facts: DelegatedAdministrator[] = []
  for (const [index, answer] of answersOf(file).entries()) {
    const page: JsonObject = isJsonObject(answer) ? answer : {}
    for (const value of listValues(page, administrator.listKey) ?? [answer]) {
      const fact = readItem(administrator, value, { reading, place: { at: `[${index}]` }, answer: page })
      if (fact) facts.push(fact)
    }
  }
  return { facts, problems: reading.problems }
}
