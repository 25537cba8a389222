import type { JSX } from 'preact'
import type { JsonValue } from '#shared/facts/json.ts'
import { label } from '../words.ts'

const isFlat = (value: JsonValue): boolean => value === null || typeof value !== 'object'
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/

const flat = (value: JsonValue): string => {
  if (value === null) return 'none'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (typeof value === 'string' && ISO.test(value)) return `${value.slice(0, 10)} ${value.slice(11, 16)} UTC`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Evidence as people read it: lists as lists, objects as names and values. */
export const JsonView = ({ value }: { readonly value: JsonValue }): JSX.Element => {
  if (value === null || typeof value !== 'object') return <span>{flat(value)}</span>
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value
    if (items.length === 0) return <span>none</span>
    if (items.every(isFlat)) return <span>{items.map(flat).join(', ')}</span>
    return (
      <ul class="plain">
        {items.map((item, index) => (
          <li key={index}>
            <JsonView value={item} />
          </li>
        ))}
      </ul>
    )
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return <span>none</span>
  return (
    <dl class="facts">
      {entries.map(([key, inner]) => (
        <div key={key}>
          <dt>{label(key)}</dt>
          <dd>
            <JsonView value={inner ?? null} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
