export const EXIT = {
  done: 0,
  /** Something at or above `--fail-on` is open. */
  findings: 1,
  /** Wrong usage, evidence that cannot be used, or a fault of ours: there is no verdict. */
  unusable: 2,
  /** Something was not assessed and `--strict` was given. */
  partly: 3,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Wrong usage or unusable input: the message is the one line that people see. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
