import { expect, test } from 'vitest'
import type { CollectionError } from '#shared/clients/collection.ts'
import type { EvidenceRunResult } from '#shared/clients/collect-evidence.ts'
import { refuseUnseen } from '#functions/audit-account/refuse-unseen.ts'

const ACCOUNT = '123456789012'
const run = (names: readonly string[], errors: readonly CollectionError[] = []): EvidenceRunResult => ({
  files: names.map((name) => ({ name, bytes: new Uint8Array() })),
  errors,
  calls: 9,
})
const refused = (evidence: CollectionError['evidence'], call: string): CollectionError => ({
  evidence,
  call,
  code: 'deadline',
  reason: `${call} had no answer.`,
})

test.for(['credential-report.json', 'credential-report.csv', 'account-authorization-details.json'])(
  'one file that says who is there is enough: %s',
  (name) => {
    expect(() => refuseUnseen(ACCOUNT, run(['account.json', name]))).not.toThrow()
  },
)

test('an account of which nobody was seen is refused with the reason of the call that would have told', () => {
  const errors = [
    refused('access-analyzers', 'access-analyzer:ListAnalyzers'),
    refused('credential-report', 'iam:GetCredentialReport'),
  ]
  expect(() => refuseUnseen(ACCOUNT, run(['account.json', 'trails.json'], errors))).toThrow(
    `Nobody of account ${ACCOUNT} was seen: it has neither credential report nor authorization details. iam:GetCredentialReport: iam:GetCredentialReport had no answer.`,
  )
})

test('without any error it is refused all the same', () => {
  expect(() => refuseUnseen(ACCOUNT, run(['account.json']))).toThrow('No call says why.')
})
