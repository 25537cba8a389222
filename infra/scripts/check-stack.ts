// Checks what `npm run package` produced: the template by AWS's own offline validator and by cfn-lint, every state machine by
// asl-validator, every IAM action against the catalogue, every trust policy's effect and principal, and that no ARN names a partition.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate'
import { expandActionPattern } from '#shared/catalogue/expand-action-pattern.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '#shared/facts/json.ts'
import { takeSecondOpinion } from '../cloudformation/second-opinion.ts'
import { standAloneTemplates } from '../cloudformation/stand-alone-templates.ts'
import { PinnedEnvironmentError } from '../python/pinned-environment.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const TEMPLATE = path.join(ROOT, '.serverless/cloudformation-template-update-stack.json')

// W3005: osls always writes the DependsOn that the reference to a role already implies.
const EXPECTED = new Set(['W3005'])
/** Where cfn-lint looks whether there is such a resource: the default, and the Region of IAM's events. */
const REGIONS = ['eu-central-1', 'us-east-1']

const validatorProblems = (): readonly string[] => {
  const engine = new RegoEngine()
  try {
    return engine
      .validateStandard(new TemplateFile(TEMPLATE))
      .diagnostics.filter(({ ruleId, severity }) => !EXPECTED.has(ruleId) && severity.toUpperCase() !== 'INFO')
      .map(({ ruleId, severity, message, propertyPath }) => `${severity} ${ruleId} ${propertyPath ?? ''}: ${message}`)
  } finally {
    engine.free()
  }
}

/** Without Python the check goes on, and says so: AWS's own validator has seen the template in any case. */
const cfnLintProblems = async (): Promise<readonly string[]> => {
  const templates = [TEMPLATE, ...(await standAloneTemplates(path.join(ROOT, 'infra')))]
  try {
    const problems = takeSecondOpinion(templates, REGIONS, EXPECTED)
    process.stdout.write(`cfn-lint has read ${templates.length} templates for ${REGIONS.join(' and ')}.\n`)
    return problems
  } catch (error) {
    if (!(error instanceof PinnedEnvironmentError)) throw error
    process.stdout.write(`cfn-lint's second opinion was not taken. ${error.message}\n`)
    return []
  }
}

/** Every object of a document, with the path to it. */
const objectsOf = function* (value: JsonValue, at: string): Generator<readonly [string, JsonObject]> {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* objectsOf(item as JsonValue, `${at}[${index}]`)
  else if (isJsonObject(value)) {
    yield [at, value]
    for (const [key, item] of Object.entries(value)) yield* objectsOf(item, `${at}.${key}`)
  }
}

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

const statementProblems = (at: string, statement: JsonObject): readonly string[] => {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') return [`${at}: Effect must be Allow or Deny.`]
  const actions = [...listOf(statement['Action']), ...listOf(statement['NotAction'])]
  return actions.flatMap((action) =>
    typeof action === 'string' && action !== '*' && expandActionPattern(action).length === 0
      ? [`${at}: ${action} is not an action of IAM's.`]
      : [],
  )
}

const policyProblems = (template: JsonValue): readonly string[] =>
  [...objectsOf(template, 'template')].flatMap(([at, object]) =>
    'Effect' in object ? statementProblems(at, object) : [],
  )

const partitionProblems = (text: string): readonly string[] =>
  [...text.matchAll(/arn:aws[a-z-]*:[^"]{0,60}/g)].map(([arn]) => `The template names a partition: ${arn}`)

const stateMachineProblems = async (): Promise<readonly string[]> => {
  const { default: validate } = await import('asl-validator')
  const names = (await readdir(path.join(ROOT, 'infra'))).filter((name) => name.endsWith('.asl.json'))
  const checked = names.map(async (name) => {
    const definition = JSON.parse(await readFile(path.join(ROOT, 'infra', name), 'utf8')) as object
    const { isValid, errorsText } = validate(definition)
    return isValid ? [] : [`infra/${name}: ${errorsText()}`]
  })
  return (await Promise.all(checked)).flat()
}

const text = await readFile(TEMPLATE, 'utf8')
const template = JSON.parse(text) as JsonValue
const problems = [
  ...validatorProblems(),
  ...(await cfnLintProblems()),
  ...policyProblems(template),
  ...partitionProblems(text),
  ...(await stateMachineProblems()),
]
for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length > 0) process.exitCode = 1
else
  process.stdout.write(
    `The stack's template is valid: ${Object.keys((template as { Resources: object }).Resources).length} resources.\n`,
  )
