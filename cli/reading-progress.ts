import type { ReadingSteps } from '#shared/clients/trail-files.ts'

export interface Reading {
  readonly files: number
  readonly bytes: number
  readonly now: () => number
  readonly show: (text: string) => void
}

/** Before this an estimate is a guess. */
const FIRST_ESTIMATE_MS = 2_000
const SHOWN_EVERY_MS = 100

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)

const timeLeft = (seconds: number): string =>
  seconds < 90 ? `about ${Math.ceil(seconds)} s left` : `about ${Math.ceil(seconds / 60)} min left`

/** Files, megabytes and the time left of a long reading, as one line that is shown now and then. */
export const readingProgress = ({ files, bytes, now, show }: Reading): ReadingSteps => {
  const begun = now()
  let [doneFiles, doneBytes, shownAt] = [0, 0, begun]
  const line = (): string => {
    const elapsed = now() - begun
    const share = bytes === 0 ? 1 : doneBytes / bytes
    const left =
      elapsed < FIRST_ESTIMATE_MS || share === 0 ? '' : `, ${timeLeft((elapsed * (1 - share)) / share / 1000)}`
    return `reading CloudTrail: ${doneFiles} of ${files} files, ${megabytes(doneBytes)} of ${megabytes(bytes)} MB${left}`
  }
  const showNowAndThen = (): void => {
    if (now() - shownAt < SHOWN_EVERY_MS) return
    shownAt = now()
    show(line())
  }
  return {
    bytes: (count) => {
      doneBytes += count
      showNowAndThen()
    },
    file: () => {
      doneFiles += 1
      showNowAndThen()
    },
  }
}
