/** What the simulated AWS says to one request. */
export interface Answer {
  readonly status: number
  readonly type: 'text/xml' | 'application/json' | 'text/html' | 'application/octet-stream'
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** As AWS's query protocol writes a value: the items of a list as members. */
export const xmlOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, inner]) => (inner === undefined ? '' : `<${name}>${xmlOf(inner)}</${name}>`))
      .join('')
  return escaped(String(value))
}

/** A map of the query protocol. */
export const mapXmlOf = (map: Readonly<Record<string, unknown>>): string =>
  Object.entries(map)
    .map(([key, value]) => `<entry><key>${escaped(key)}</key><value>${xmlOf(value)}</value></entry>`)
    .join('')

export const queryAnswer = (operation: string, result: string): Answer => ({
  status: 200,
  type: 'text/xml',
  body: `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
})

export const queryFault = (status: number, code: string, message: string): Answer => ({
  status,
  type: 'text/xml',
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
})

export const jsonAnswer = (body: object): Answer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(body),
})

export const jsonFault = (status: number, code: string, message: string): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify({ __type: code, message }),
})
