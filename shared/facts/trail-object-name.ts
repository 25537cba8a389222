/** One log object of a trail: `[prefix/]AWSLogs/[o-id/]account/CloudTrail/region/YYYY/MM/DD/….json.gz`. */
export interface LogObjectName {
  readonly kind: 'log'
  /** Everything before the account, with the slash: the trail's own prefix and an organization's id. */
  readonly base: string
  readonly account: string
  readonly region: string
  /** The day of delivery, `2026-11-20`; events may be older. */
  readonly day: string
}

/** One digest: which trail it is of stands in its name. */
export interface DigestObjectName {
  readonly kind: 'digest'
  readonly base: string
  readonly account: string
  readonly region: string
  readonly trail: string
  readonly homeRegion: string
  /** ISO 8601. */
  readonly endTime: string
  readonly backfill: boolean
}

const BASE = String.raw`((?:.*/)?AWSLogs/(?:o-[a-z0-9]{10,32}/)?)(\d{12})/`
const REGION = '[a-z]{2,}(?:-[a-z]+)+-\\d+'
const LOG = new RegExp(`^${BASE}CloudTrail/(${REGION})/(\\d{4})/(\\d\\d)/(\\d\\d)/[^/]+\\.json\\.gz$`)
const DIGEST = new RegExp(
  `^${BASE}CloudTrail-Digest/(${REGION})/\\d{4}/\\d\\d/\\d\\d/\\d{12}_CloudTrail-Digest_${REGION}_(.+)_(${REGION})_(\\d{8}T\\d{6}Z)(_backfill)?\\.json\\.gz$`,
)

/** By the documented layout (CloudTrail user guide, "Finding your CloudTrail log files"); undefined for any other object. */
export const parseTrailObjectName = (key: string): LogObjectName | DigestObjectName | undefined => {
  const log = LOG.exec(key)
  if (log) {
    const [, base = '', account = '', region = '', year, month, day] = log
    return { kind: 'log', base, account, region, day: `${year}-${month}-${day}` }
  }
  const digest = DIGEST.exec(key)
  if (!digest) return undefined
  const [, base = '', account = '', region = '', trail = '', homeRegion = '', end = '', backfill] = digest
  return {
    kind: 'digest',
    base,
    account,
    region,
    trail,
    homeRegion,
    endTime: isoOfStamp(end),
    backfill: backfill !== undefined,
  }
}

/** `20261120T100000Z` → `2026-11-20T10:00:00Z` */
const isoOfStamp = (stamp: string): string =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')

export interface TrailLayout {
  readonly prefix?: string | undefined
  readonly organizationId?: string | undefined
}

/** `prefix/AWSLogs/o-id/`: below it stand the accounts. */
export const trailBase = ({ prefix, organizationId }: TrailLayout): string =>
  `${prefix === undefined || prefix === '' ? '' : `${prefix}/`}AWSLogs/${organizationId === undefined ? '' : `${organizationId}/`}`

/** The folder of one delivery day, ending in a slash. */
export const dayFolder = (
  base: string,
  { account, region, day }: { readonly account: string; readonly region: string; readonly day: string },
  kind: 'CloudTrail' | 'CloudTrail-Digest' = 'CloudTrail',
): string => `${base}${account}/${kind}/${region}/${day.replaceAll('-', '/')}/`
