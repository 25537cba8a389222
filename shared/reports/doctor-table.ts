import wrapAnsi from 'wrap-ansi'
import type { DoctorArea, DoctorCheck, DoctorDocument, DoctorState } from './doctor-document.ts'
import { visible } from './plain-text.ts'
import { plural } from '#shared/facts/plural.ts'
import type { Paint } from './paint.ts'

const SIGNS: Readonly<Record<DoctorState, string>> = {
  well: 'ok   ',
  wrong: 'WRONG',
  note: 'note ',
  'not-tried': '?    ',
}
const INDENT = ' '.repeat(8)
const MOST_RULES = 6

const painted = (state: DoctorState, paint: Paint): string => {
  const brush = { well: paint.faint, wrong: paint.critical, note: paint.info, 'not-tried': paint.medium }[state]
  return brush(SIGNS[state])
}

const lost = ({ notAssessed = [] }: DoctorCheck): readonly string[] => {
  if (notAssessed.length === 0) return []
  const more = notAssessed.length - MOST_RULES
  const listed = notAssessed.slice(0, MOST_RULES).join(', ')
  return [`not assessed without it: ${listed}${more > 0 ? ` and ${plural(more, 'rule')} more` : ''}`]
}

const checkLines = (check: DoctorCheck, { width, paint }: DoctorTableOptions): readonly string[] => {
  const head = `${painted(check.state, paint)} ${visible(check.name)}`
  if (check.area === 'permissions' && check.state === 'well') return [`  ${head}`]
  const texts = [check.words, ...lost(check)].flatMap((text) =>
    wrapAnsi(visible(text), Math.max(30, width - INDENT.length), { hard: true }).split('\n'),
  )
  return [`  ${head}`, ...texts.map((line) => `${INDENT}${line}`)]
}

export interface DoctorTableOptions {
  readonly width: number
  readonly paint: Paint
}

const verdict = ({ well, checks }: DoctorDocument): string => {
  const wrong = checks.filter(({ state }) => state === 'wrong').length
  return well ? 'Nothing is wrong.' : `${plural(wrong, 'thing')} ${wrong === 1 ? 'is' : 'are'} wrong.`
}

/** What was looked at, area after area; what is wrong stands with what to do. */
export const formatDoctor = (document: DoctorDocument, options: DoctorTableOptions): string => {
  const areas = [...new Set(document.checks.map(({ area }) => area))]
  const section = (area: DoctorArea): readonly string[] => [
    options.paint.strong(area),
    ...document.checks.filter((check) => check.area === area).flatMap((check) => checkLines(check, options)),
    '',
  ]
  return `${[...areas.flatMap(section), verdict(document)].join('\n')}\n`
}
