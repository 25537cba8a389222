import type { ParameterSpec } from '#shared/rules/parameters.ts'
import { allRules } from '#shared/rules/index.ts'
import type { InitAnswers } from './answers.ts'

/** One thing that is asked: its default as people would type it, and what their words mean. */
export interface Question<Answer> {
  readonly asks: string
  readonly default: string
  /** Throws a sentence that says what would be right. */
  readonly read: (text: string) => Answer
}

const refuse = (sentence: string): never => {
  throw new RangeError(sentence)
}

const specOf = (ruleId: string, parameter: string): Extract<ParameterSpec, { kind: 'number' }> => {
  const spec = allRules.find(({ id }) => id === ruleId)?.parameters[parameter]
  return spec?.kind === 'number' ? spec : refuse(`${ruleId} has no number ${parameter}.`)
}

/** A limit of a rule, with the rule's own default and bounds. */
const limit = (asks: string, ruleId: string, parameter: string, fallback?: number): Question<number> => {
  const { default: own, min, max } = specOf(ruleId, parameter)
  return {
    asks,
    default: String(fallback ?? own),
    read: (text) => {
      const value = Number(text)
      return Number.isInteger(value) && value >= min && value <= max
        ? value
        : refuse(`It must be a whole number from ${min} to ${max}.`)
    },
  }
}

const yesOrNo = (asks: string): Question<boolean> => ({
  asks: `${asks} (yes or no)`,
  default: 'no',
  read: (text) => {
    if (/^(y|yes)$/i.test(text)) return true
    return /^(n|no)$/i.test(text) ? false : refuse('It must be yes or no.')
  },
})

const wordsIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

const LONGEST_PATTERN = 512

const patterns = (asks: string, fallback: string): Question<readonly string[]> => ({
  asks: `${asks} (comma separated; * and ? are wildcards; - for none)`,
  default: fallback,
  read: (text) => {
    const words = text === '-' ? [] : wordsIn(text)
    if (words.some((word) => word.length > LONGEST_PATTERN))
      refuse(`A pattern has at most ${LONGEST_PATTERN} characters.`)
    return words.some((word) => /^\*+$/.test(word)) ? refuse('A pattern that fits everybody makes no class.') : words
  },
})

const isAccount = (text: string): boolean => /^\d{12}$/.test(text)

export const questions: { readonly [Name in keyof InitAnswers]: Question<InitAnswers[Name]> } = {
  account: {
    asks: 'Account id that this is for (twelve digits; - for any)',
    default: '-',
    read: (text) => (text === '-' ? '' : isAccount(text) ? text : refuse('It must be twelve digits, or -.')),
  },
  isOrganization: yesOrNo('Will a whole organization be audited?'),
  knownAccounts: {
    asks: 'Other accounts that are yours or trusted, besides those of the organization (comma separated; - for none)',
    default: '-',
    read: (text) => {
      const ids = text === '-' ? [] : wordsIn(text)
      return ids.every(isAccount) ? ids : refuse('Each must be twelve digits.')
    },
  },
  keyAgeDays: limit('Days after which an access key must have been replaced', 'access-key-not-rotated', 'maxAgeDays'),
  machineKeyAgeDays: limit('The same for keys of machines', 'access-key-not-rotated', 'maxAgeDays'),
  keyIdleDays: limit('Days without use after which a key is to go', 'access-key-unused', 'maxIdleDays'),
  passwordIdleDays: limit(
    'Days without a sign-in after which a password is to go',
    'console-password-unused',
    'maxIdleDays',
  ),
  passwordLength: limit('Fewest characters of a password', 'password-policy-too-short', 'minimumLength'),
  machinePatterns: patterns('Names of users that are machines', 'svc-*, ci-*'),
  breakGlassPatterns: patterns('Names of users and roles for emergencies only', 'break-glass-*'),
  mail: {
    asks: 'Mail address that shall hear of findings (- for none)',
    default: '-',
    read: (text) =>
      text === '-' ? '' : /^[^\s@'"]+@[^\s@'"]+$/.test(text) ? text : refuse('It must be a mail address, or -.'),
  },
  slack: yesOrNo('Shall Slack hear of findings?'),
  exceptionsOwner: {
    asks: 'Who answers for exceptions (a person or team)',
    default: 'security',
    read: (text) => (text.length <= LONGEST_PATTERN ? text : refuse(`It has at most ${LONGEST_PATTERN} characters.`)),
  },
}
