/**
 * One IAM authorization request that a CloudTrail record stands for: what an identity policy would have been asked.
 * `resources` are ARNs as narrow as the record allows (wildcards for parts that the record does not tell);
 * `context` holds the condition keys that the record proves (for example `iam:PassedToService`, `kms:ViaService`).
 */
export interface ObservedRequest {
  readonly action: string
  readonly resources: readonly string[]
  readonly context: Readonly<Record<string, string>>
}
