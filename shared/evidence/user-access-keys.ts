import type { ListedKey } from './access-keys.ts'
import type { AccessKey, CredentialOwner, LastUse } from '#shared/facts/credential.ts'
import { type Known, known, mapKnown, unknownFact } from '#shared/facts/known.ts'
import { byKey } from '#shared/facts/order.ts'
import type { KeyUse } from './key-use.ts'
import type { ReportKey } from './report-credentials.ts'

interface KeyEvidence {
  readonly owner: CredentialOwner
  /** ListAccessKeys, made when the evidence was collected. */
  readonly listed: Known<readonly ListedKey[]>
  /** The report's slots: up to four hours old, without ids. */
  readonly reported: Known<readonly ReportKey[]>
  readonly lastUse: KeyUse
}

const secondOf = (createdAt: Known<Date>): number | undefined =>
  createdAt.state === 'known' ? Math.floor(createdAt.value.getTime() / 1000) : undefined

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined)

/** The slot of a listed key, by the second of its creation: only where no other key or slot has the same. */
const slotOf = (
  key: ListedKey,
  listed: readonly ListedKey[],
  reported: readonly ReportKey[],
): ReportKey | undefined => {
  const second = secondOf(key.createdAt)
  if (second === undefined) return undefined
  const sameSecond = ({ createdAt }: { createdAt: Known<Date> }): boolean => secondOf(createdAt) === second
  return only(listed.filter(sameSecond)) && only(reported.filter(sameSecond))
}

const lastUseOf = (key: ListedKey, slot: ReportKey | undefined, { owner, lastUse, reported }: KeyEvidence): LastUse => {
  const fresh = lastUse(key.accessKeyId, owner.name)
  if (fresh.state !== 'unasked') return fresh
  if (slot) return slot.lastUsed
  const words = `No key slot of the credential report can be told to be ${key.accessKeyId} of ${owner.name}.`
  return unknownFact(reported.state === 'known' ? `${words} ${fresh.reason}` : fresh.reason)
}

const listedKeys = (listed: readonly ListedKey[], evidence: KeyEvidence): readonly AccessKey[] => {
  const reported = evidence.reported.state === 'known' ? evidence.reported.value : []
  return listed
    .map((key): AccessKey => {
      const slot = slotOf(key, listed, reported)
      return {
        kind: 'access-key',
        owner: evidence.owner,
        accessKeyId: key.accessKeyId,
        ...(slot && { slot: slot.slot }),
        status: key.status,
        createdAt: key.createdAt,
        lastUsed: lastUseOf(key, slot, evidence),
      }
    })
    .sort(byKey(({ accessKeyId }) => accessKeyId ?? ''))
}

/** What ListAccessKeys said, joined with the report where that is certain; else what the report says, without ids. */
export const userAccessKeys = (evidence: KeyEvidence): Known<readonly AccessKey[]> => {
  const { listed, reported, owner } = evidence
  if (listed.state === 'known') return known(listedKeys(listed.value, evidence))
  return mapKnown(reported, (keys) => keys.map((key): AccessKey => ({ kind: 'access-key', owner, ...key })))
}
