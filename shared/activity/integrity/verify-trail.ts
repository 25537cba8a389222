import { byCodeUnit, byKey } from '#shared/facts/order.ts'
import { type DigestObjectName, parseTrailObjectName } from '#shared/facts/trail-object-name.ts'
import { checkDigest, type Checked, type TrailObjects } from './check-digest.ts'
import { type ChainReport, type IntegrityReport, verdictOf } from './integrity-report.ts'
import { type Link, spansOf, type VerifyWindow } from './spans-of.ts'

/** Every digest and every log file that one names, chain by chain. */
export const verifyTrail = async (objects: TrailObjects, window: VerifyWindow = {}): Promise<IntegrityReport> => {
  const chains = new Map<string, { key: string; name: DigestObjectName }[]>()
  for (const key of objects.digestKeys) {
    const name = parseTrailObjectName(key)
    if (name?.kind !== 'digest') continue
    const { base, account, region, trail, homeRegion, backfill } = name
    const chain = JSON.stringify([base, account, region, trail, homeRegion, backfill])
    chains.set(chain, [...(chains.get(chain) ?? []), { key, name }])
  }
  const named = new Set<string>()
  const reports: ChainReport[] = []
  for (const [, digests] of [...chains].sort(byKey(([chain]) => chain)))
    reports.push(await verifyChain(objects, digests, window, named))
  const notCovered = objects.logKeys.filter((key) => !named.has(key)).sort(byCodeUnit)
  return { verdict: verdictOf(reports, notCovered), chains: reports, notCovered }
}

const verifyChain = async (
  objects: TrailObjects,
  digests: readonly { readonly key: string; readonly name: DigestObjectName }[],
  window: VerifyWindow,
  named: Set<string>,
): Promise<ChainReport> => {
  const sorted = [...digests].sort((a, b) => byCodeUnit(a.name.endTime, b.name.endTime) || byCodeUnit(a.key, b.key))
  const checked: Checked[] = []
  for (const one of sorted) checked.push(await checkDigest(objects, one, named))
  const linked = checked.map((one, index) => ({ ...one, ...linkOf(one, checked, { index, window }) }))
  const [first] = linked
  const { account = '', region = '', trail = '', backfill = false } = first?.name ?? {}
  return {
    account,
    region,
    trail,
    backfill,
    digests: {
      valid: linked.filter(({ reason }) => reason === undefined).length,
      invalid: linked.flatMap(({ key, reason, missing }) => [
        ...(missing === undefined ? [] : [missing]),
        ...(reason === undefined ? [] : [{ object: key, reason }]),
      ]),
    },
    logs: {
      valid: linked.reduce((sum, { digest, logFaults }) => sum + (digest?.logFiles.length ?? 0) - logFaults.length, 0),
      invalid: linked.flatMap(({ logFaults }) => logFaults),
    },
    spans: spansOf(linked, window),
  }
}

/** Does the digest before it stand where it says, with the signature and content that it was made over? */
const linkOf = (
  { digest, reason }: Checked,
  all: readonly Checked[],
  { index, window }: { readonly index: number; readonly window: VerifyWindow },
): Link => {
  const previousKey = digest?.previousDigestS3Object
  if (!digest || !previousKey) return { reason }
  const previous = all.find(({ key }) => key === previousKey)
  if (previous === undefined) {
    const begins = index === 0 && endsBefore(previousKey, window)
    return begins ? { reason } : { reason, missing: { object: previousKey, reason: 'it is not there' } }
  }
  if (previous.digest === undefined) return { reason }
  if (previous.signature !== digest.previousDigestSignature)
    return { reason: 'the digest before it bears another signature than the one it was made over' }
  return digest.previousDigestHashValue && digest.previousDigestHashValue !== previous.sha256
    ? { reason: 'the digest before it has other content than it was made over' }
    : { reason }
}

/** The oldest digest names one before it: that lies before what was asked for, and is no fault. */
const endsBefore = (key: string, { from }: VerifyWindow): boolean => {
  const name = parseTrailObjectName(key)
  return from === undefined || (name?.kind === 'digest' && Date.parse(name.endTime) <= from.getTime())
}
