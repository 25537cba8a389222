export interface Tag {
  readonly key: string
  readonly value: string
}

export const tagValue = (tags: readonly Tag[], key: string): string | undefined =>
  tags.find((tag) => tag.key.toLowerCase() === key.toLowerCase())?.value
