import type { PolicyIssue } from './policy-issue.ts'

interface Frame {
  readonly keys?: Set<string>
  readonly path: string
  index: number
  key: string
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gu

const pathOf = ({ keys, path, key, index }: Frame): string =>
  keys === undefined ? `${path}[${index}]` : path === '' ? key : `${path}.${key}`

const textOf = (token: string): string => {
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}

/**
 * Keys that stand twice in one object of the JSON text. A parser keeps the last and is silent; IAM refuses such a document. Reads tokens and
 * needs text that is JSON; condition keys are compared without regard to case, as IAM does.
 */
export const checkDuplicateKeys = (text: string): readonly PolicyIssue[] => {
  const issues: PolicyIssue[] = []
  const frames: Frame[] = []
  let expectKey = false
  for (const [token] of text.matchAll(TOKEN)) {
    const frame = frames.at(-1)
    if (token === '{' || token === '[') {
      const path = frame === undefined ? '' : pathOf(frame)
      frames.push({ path, index: 0, key: '', ...(token === '{' ? { keys: new Set<string>() } : {}) })
      expectKey = token === '{'
    } else if (token === '}' || token === ']') {
      frames.pop()
      expectKey = false
    } else if (token === ',' && frame !== undefined) {
      frame.index += 1
      expectKey = frame.keys !== undefined
    } else if (token === ':') expectKey = false
    else if (expectKey && frame?.keys !== undefined) {
      frame.key = textOf(token)
      if (frame.keys.has(frame.key))
        issues.push({
          code: 'duplicate-key',
          severity: 'error',
          path: pathOf(frame),
          message: `"${frame.key}" stands twice in one object: only the last one counts.`,
          suggestion: 'Merge the two.',
        })
      frame.keys.add(frame.key)
    }
  }
  return issues
}
