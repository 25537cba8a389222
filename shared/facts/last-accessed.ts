/** What IAM's own last-accessed report says of one service: when it was last asked for, and which of its actions. */
export interface ServiceLastAccess {
  readonly at?: Date
  /** By `service:Action`; without an instant: never in the time that IAM tracks. Only where the report goes down to actions. */
  readonly actions: ReadonlyMap<string, Date | undefined>
}

/** IAM's report on one principal. It counts attempts, refused ones as well, and goes back 400 days at least. */
export interface LastAccessedReport {
  readonly file: string
  /** The report itself does not name its subject: a wrapper's `Arn`, or the entity that all of its rows name. */
  readonly principalArn?: string
  readonly generatedAt?: Date
  readonly services: ReadonlyMap<string, ServiceLastAccess>
}
