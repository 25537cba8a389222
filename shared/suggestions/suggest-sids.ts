import { nameOfAction } from '#shared/facts/action-name.ts'
import type { PolicyStatement } from './policy-suggestion.ts'
import type { NeedCondition } from './suggest-needs.ts'

interface Named {
  readonly service: string
  readonly level: string
  readonly conditions: readonly NeedCondition[]
  readonly resources: readonly string[]
  readonly actions: readonly string[]
}

/** A Sid takes letters and digits only. */
const word = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/u)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

const serviceIn = (value: string): string => word(value.split('.', 1)[0] ?? '')

const because = ({ key, values }: NeedCondition): string => {
  const [first = ''] = values
  const several = values.length > 1
  switch (key) {
    case 'iam:PassedToService':
      return several ? 'ToServices' : `To${serviceIn(first)}`
    case 'kms:ViaService':
    case 'aws:CalledVia':
      return several ? 'ViaServices' : `Via${serviceIn(first)}`
    case 'ec2:CreateAction':
      return several ? 'OnCreate' : `On${word(first)}`
    case 'iam:AWSServiceName':
      return `For${serviceIn(first)}`
    case 's3:prefix':
      return 'OnePrefix'
    default:
      return `By${word(key.slice(key.indexOf(':') + 1))}`
  }
}

const LEVEL_WORDS: ReadonlyMap<string, string> = new Map([
  ['Tagging', 'Tag'],
  ['Permissions management', 'Permissions'],
])

/** Why the statement is there: `IamPassRoleToLambda`, `KmsWriteViaS3`, `DynamodbQuery`. */
export const sidOf = ({ service, level, conditions, resources, actions }: Named): string => {
  if (service === '') return 'ReadWithoutResource'
  const [only = '', ...more] = actions
  const what = more.length === 0 ? nameOfAction(only) : (LEVEL_WORDS.get(level) ?? level)
  const anywhere = resources.length === 1 && resources[0] === '*' ? 'WithoutResource' : ''
  return `${word(service)}${word(what)}${anywhere}${conditions.map(because).join('')}`
}

/** The same reason twice gets a number, over all documents. */
export const withUniqueSids = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] => {
  const used = new Set<string>()
  return statements.map((statement) => {
    let sid = statement.Sid
    for (let number = 2; used.has(sid); number += 1) sid = `${statement.Sid}No${number}`
    used.add(sid)
    return { ...statement, Sid: sid }
  })
}
