/** 2026-11-20, and with the time where it matters. Always UTC: the report says the same to everybody. */
export const day = (iso: string | null | undefined): string => iso?.slice(0, 10) ?? 'not known'
export const minute = (iso: string | null | undefined): string =>
  iso === null || iso === undefined ? 'not known' : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`

const NUMBER = new Intl.NumberFormat('en')
export const number = (value: number): string => NUMBER.format(value)

export const many = (count: number, one: string, more = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : more}`

export const days = (count: number | null): string => (count === null ? 'not known' : many(count, 'day'))

/** `service-specific-credential` → `Service specific credential`. */
export const phrase = (word: string): string => {
  const text = word.replaceAll('-', ' ').replace(/^ssh /, 'SSH ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `reportSaysMfaActive` → `report says mfa active`. */
export const label = (key: string): string => key.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
