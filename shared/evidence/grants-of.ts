import { isJsonObject, type JsonObject, ownProperty } from '#shared/facts/json.ts'
import { byKey } from '#shared/facts/order.ts'
import type { AttachedPolicy, InlinePolicy } from '#shared/facts/policy.ts'
import type { Grants } from '#shared/facts/principal.ts'
import type { Tag } from '#shared/facts/tag.ts'
import { objectsIn, textIn } from './json-fields.ts'
import type { PolicyReader } from './policy-document.ts'

const attachedPolicies = (entity: JsonObject): readonly AttachedPolicy[] =>
  objectsIn(entity, 'AttachedManagedPolicies')
    .flatMap((policy): readonly AttachedPolicy[] => {
      const arn = textIn(policy, 'PolicyArn')
      return arn === undefined
        ? []
        : [{ arn, name: textIn(policy, 'PolicyName') ?? arn.slice(arn.lastIndexOf('/') + 1) }]
    })
    .sort(byKey(({ arn }) => arn))

const inlinePolicies = (entity: JsonObject, listKey: string, read: PolicyReader): readonly InlinePolicy[] =>
  objectsIn(entity, listKey)
    .map((policy): InlinePolicy => ({
      name: textIn(policy, 'PolicyName') ?? '',
      document: read(ownProperty(policy, 'PolicyDocument'), 'identity'),
    }))
    .sort(byKey(({ name }) => name))

export const grantsOf = (entity: JsonObject, inlineKey: string, read: PolicyReader): Grants => {
  const boundary = ownProperty(entity, 'PermissionsBoundary')
  const boundaryArn = isJsonObject(boundary) ? textIn(boundary, 'PermissionsBoundaryArn') : undefined
  return {
    inlinePolicies: inlinePolicies(entity, inlineKey, read),
    attachedPolicies: attachedPolicies(entity),
    ...(boundaryArn !== undefined && { permissionsBoundaryArn: boundaryArn }),
  }
}

export const tagsOf = (entity: JsonObject): readonly Tag[] =>
  objectsIn(entity, 'Tags')
    .map((tag): Tag => ({ key: textIn(tag, 'Key') ?? '', value: textIn(tag, 'Value') ?? '' }))
    .sort(byKey(({ key }) => key))
