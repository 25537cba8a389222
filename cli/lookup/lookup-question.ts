import type { LookupQuestion } from '#shared/clients/cloudtrail/lookup-events.ts'
import { UsageError } from '../exit-codes.ts'

export interface QuestionOptions {
  readonly key?: string | undefined
  readonly user?: string | undefined
  readonly root?: boolean | undefined
  readonly event?: string | undefined
}

/** Event history takes one attribute at a time. Undefined: none was given. */
export const questionOf = ({ key, user, root, event }: QuestionOptions): LookupQuestion | undefined => {
  const asked: readonly LookupQuestion[] = [
    ...(key === undefined ? [] : [{ kind: 'access key', accessKeyId: key } as const]),
    ...(user === undefined ? [] : [{ kind: 'user', userName: user } as const]),
    ...(root === true ? [{ kind: 'root' } as const] : []),
    ...(event === undefined ? [] : [{ kind: 'event', eventName: event } as const]),
  ]
  if (asked.length > 1)
    throw new UsageError('Event history answers one question at a time: one of --key, --user, --root and --event.')
  return asked[0]
}

/** For file names. */
export const questionSlug = (question: LookupQuestion): string => {
  const words = {
    'access key': () => (question.kind === 'access key' ? question.accessKeyId : ''),
    user: () => (question.kind === 'user' ? `user-${question.userName}` : ''),
    root: () => 'root',
    event: () => (question.kind === 'event' ? `event-${question.eventName}` : ''),
  }
  return words[question.kind]()
    .replaceAll(/[^\w-]/g, '_')
    .slice(0, 80)
}

export const isSameQuestion = (a: LookupQuestion, b: LookupQuestion): boolean =>
  questionSlug(a) === questionSlug(b) && JSON.stringify(a) === JSON.stringify(b)
