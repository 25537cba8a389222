/** A requirement of a framework, always with its version: the same control has another number in each. */
export type FrameworkReference = string

interface LaterNumbers {
  /** Numbers where they differ from 1.4; `null` where the version dropped the requirement. */
  readonly v15?: string | null
  readonly v20?: string | null
  readonly v30?: string | null
  readonly v40?: string | null
  readonly v50?: string | null
  readonly v60?: string | null
  readonly v70?: string | null
}

/**
 * CIS AWS Foundations Benchmark. `number` is the one of 1.4 and holds through 4.0 unless said otherwise
 * (`null` as `number`: not in 1.4 to 4.0); 5.0, 6.0 and 7.0 renumbered and are listed only when given.
 */
export const cis = (number: string | null, later: LaterNumbers = {}): readonly FrameworkReference[] => {
  const numbers: readonly (readonly [string, string | null | undefined])[] = [
    ['1.4.0', number],
    ['1.5.0', later.v15 === undefined ? number : later.v15],
    ['2.0.0', later.v20 === undefined ? number : later.v20],
    ['3.0.0', later.v30 === undefined ? number : later.v30],
    ['4.0.0', later.v40 === undefined ? number : later.v40],
    ['5.0.0', later.v50],
    ['6.0.0', later.v60],
    ['7.0.0', later.v70],
  ]
  return numbers.flatMap(([version, found]) => (found ? [`CIS-AWS-${version} ${found}`] : []))
}

/** Security Hub CSPM controls, for example `IAM.3`. */
export const securityHub = (...controls: readonly string[]): readonly FrameworkReference[] =>
  controls.map((control) => `SecurityHub ${control}`)

/** AWS Config managed rules by identifier, for example `access-keys-rotated`. */
export const awsConfig = (...rules: readonly string[]): readonly FrameworkReference[] =>
  rules.map((rule) => `AWSConfig ${rule}`)
