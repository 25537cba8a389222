import type { AuditDocument } from '../audit-document.ts'

/** `not-covered`: no rule of this audit answers the requirement; it is for people to look at. */
export type RequirementState = 'fails' | 'not-assessed' | 'passes' | 'nothing-to-judge' | 'not-covered'

export interface Requirement {
  readonly reference: string
  readonly number: string
  readonly state: RequirementState
  readonly rules: readonly { readonly id: string; readonly title: string }[]
  readonly failing: number
  readonly excepted: number
  readonly passed: number
  readonly notAssessed: number
}

const range = (prefix: string, from: number, to: number, without: readonly number[] = []): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .filter((number) => !without.includes(number))
    .map((number) => `${prefix}${number}`)

/** The frameworks of the page with all requirements of their sections on identities: so that what is not covered shows. */
export const FRAMEWORKS: readonly { readonly id: string; readonly name: string; readonly all: readonly string[] }[] = [
  { id: 'CIS-AWS-7.0.0', name: 'CIS AWS Foundations 7.0', all: [...range('2.1.', 1, 6), ...range('2.', 2, 21)] },
  { id: 'CIS-AWS-5.0.0', name: 'CIS AWS Foundations 5.0', all: range('1.', 1, 21) },
  { id: 'CIS-AWS-3.0.0', name: 'CIS AWS Foundations 3.0', all: range('1.', 1, 22) },
  // IAM.20 is retired.
  { id: 'SecurityHub', name: 'AWS Security Hub CSPM', all: range('IAM.', 1, 28, [20]) },
]

const parts = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number)
const word = (text: string): string => /^[A-Za-z]*/.exec(text)?.[0] ?? ''

/** 1.9 before 1.10, IAM before KMS. */
export const byNumber = (a: string, b: string): number => {
  if (word(a) !== word(b)) return word(a) < word(b) ? -1 : 1
  const [left, right] = [parts(a), parts(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

const stateOf = ({ rules, failing, notAssessed, passed }: Omit<Requirement, 'state'>): RequirementState => {
  if (rules.length === 0) return 'not-covered'
  if (failing > 0) return 'fails'
  if (notAssessed > 0) return 'not-assessed'
  return passed > 0 ? 'passes' : 'nothing-to-judge'
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** What is not assessed is never a pass: it stands before it. */
export const requirementsOf = (document: AuditDocument, framework: string): readonly Requirement[] => {
  const prefix = `${framework} `
  const references = document.rules.flatMap(({ frameworks }) => frameworks.filter((name) => name.startsWith(prefix)))
  const known = FRAMEWORKS.find(({ id }) => id === framework)?.all ?? []
  const numbers = [...new Set([...references.map((name) => name.slice(prefix.length)), ...known])].sort(byNumber)
  return numbers.map((number) => {
    const reference = `${prefix}${number}`
    const rules = document.rules.filter(({ frameworks }) => frameworks.includes(reference))
    const ids = new Set(rules.map(({ id }) => id))
    const found = document.findings.filter(
      ({ ruleId, alsoTells = [], status }) => [ruleId, ...alsoTells].some((id) => ids.has(id)) && status !== 'resolved',
    )
    const excepted = found.filter(({ status }) => status === 'excepted').length
    const counts = {
      reference,
      number,
      rules: rules.map(({ id, title }) => ({ id, title })),
      failing: found.length - excepted,
      excepted,
      passed: sum(rules.map(({ id }) => document.passed[id] ?? 0)),
      notAssessed: document.notAssessed.filter(({ ruleId }) => ids.has(ruleId)).length,
    }
    return { ...counts, state: stateOf(counts) }
  })
}
