import type { ObservedRequest } from '#shared/facts/observed-request.ts'

/** A request as the profile names it: its action, resources and context in JSON, resources and context in order. */
export const requestKeyOf = ({ action, resources, context }: ObservedRequest): string =>
  JSON.stringify([action, resources, Object.entries(context)])

/** The request of a key. A profile holds the keys alone: read as objects they would be most of it. */
export const requestOfKey = (key: string): ObservedRequest => {
  try {
    const [action, resources, context] = JSON.parse(key) as [string, readonly string[], readonly [string, string][]]
    return { action, resources, context: Object.fromEntries(context) }
  } catch {
    throw new Error('The usage profile is damaged: a request was expected. Fold its log objects again.')
  }
}
