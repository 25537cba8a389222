import { expect, test } from 'vitest'
import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import type { AuditConfiguration } from '#shared/rules/configuration.ts'
import { judgementOf } from './judged-evidence.ts'

/** What a peer's own test sets up, as evidence; its verdict; and what we say of it (as `judgementOf` writes it). */
export type PeerCase = readonly [name: string, theirs: string, files: readonly EvidenceFile[], ours: readonly string[]]

/** One check of a peer, and our rules that answer it. */
export interface PeerCheck {
  readonly rules: readonly string[]
  readonly configuration?: Partial<AuditConfiguration>
  readonly cases: readonly PeerCase[]
}

export const describePeer = (checks: Readonly<Record<string, PeerCheck>>): void => {
  const rows = Object.entries(checks).flatMap(([check, { cases, ...how }]) =>
    cases.map(([name, theirs, files, ours]) => ({ check, name, theirs, files, ours, ...how })),
  )
  test.each(rows)('$check: $name (theirs: $theirs)', ({ rules, files, configuration, ours }) => {
    expect(judgementOf(rules, files, configuration)).toEqual(ours)
  })
}

/** A configuration that gives one rule these parameters, and switches it on. */
export const configured = (ruleId: string, parameters: Readonly<Record<string, number | readonly string[]>>) => ({
  rules: new Map([[ruleId, { enabled: true, parameters }]]),
})
