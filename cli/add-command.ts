import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'

/** Adds one command to the program; the command tells its exit code through `finish`. */
export type AddCommand = (program: Command, finish: (code: ExitCode) => void) => void
