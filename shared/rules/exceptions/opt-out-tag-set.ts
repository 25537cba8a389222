import type { UsageProfile } from '#shared/activity/usage-profile.ts'
import type { OptOutTag } from '#shared/facts/exception.ts'
import { isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail } from '../outcome.ts'
import { defineRule } from '../rule.ts'
import { type TagWriter, tagWritersOf } from './tag-writers.ts'

const writerWords = (activity: UsageProfile | undefined, writers: readonly TagWriter[]): string => {
  if (activity === undefined) return 'Who set it is not known without CloudTrail.'
  const [last] = writers
  if (last === undefined) return 'Who set it is not in the CloudTrail events that were read.'
  const when = last.last === undefined ? '' : ` on ${isoDate(last.last)}`
  return `Its tags were last written by ${last.arn} (${last.eventName}${when}).`
}

const effectWords = ({ reading }: OptOutTag): string =>
  reading.state === 'read'
    ? `excepts itself from ${reading.ruleIds.join(', ')} until ${isoDate(new Date(reading.endsAt.getTime() - 1))}`
    : `tries to except itself, but ${reading.problem}, so it excepts nothing`

export const optOutTagSet = defineRule({
  id: 'opt-out-tag-set',
  family: 'exceptions',
  title: 'A user or role excepts itself by a tag',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Whoever may tag may silence the rules that the configuration opens to tags: that must be seen, with who did it, or a thief excepts what he has made.',
  remediation:
    'Ask who set the tag and whether the reason holds. Move a lasting exception into the exceptions file, where changes are reviewed, and remove the tag.',
  needs: [],
  subjects: ({ optOutTags = [] }) => optOutTags,
  evaluate(tag, { activity }) {
    const writers = activity === undefined ? [] : tagWritersOf(activity, tag.principal.arn)
    const { kind, name } = tag.principal
    return fail(
      `${kind === 'user' ? 'User' : 'Role'} ${name} carries the tag ${tag.key} and ${effectWords(tag)}. ${writerWords(activity, writers)}`,
      {
        evidence: {
          tag: { key: tag.key, value: tag.value },
          writers: writers
            .slice(0, 5)
            .map(({ arn, eventName, last }) => ({ arn, eventName, last: last?.toISOString() ?? null })),
        },
      },
    )
  },
  commands: ({ principal: { kind, name }, key }) => [
    awsCommand(`iam untag-${kind}`, { [`${kind}-name`]: name, 'tag-keys': key }),
  ],
})
