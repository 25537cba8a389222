import { normalName } from '../events/parameter-leaves.ts'

/**
 * What a call is about, by its name: `BatchDeletePipelines` is about a pipeline. A bare `name` or `id` is of that, and of nothing else that the
 * call's resource types name.
 */
export type About = (stem: string) => Rank

/** 2: the call's name ends with it; 1: it goes on after it (`StartJobRun` is about a job); 0: it is about something else. */
export type Rank = 0 | 1 | 2

const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/gu
export const wordsOf = (name: string): readonly string[] => name.match(WORDS) ?? []

const SHORTEST = 3
// `AssociateDeviceWithThing` is about the device.
const BESIDE: ReadonlySet<string> = new Set(['As', 'By', 'For', 'From', 'In', 'On', 'To', 'With'])

export const singular = (noun: string): string => noun.replace(/ies$/u, 'y').replace(/s$/u, '')

const nounOf = (callName: string): string => {
  const words = wordsOf(callName)
  const verbs = words[0] === 'Batch' && words.length > 2 ? 2 : 1
  const end = words.findIndex((word, at) => at > verbs && BESIDE.has(word))
  return singular(normalName(words.slice(verbs, end === -1 ? undefined : end).join('')))
}

export const aboutOf = (callName: string): About => {
  const noun = nounOf(callName)
  return (stem) => {
    const one = singular(stem)
    if (one.length < SHORTEST) return 0
    if (noun.endsWith(one)) return 2
    return noun.startsWith(one) ? 1 : 0
  }
}
