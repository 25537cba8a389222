/** The Service Authorization Reference's own words. Where it gives an action two ("Tagging, Write"), the narrower word is kept. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management'

const LEVELS: ReadonlyMap<string, AccessLevel> = new Map([
  ['L', 'List'],
  ['R', 'Read'],
  ['W', 'Write'],
  ['T', 'Tagging'],
  ['P', 'Permissions management'],
])

export const accessLevelOfLetter = (letter: string): AccessLevel => LEVELS.get(letter) ?? 'Write'
