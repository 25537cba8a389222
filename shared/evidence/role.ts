import type { LastUse } from '#shared/facts/credential.ts'
import { isJsonObject, type JsonObject, ownProperty } from '#shared/facts/json.ts'
import { known, unknownFact } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { InstanceProfile, Role } from '#shared/facts/principal.ts'
import { identityIn } from './entity-identity.ts'
import { grantsOf, tagsOf } from './grants-of.ts'
import { numberIn, objectsIn, textIn } from './json-fields.ts'
import { plausibleUse } from './plausible-use.ts'
import type { PolicyReader } from './policy-document.ts'
import { optionalDate, pastInstant, type Place, type Reading, whereOf } from './reading.ts'

const lastUsedOf = (role: JsonObject, reading: Reading, place: Place): LastUse => {
  const lastUsed = ownProperty(role, 'RoleLastUsed')
  if (!isJsonObject(lastUsed)) return unknownFact(`${whereOf(reading, place)} has no RoleLastUsed.`)
  const date = textIn(lastUsed, 'LastUsedDate')
  if (date === undefined) return { state: 'never-or-not-tracked' }
  const at = pastInstant(reading, date, 'LastUsedDate', place)
  if (at.state === 'unknown') return at
  const region = textIn(lastUsed, 'Region')
  return { state: 'used', at: at.value, ...(region !== undefined && { region }) }
}

const instanceProfilesOf = (role: JsonObject): readonly InstanceProfile[] =>
  objectsIn(role, 'InstanceProfileList')
    .flatMap((profile): readonly InstanceProfile[] => {
      const arn = textIn(profile, 'Arn')
      return arn === undefined ? [] : [{ arn, name: textIn(profile, 'InstanceProfileName') ?? arn }]
    })
    .sort(byKey(({ arn }) => arn))

export const parseRole = (role: JsonObject, reading: Reading, place: Place, read: PolicyReader): Role | undefined => {
  const identity = identityIn(role, { name: 'RoleName', id: 'RoleId' })
  if (identity === undefined) return undefined
  const { arn, name, path, uniqueId = arn } = identity
  const created = pastInstant(reading, textIn(role, 'CreateDate'), 'CreateDate', place)
  const createdAt = optionalDate(created)
  const description = textIn(role, 'Description')
  const maxSessionDuration = numberIn(role, 'MaxSessionDuration')
  return {
    kind: 'role',
    arn,
    name,
    path,
    uniqueId,
    ...(createdAt && { createdAt }),
    ...(description !== undefined && { description }),
    tags: tagsOf(role),
    trustPolicy: read(ownProperty(role, 'AssumeRolePolicyDocument'), 'trust'),
    grants: grantsOf(role, 'RolePolicyList', read),
    lastUsed: plausibleUse(reading, lastUsedOf(role, reading, place), created, { what: `Role ${name}`, place }),
    maxSessionDuration:
      maxSessionDuration === undefined
        ? unknownFact('Authorization details do not tell the longest session of a role; ListRoles does.')
        : known(maxSessionDuration),
    instanceProfiles: instanceProfilesOf(role),
  }
}
