const DATE_SUFFIX = /_?20\d{2}_?\d{2}_?\d{2}(?:_?v\d+)?$/u

/** `UpdateFunctionCode20150331v2` and `CreateDistribution2020_05_31` without the API version; `undefined` if there is none to take off. */
export const withoutApiVersion = (eventName: string): string | undefined => {
  const stripped = eventName.replace(DATE_SUFFIX, '')
  return stripped === eventName || stripped === '' ? undefined : stripped
}
