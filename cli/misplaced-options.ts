import { UsageError } from './exit-codes.ts'
import type { CredentialOptions } from './live-account.ts'

/** An option that is passed over in silence lets people believe that it did something: the first that was given is refused. */
export const refuseMisplaced = (options: Readonly<Record<string, unknown>>, why: string): void => {
  const given = Object.entries(options).find(([, value]) => value !== undefined)
  if (given !== undefined) throw new UsageError(`${given[0]} ${why}`)
}

/** Whose credentials and where: means nothing to a folder. `--region` does, because findings in ASFF have one. */
export const refuseCredentialOptions = ({ profile, roleArn, externalId, regions }: CredentialOptions): void =>
  refuseMisplaced(
    { '--profile': profile, '--role-arn': roleArn, '--external-id': externalId, '--regions': regions },
    'goes with --live, and not with a folder.',
  )
