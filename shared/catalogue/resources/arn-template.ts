/** An ARN template of the Service Authorization Reference, taken apart: text and placeholders in turn. */
export interface ArnTemplate {
  readonly type: string
  readonly pieces: readonly Piece[]
  /** Placeholders that are not partition, Region or account. */
  readonly names: readonly string[]
  /** The third part of the ARN, which need not be the service of the action. */
  readonly service: string
  readonly matches: (arn: string) => boolean
  /** With a wildcard for every name. The last answer is remembered: calls of one place come one after the other. */
  readonly wildcardIn: (scope: ArnScope) => string
}
type Piece = { readonly text: string } | { readonly placeholder: string }

const SCOPE: ReadonlySet<string> = new Set(['Partition', 'Region', 'Account'])

// A bucket's ARN ends with its name; every other last part may hold slashes of its own (paths, keys, log groups).
const patternOf = (placeholder: string, isLast: boolean): string => {
  if (placeholder === 'Partition') return '[^:]+'
  if (placeholder === 'Region' || placeholder === 'Account') return '[^:]*'
  if (placeholder === 'BucketName') return '[^/:]+'
  return isLast ? '.+' : '[^:]+?'
}

const quote = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)

const piecesOf = (arn: string): readonly Piece[] =>
  arn
    .split(/(\$\{[^}]*\})/u)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('${') ? { placeholder: part.slice(2, -1) } : { text: part }))

export const compileTemplate = (type: string, arn: string): ArnTemplate => {
  const pieces = piecesOf(arn)
  const last = pieces.length - 1
  const body = pieces.map((piece, index) =>
    'text' in piece ? quote(piece.text) : patternOf(piece.placeholder, index === last),
  )
  const pattern = new RegExp(`^${body.join('')}$`, 'su')
  const names = pieces.flatMap((piece) =>
    'placeholder' in piece && !SCOPE.has(piece.placeholder) ? [piece.placeholder] : [],
  )
  return {
    type,
    pieces,
    names,
    wildcardIn: wildcardFor(pieces),
    service: arn.split(':', 3)[2] ?? '',
    // Every template begins with the prefix; most texts that are looked at do not.
    matches: (text) => text.startsWith('arn:') && text.length <= 2_048 && pattern.test(text),
  }
}

export interface ArnScope {
  readonly partition: string
  readonly region: string
  readonly account: string
}

const scopeValue = (placeholder: string, scope: ArnScope): string | undefined => {
  if (placeholder === 'Partition') return scope.partition
  if (placeholder === 'Region') return scope.region
  return placeholder === 'Account' ? scope.account : undefined
}

const wildcardFor = (pieces: readonly Piece[]): ArnTemplate['wildcardIn'] => {
  let last: (ArnScope & { readonly arn: string }) | undefined
  return ({ partition, region, account }) => {
    if (last?.partition === partition && last.region === region && last.account === account) return last.arn
    const arn = fillTemplate({ pieces }, { partition, region, account }, NOTHING)
    last = { partition, region, account, arn }
    return arn
  }
}

const NOTHING: ReadonlyMap<string, string> = new Map()

/** The template with these values; a placeholder without one becomes `*`. */
export const fillTemplate = (
  { pieces }: Pick<ArnTemplate, 'pieces'>,
  scope: ArnScope,
  values: ReadonlyMap<string, string>,
): string => {
  let arn = ''
  for (const piece of pieces)
    arn += 'text' in piece ? piece.text : (scopeValue(piece.placeholder, scope) ?? values.get(piece.placeholder) ?? '*')
  return arn
}
