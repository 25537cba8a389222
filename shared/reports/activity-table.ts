import type { ActionDocument, ActivityDocument, PrincipalDocument } from '#shared/activity/activity-document.ts'
import type { KeyDossier, SeenValue } from '#shared/activity/key-dossier.ts'
import { shortened, visible } from './plain-text.ts'
import { plural } from '#shared/facts/plural.ts'
import type { Paint } from './paint.ts'

export interface ActivityTableOptions {
  readonly paint: Paint
  /** Calls shown of each principal; the rest is counted. */
  readonly perPrincipal: number
}

const day = (iso: string | null): string => iso?.slice(0, 10) ?? 'undated'

const countsOf = ({ ok, denied, failed }: ActionDocument): string =>
  [[ok, 'ok'] as const, [failed, 'failed'] as const, [denied, 'denied'] as const]
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')

const actionLine = (action: ActionDocument): string => {
  const by = action.invokedBy === undefined ? '' : `, through ${action.invokedBy}`
  const name = `${action.eventSource.replace('.amazonaws.com', '')} ${action.eventName}`
  return visible(`  ${name.padEnd(44)} ${countsOf(action).padEnd(20)} ${day(action.first)} to ${day(action.last)}${by}`)
}

const principalLines = (principal: PrincipalDocument, { paint, perPrincipal }: ActivityTableOptions): string[] => {
  const actions = [...principal.actions, ...principal.servicesActing]
  const rest = actions.length - perPrincipal
  return [
    `${paint.strong(visible(principal.arn))} ${paint.faint(`${principal.type}, ${plural(actions.length, 'call')}`)}`,
    ...actions.slice(0, perPrincipal).map(actionLine),
    ...(rest > 0 ? [paint.faint(`  and ${rest} more (--all shows them)`)] : []),
    '',
  ]
}

const skippedLines = ({ records, files }: ActivityDocument): string[] => [
  ...Object.entries(records.skipped).map(([reason, count]) => `  ${plural(count, 'record')} skipped: ${reason}`),
  ...Object.entries(files.skipped).map(([reason, count]) => `  ${plural(count, 'file')} skipped: ${reason}`),
  ...files.unreadable.slice(0, 20).map(({ file, reason }) => visible(`  ${file}: ${reason}`)),
  ...(files.unreadable.length > 20 ? [`  and ${files.unreadable.length - 20} more files that could not be read`] : []),
]

const gapLines = (document: ActivityDocument, paint: Paint): string[] => {
  const lines = [
    ...skippedLines(document),
    ...document.unmapped
      .slice(0, 10)
      .map(({ eventSource, eventName, count }) =>
        visible(`  ${eventSource} ${eventName}: ${plural(count, 'call')} of which no IAM action is known`),
      ),
    ...document.limits.map((limit) => visible(`  ${limit}`)),
  ]
  return lines.length === 0 ? [] : [paint.strong('Not counted, not read, not known'), ...lines, '']
}

/** Who did what, for a person at a terminal; and everything that could not be read. */
export const formatActivity = (document: ActivityDocument, options: ActivityTableOptions): string => {
  const { window, records, files, principals } = document
  const lines = [
    `${plural(records.read, 'record')} in ${plural(files.read, 'file')}, ${day(window.from)} to ${day(window.to)}; ${records.used} used, ${plural(principals.length, 'principal')}.`,
    '',
    ...principals.flatMap((principal) => principalLines(principal, options)),
    ...gapLines(document, options.paint),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

const seenLines = (title: string, values: readonly SeenValue[], paint: Paint): string[] =>
  values.length === 0
    ? []
    : [
        paint.strong(title),
        ...values.map(({ value, count, first, last }) =>
          visible(`  ${shortened(value, 70).padEnd(50)} ${plural(count, 'call')}, ${day(first)} to ${day(last)}`),
        ),
      ]

/** What still uses this key: the answer that its owner needs before it goes. */
export const formatKeyDossier = (dossier: KeyDossier, paint: Paint): string => {
  const { accessKeyId, principals, first, last, days } = dossier
  const lines = [
    paint.strong(`Access key ${visible(accessKeyId)}`),
    visible(`  of ${principals.join(', ') || 'an unknown principal'}`),
    `  seen ${day(first)} to ${day(last)}, on ${plural(days.length, 'day')}`,
    ...seenLines('Services', dossier.services, paint),
    ...seenLines('From', dossier.sourceAddresses, paint),
    ...seenLines('With', dossier.userAgents, paint),
    ...seenLines('In', dossier.regions, paint),
    paint.strong('Calls'),
    ...dossier.calls.map(({ eventSource, eventName, outcome, count, last: at }) =>
      visible(
        `  ${`${eventSource.replace('.amazonaws.com', '')} ${eventName}`.padEnd(44)} ${outcome.padEnd(8)} ${plural(count, 'call')}, last ${day(at)}`,
      ),
    ),
    ...Object.entries(dossier.overflow).map(([list, forms]) =>
      visible(`  more ${list} than are kept: ${forms.join(', ')}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}
