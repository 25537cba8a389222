import { plural } from '#shared/facts/plural.ts'
import { alsoTold, bySubject } from './by-subject.ts'
import { headline } from './headline.ts'
import type { PublishedDigest } from './published-message.ts'
import {
  fallback,
  fitting,
  header,
  line,
  markdown,
  plain,
  reportLine,
  sectionOf,
  type SlackBlock,
  type SlackMessage,
} from './slack-blocks.ts'
import { day, findingBlocks, type Group } from './slack-finding.ts'

const accountLine = ({ account, environment, counts, assessedAt, firstRun }: PublishedDigest): SlackBlock => ({
  type: 'context',
  elements: [
    plain([`${account.name} (${account.id})`, ...(environment === undefined ? [] : [environment])].join(' · '), 200),
    // The headline of a first run has the numbers.
    markdown(
      firstRun
        ? day(assessedAt)
        : `${counts.critical} critical · ${counts.high} high · ${counts.medium} medium · ${counts.low} low open · ${day(assessedAt)}`,
    ),
  ],
})

const totals = ({ new: fresh, changed, stillOpen, resolved, leftOut }: PublishedDigest) => ({
  new: fresh.length + leftOut.new,
  changed: changed.length + leftOut.changed,
  stillOpen: stillOpen.length + leftOut.stillOpen,
  resolved: resolved.length + leftOut.resolved,
})

const headlineOf = (digest: PublishedDigest): string => {
  const { new: fresh, changed, resolved } = totals(digest)
  return headline({
    name: digest.account.name,
    firstRun: digest.firstRun,
    counts: digest.counts,
    fresh: digest.new,
    totals: { fresh, changed, resolved, notAssessed: digest.notAssessedTotal },
  })
}

/** Old news is not shouted: the gravest few, and the report. */
const SHOWN_OF_FIRST_RUN = 5

interface News {
  readonly word: string
  readonly group: Group
}

const newsOf = ({ new: fresh, changed, firstRun }: PublishedDigest): readonly News[] =>
  [
    ...bySubject(fresh).map((group) => ({ group, word: firstRun ? 'found' : 'new' })),
    ...bySubject(changed).map((group) => ({ group, word: 'changed' })),
  ].slice(0, firstRun ? SHOWN_OF_FIRST_RUN : Number.POSITIVE_INFINITY)

const sectionsOf = (digest: PublishedDigest): readonly (readonly SlackBlock[])[] =>
  [
    sectionOf(
      'Resolved',
      digest.resolved.map(({ message, resolution }) => [message, resolution?.words ?? ''].join(' ')),
    ),
    sectionOf(digest.firstRun ? 'Not assessed' : 'Not assessed any more', [
      ...new Set(digest.notAssessed.map(({ reason }) => reason)),
    ]),
    sectionOf('Exceptions that end soon', digest.endingExceptions),
  ].filter((group) => group.length > 0)

const toldIn = (news: readonly News[], { firstRun }: PublishedDigest): number =>
  news.reduce((sum, { group: [, ...others] }) => sum + 1 + alsoTold(others, firstRun).told.length, 0)

/** A run's news: as much of it as Slack takes, the gravest first, and how much more there is. */
export const digestMessage = (digest: PublishedDigest): SlackMessage => {
  const all = totals(digest)
  const head = [header(headlineOf(digest)), accountLine(digest)]
  const news = newsOf(digest)
  const foot = [
    ...(all.stillOpen > 0 ? [line(`${plural(all.stillOpen, 'finding')} still open and unchanged.`)] : []),
    reportLine(digest),
  ]
  // The line that counts what did not fit needs room of its own.
  const frame = [...head, ...foot, line('x'.repeat(60))]
  const shown = fitting(
    news.map(({ word, group }) => findingBlocks(word, group)),
    frame,
  )
  const more = all.new + all.changed - toldIn(news.slice(0, shown.shown), digest)
  const ends = fitting(sectionsOf(digest), [...frame, ...shown.blocks])
  const blocks = [
    ...head,
    ...shown.blocks,
    ...(more > 0 ? [line(`…and *${more} more*, all of them in the report.`)] : []),
    ...ends.blocks,
    ...foot,
  ]
  const worst = [...digest.new, ...digest.changed].slice(0, 5).map(({ severity, message }) => `${severity}: ${message}`)
  return { text: fallback([headlineOf(digest), ...worst]), blocks }
}
