import type { RequestsOf } from '#shared/activity/record-row.ts'

/** Stands for the catalogue's mapping: an action by name, its resource from the parameters. */
export const requestsOf: RequestsOf = (record) => {
  const action = `${record.eventSource?.split('.')[0] ?? ''}:${record.eventName ?? ''}`
  const parameters = record.requestParameters
  const first =
    typeof parameters === 'object' && parameters !== null
      ? Object.values(parameters).find((value) => typeof value === 'string')
      : undefined
  const resource = record.resources?.[0]?.arn ?? (typeof first === 'string' ? first : '*')
  return { actions: [action], requests: [{ action, resources: [resource], context: {} }], mappedBy: 'name', notes: [] }
}
