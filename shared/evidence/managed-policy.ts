import { accountOfArn } from '#shared/facts/arn.ts'
import { type JsonObject, type JsonValue, ownProperty } from '#shared/facts/json.ts'
import { byKey } from '#shared/facts/order.ts'
import type { ManagedPolicy, PolicyDocument, PolicyVersion } from '#shared/facts/policy.ts'
import { identityIn } from './entity-identity.ts'
import { numberIn, objectsIn, textIn } from './json-fields.ts'
import { parsePolicyDocument, type PolicyReader } from './policy-document.ts'
import { optionalDate, pastInstant, type Place, type Reading, whereOf } from './reading.ts'

const dateIn = (entity: JsonObject, key: string, reading: Reading, place: Place): Date | undefined =>
  optionalDate(pastInstant(reading, textIn(entity, key), key, place))

/** Only the default version is in force: the others are read when somebody looks at them. */
const withLateDocument = (facts: Omit<PolicyVersion, 'document'>, value: JsonValue | undefined): PolicyVersion => ({
  ...facts,
  get document() {
    return parsePolicyDocument(value, 'identity')
  },
})

const versionsOf = (
  policy: JsonObject,
  reading: Reading,
  place: Place,
  read: PolicyReader,
): readonly PolicyVersion[] => {
  const defaultId = textIn(policy, 'DefaultVersionId')
  return objectsIn(policy, 'PolicyVersionList')
    .map((version): PolicyVersion => {
      const versionId = textIn(version, 'VersionId') ?? ''
      const createdAt = dateIn(version, 'CreateDate', reading, place)
      const isDefault =
        defaultId === undefined ? ownProperty(version, 'IsDefaultVersion') === true : versionId === defaultId
      const value = ownProperty(version, 'Document')
      const facts = { versionId, isDefault, ...(createdAt && { createdAt }) }
      return isDefault ? { ...facts, document: read(value, 'identity') } : withLateDocument(facts, value)
    })
    .sort(byKey(({ versionId }) => versionId.padStart(8, '0')))
}

const withoutDefault = (reading: Reading, place: Place): PolicyDocument => ({
  state: 'unreadable',
  text: '',
  reason: `${whereOf(reading, place)} does not hold the policy's default version.`,
})

export const parseManagedPolicy = (
  policy: JsonObject,
  reading: Reading,
  place: Place,
  read: PolicyReader,
): ManagedPolicy | undefined => {
  const identity = identityIn(policy, { name: 'PolicyName', id: 'PolicyId' })
  if (identity === undefined) return undefined
  const { arn, name, path, uniqueId = arn } = identity
  const versions = versionsOf(policy, reading, place, read)
  const createdAt = dateIn(policy, 'CreateDate', reading, place)
  const updatedAt = dateIn(policy, 'UpdateDate', reading, place)
  return {
    kind: 'managed-policy',
    arn,
    name,
    path,
    policyId: uniqueId,
    managedBy: accountOfArn(arn) === 'aws' ? 'aws' : 'customer',
    attachmentCount: numberIn(policy, 'AttachmentCount') ?? 0,
    permissionsBoundaryUsageCount: numberIn(policy, 'PermissionsBoundaryUsageCount') ?? 0,
    ...(createdAt && { createdAt }),
    ...(updatedAt && { updatedAt }),
    versions,
    document: versions.find(({ isDefault }) => isDefault)?.document ?? withoutDefault(reading, place),
  }
}
