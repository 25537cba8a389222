import type { MFADevice } from '@aws-sdk/client-iam'
import type { EvidenceName } from '#shared/facts/evidence-source.ts'
import type { Collection, SendOptions } from './collection.ts'
import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'
import { readPages } from './pages.ts'
import type { Refusals } from './refusals.ts'
import type { UserSource } from './user-source.ts'

/** What a user's calls gave so far. A user who turns out to be gone leaves nothing behind but a note. */
export interface UserReading {
  readonly user: string
  readonly rows: Map<EvidenceName, object[]>
  /** The very objects that stand in the rows. */
  readonly devices: MFADevice[]
  gone: boolean
}

export const startUserReading = (user: string): UserReading => ({ user, rows: new Map(), devices: [], gone: false })

export const addRow = ({ rows }: UserReading, evidence: EvidenceName, row: object): void => {
  rows.set(evidence, [...(rows.get(evidence) ?? []), row])
}

const isAbsent = ({ absent }: Pick<UserSource, 'absent'>, { code, reason }: Failure): boolean =>
  absent !== undefined && absent.code === code && absent.message.test(reason)

const noteFailure = (
  { fail }: Collection,
  reading: UserReading,
  { call, evidence }: Pick<UserSource, 'call' | 'evidence'>,
  failure: Failure,
): void => {
  const { user } = reading
  if (failure.code !== 'NoSuchEntity') return fail({ call, evidence, user }, failure)
  reading.gone = true
  const reason = `The user ${user} was deleted while the account was being read; nothing about it is kept.`
  fail({ call, evidence, user }, { code: failure.code, reason })
}

/** One call that concerns a user, under the rule that what fails again and again is not asked again. */
export const askAbout = async <Answer>(
  collection: Collection,
  refusals: Refusals,
  call: string,
  send: (options: SendOptions) => Promise<Answer>,
): Promise<Answer> => {
  const refusable = async (options: SendOptions): Promise<Answer> => {
    try {
      const answer = await send(options)
      refusals.answered(call)
      return answer
    } catch (error) {
      const failure = failureOf(error)
      if (failure.code === 'NoSuchEntity') refusals.answered(call)
      else refusals.failed(call, failure)
      throw error
    }
  }
  return collection.ask(refusable, () => refusals.check(call))
}

/** Asks one kind of evidence of one user and keeps its pages, each with the user's name. */
export const readUserPages = async <Page extends object>(
  collection: Collection,
  refusals: Refusals,
  source: UserSource<Page>,
  reading: UserReading,
): Promise<readonly Page[]> => {
  if (reading.gone) return []
  const question = { UserName: reading.user }
  const { pages, cutShort } = await readPages(
    (Marker) =>
      askAbout(collection, refusals, source.call, (options) =>
        source.send(collection.clients, Marker === undefined ? question : { ...question, Marker }, options),
      ),
    source.cursorOf,
  )
  for (const page of pages) addRow(reading, source.evidence, { UserName: reading.user, ...page })
  if (cutShort !== undefined) {
    if (source.absent !== undefined && isAbsent(source, cutShort))
      addRow(reading, source.evidence, { UserName: reading.user, ...source.absent.answer })
    else noteFailure(collection, reading, source, cutShort)
  }
  return pages
}
