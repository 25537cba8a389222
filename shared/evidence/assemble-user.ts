import type { CredentialOwner, MfaDevice } from '#shared/facts/credential.ts'
import { type Known, known, mapKnown, type Unknown, unknownFact } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { User } from '#shared/facts/principal.ts'
import type { UserDetail } from './authorization-details.ts'
import type { ReportEntry } from './report-entry.ts'
import { pathInArn } from './entity-identity.ts'
import { userAccessKeys } from './user-access-keys.ts'
import type { MergeInput, UserEvidence } from './user-evidence.ts'
import { userPassword } from './user-password.ts'

/** Why the report does not tell of this user. */
const noRowReason = ({ report }: MergeInput, name: string): Unknown => {
  if (report.state === 'unknown') return report
  const { file, brokenRows } = report.value
  return unknownFact(
    brokenRows > 0
      ? `${file} has no readable row of ${name}; ${brokenRows} of its rows were left out.`
      : `${file} has no row of ${name}: the user is newer than the report.`,
  )
}

const noDetailReason = ({ details }: MergeInput, name: string): Unknown => {
  if (details.state === 'unknown') return details
  return unknownFact(`${details.value.file} does not have the user ${name}.`)
}

const devicesOf = (
  owner: CredentialOwner,
  mfaActive: Known<boolean>,
  { live }: MergeInput,
): Known<readonly MfaDevice[]> => {
  const listed = live.mfaDevices(owner.name)
  if (listed.state === 'known') {
    return known(
      listed.value.map((device): MfaDevice => ({ ...device, owner })).sort(byKey(({ serialNumber }) => serialNumber)),
    )
  }
  return mfaActive.state === 'known' && !mfaActive.value ? known([]) : listed
}

const hasMfa = ({ name, arn }: CredentialOwner, reported: Known<boolean>, input: MergeInput): Known<boolean> => {
  const listed = input.live.mfaDevices(name)
  if (listed.state === 'known') return known(listed.value.length > 0)
  return input.virtualMfaUsers.has(arn) ? known(true) : reported
}

const owned = <T extends object>(list: Known<readonly T[]>, owner: CredentialOwner) =>
  mapKnown(list, (items) => items.map((item) => ({ ...item, owner })))

const certificatesOf = (
  owner: CredentialOwner,
  row: ReportEntry | undefined,
  absent: Unknown,
  { live }: MergeInput,
): User['signingCertificates'] => {
  const listed = live.signingCertificates(owner.name)
  if (listed.state === 'known') return owned(listed, owner)
  return mapKnown(row?.certificates ?? absent, (held) =>
    held.map((certificate) => ({ kind: 'signing-certificate' as const, owner, ...certificate })),
  )
}

const credentialsOf = (owner: CredentialOwner, row: ReportEntry | undefined, input: MergeInput) => {
  const { live } = input
  const { name } = owner
  const absent = noRowReason(input, name)
  const mfaActive = hasMfa(owner, row?.mfaActive ?? absent, input)
  return {
    password: userPassword(live.loginProfiles(name), row?.password ?? absent),
    mfaActive,
    mfaDevices: devicesOf(owner, mfaActive, input),
    accessKeys: userAccessKeys({
      owner,
      listed: live.accessKeys(name),
      reported: row?.accessKeys ?? absent,
      lastUse: live.lastUse,
    }),
    ...(row?.additionalCredentials !== undefined && { additionalCredentials: row.additionalCredentials }),
    signingCertificates: certificatesOf(owner, row, absent, input),
    sshPublicKeys: owned(live.sshPublicKeys(name), owner),
    serviceSpecificCredentials: owned(live.serviceSpecificCredentials(name), owner),
  }
}

const grantFactsOf = (
  name: string,
  detail: UserDetail | undefined,
  input: MergeInput,
): Pick<User, 'tags' | 'groupNames' | 'grants'> => {
  if (detail) return { tags: known(detail.tags), groupNames: known(detail.groupNames), grants: known(detail.grants) }
  const absent = noDetailReason(input, name)
  return { tags: absent, groupNames: absent, grants: absent }
}

export const assembleUser = ({ row, detail, named }: UserEvidence, input: MergeInput): User => {
  const { arn, name } = detail ?? row ?? named ?? { arn: '', name: '' }
  const uniqueId = detail?.uniqueId
  const owner: CredentialOwner = { kind: 'user', arn, name, ...(uniqueId !== undefined && { uniqueId }) }
  return {
    kind: 'user',
    arn,
    name,
    path: detail?.path ?? pathInArn(arn),
    ...(uniqueId !== undefined && { uniqueId }),
    createdAt:
      detail?.createdAt.state === 'known'
        ? detail.createdAt
        : (row?.createdAt ?? detail?.createdAt ?? noRowReason(input, name)),
    ...grantFactsOf(name, detail, input),
    ...credentialsOf(owner, row, input),
  }
}
