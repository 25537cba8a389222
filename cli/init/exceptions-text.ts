import type { InitAnswers } from './answers.ts'

/** `exceptions.yaml` without an exception, and how one is written. */
export const exceptionsText = (
  { exceptionsOwner }: InitAnswers,
  schema: string,
): string => `# yaml-language-server: $schema=${schema}
# Findings that are accepted for a time. All five keys are required; at most 366 days ahead. The subject is compared with the ARN, the name and
# the access key id; \`*\` and \`?\` are wildcards. What is excepted stays in the report; exceptions that ended or match nothing are findings.
exceptions: []
#  - rule: access-key-not-rotated
#    subject: svc-example
#    reason: The partner takes a new key only in January.
#    owner: ${JSON.stringify(exceptionsOwner)}
#    expires: 2027-01-17
`
