/** What AWS itself says of a proposed policy. A call that failed is no pass: `not checked`, with its reason. */
export interface PolicyCheck {
  readonly check: 'ValidatePolicy' | 'CheckNoNewAccess' | 'SimulateCustomPolicy'
  /** Of several policies, which (from 1); 0 for all of them together. */
  readonly policy: number
  readonly result: 'pass' | 'fail' | 'not checked'
  readonly says: readonly string[]
}

/** One question to IAM's simulator: an action on the resources that it was used on. */
export interface SimulatedUse {
  readonly action: string
  readonly resources: readonly string[]
  /** Condition keys with a value that the policy asks for. */
  readonly context: Readonly<Record<string, readonly string[]>>
}

/** AWS's own checks, whoever asks them. */
export interface AwsChecks {
  readonly validate: (document: string, policy: number) => Promise<PolicyCheck>
  readonly noNewAccess: (
    documents: { readonly existing: string; readonly proposed: string },
    policy: number,
  ) => Promise<PolicyCheck>
  readonly simulate: (documents: readonly string[], uses: readonly SimulatedUse[]) => Promise<PolicyCheck>
}
