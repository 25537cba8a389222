export interface Tag {
  readonly key: string
  readonly value: string
}

export const tagValue = (tags: readonly Tag[], key: string): string | undefined => {
  if (tags.length === 0) return undefined
  const lowerKey = key.toLowerCase()
  return tags.find((tag) => tag.key.toLowerCase() === lowerKey)?.value
}
