export type DoctorArea = 'credentials' | 'clock' | 'permissions' | 'regions' | 'trails' | 'topic' | 'slack'

/** `note`: worth knowing and not wrong. `not-tried`: nothing is known about it. */
export type DoctorState = 'well' | 'wrong' | 'note' | 'not-tried'

export interface DoctorCheck {
  readonly area: DoctorArea
  /** The IAM action, the Region, the trail's ARN, … */
  readonly name: string
  readonly state: DoctorState
  /** What is so, and where it is wrong what to do. */
  readonly words: string
  /** Of permissions: what AWS said to the call. */
  readonly answer?: 'allowed' | 'denied' | 'failed' | 'not-tried'
  /** Of permissions: the rules that cannot judge without the call, or only some of their subjects. */
  readonly notAssessed?: readonly string[]
}

export interface DoctorDocument {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'credaudit'; readonly version: string }
  readonly checkedAt: string
  /** Nothing is wrong; notes do not count. */
  readonly well: boolean
  readonly caller: { readonly accountId: string; readonly arn: string; readonly partition: string } | null
  readonly checks: readonly DoctorCheck[]
}
