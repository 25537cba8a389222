/** What `init` is told; what nobody told has the default of the rules. */
export interface InitAnswers {
  /** Twelve digits, or empty: then it is not said which account it is for. */
  readonly account: string
  readonly isOrganization: boolean
  readonly knownAccounts: readonly string[]
  readonly keyAgeDays: number
  readonly machineKeyAgeDays: number
  readonly keyIdleDays: number
  readonly passwordIdleDays: number
  readonly passwordLength: number
  readonly machinePatterns: readonly string[]
  readonly breakGlassPatterns: readonly string[]
  readonly mail: string
  readonly slack: boolean
  readonly exceptionsOwner: string
}
