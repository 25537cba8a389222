import type { Finding, NotAssessed, Severity } from '#shared/findings/finding.ts'

/** What one run has to tell people. The audit decides what is in it; this folder only finds the words. */
export interface Digest {
  readonly account: { readonly id: string; readonly name: string; readonly partition: string }
  readonly assessedAt: string
  readonly environment?: string
  /** The run before this one saw nothing: everything is news, so nothing is shouted. */
  readonly firstRun: boolean
  readonly counts: Readonly<Record<Severity, number>>
  readonly fresh: readonly Finding[]
  readonly changed: readonly Finding[]
  readonly stillOpen: readonly Finding[]
  readonly resolved: readonly Finding[]
  readonly notAssessed: readonly NotAssessed[]
  /** Exceptions that end within the notice period, each one sentence. */
  readonly endingExceptions: readonly string[]
  /** Where the whole report is: an s3:// address or a console URL, never a presigned URL (a presigned URL is a bearer secret). */
  readonly reportLocation: string
  /** The same in a browser, for whoever may sign in. */
  readonly reportUrl?: string
}

/** True when a person who opens the mail learns something that the last one did not say. */
export const hasNews = ({ firstRun, fresh, changed, resolved, notAssessed }: Digest): boolean =>
  firstRun || fresh.length + changed.length + resolved.length + notAssessed.length > 0
