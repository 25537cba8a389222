import { readFileSync, readdirSync } from 'node:fs'
import { canonicalActionOf } from '#shared/catalogue/actions.ts'

const ROOT = new URL('../../shared/clients/', import.meta.url)

const prefixes: ReadonlyMap<string, string> = new Map([
  ['accessanalyzer', 'access-analyzer'],
  ['athena', 'athena'],
  ['cloudtrail', 'cloudtrail'],
  ['cloudwatch', 'cloudwatch'],
  ['cloudwatch-logs', 'logs'],
  ['iam', 'iam'],
  ['organizations', 'organizations'],
  ['s3', 's3'],
  ['secrets-manager', 'secretsmanager'],
  ['securityhub', 'securityhub'],
  ['sns', 'sns'],
  ['ssm', 'ssm'],
  ['sqs', 'sqs'],
  ['sts', 'sts'],
])

// Operations whose permission has another name (service authorization reference).
const renamed: ReadonlyMap<string, string> = new Map([
  ['access-analyzer:ListFindingsV2', 'access-analyzer:ListFindings'],
  ['s3:ListObjectsV2', 's3:ListBucket'],
  ['s3:HeadObject', 's3:GetObject'],
])

export const clientFiles: readonly string[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()

const actionOfCommand = (client: string, command: string): string => {
  const operation = `${prefixes.get(client) ?? `unknown-client-${client}`}:${command.replace(/Command$/, '')}`
  const action = renamed.get(operation) ?? operation
  return canonicalActionOf(action) ?? `${action} (not in the catalogue)`
}

/** The actions that a file's SDK commands need, by what it imports. */
export const actionsOfImports = (file: string): readonly string[] => {
  const source = readFileSync(new URL(file, ROOT), 'utf8')
  const imports = source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)'/g)
  const actions = [...imports].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b(\w+Command)\b/g)].map(([, command = '']) => actionOfCommand(client, command)),
  )
  return [...new Set(actions)].sort()
}

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isOrganizationSource = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Reflect.get(value, 'scope') === 'organization'

export interface ClientModule {
  readonly file: string
  readonly actions: readonly string[] | undefined
  readonly organizationOnly: boolean
}

export const readClientModule = async (file: string): Promise<ClientModule> => {
  const module: Record<string, unknown> = await import(new URL(file, ROOT).href)
  const actions = module['actions']
  const organizationOnly = Object.values(module).some(isOrganizationSource)
  return { file, actions: isStrings(actions) ? actions : undefined, organizationOnly }
}
