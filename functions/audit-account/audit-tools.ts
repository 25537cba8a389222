import type { S3Client } from '@aws-sdk/client-s3'
import type { SNSClient } from '@aws-sdk/client-sns'
import type { Environment } from '#functions/_lambda/environment.ts'
import type { Caller } from '#shared/clients/caller.ts'
import type { Clock } from '#shared/clients/clock.ts'
import type { Exception } from '#shared/findings/exceptions.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'

export interface AuditTools {
  readonly environment: Environment
  readonly s3: S3Client
  readonly sns: SNSClient
  readonly clock: Clock
  readonly configuration: AuditConfiguration
  readonly exceptions: readonly Exception[]
  readonly version: string
  /** The account in which the function itself runs. */
  readonly home: Caller
  /** No call to AWS begins after it, so that what was collected can still be judged and written. */
  readonly deadline: Date
}
