import { daysBetween, isOlderThan, isoDate } from '#shared/facts/instant.ts'
import { awsCommand } from '../command.ts'
import { fail, pass, unknown } from '../outcome.ts'
import { days } from '../parameters.ts'
import { defineRule } from '../rule.ts'

export const samlMetadataExpiring = defineRule({
  id: 'saml-metadata-expiring',
  family: 'roles-and-trust',
  title: 'The metadata of a SAML provider expires soon, or has expired',
  severity: 'medium',
  frameworks: [],
  rationale:
    'When the metadata ends, people cannot sign in through it; what they reach for then is the root user or an old access key.',
  remediation: 'Get the new metadata document from the identity provider and update the SAML provider.',
  needs: ['saml-providers'],
  parameters: { warnDays: days(45, 'Days before the end from which it is a finding.') },
  subjects: (account) => account.samlProviders,
  evaluate({ arn, validUntil }, { now, parameters: { warnDays } }) {
    if (validUntil.state === 'unknown') return unknown(validUntil.reason)
    const end = validUntil.value
    if (end <= now) {
      return fail(`The metadata of SAML provider ${arn} expired on ${isoDate(end)}.`, {
        since: end,
        severity: 'high',
        evidence: { validUntil: end.toISOString() },
      })
    }
    if (isOlderThan(now, warnDays, end)) return pass
    const left = daysBetween(now, end)
    return fail(
      `The metadata of SAML provider ${arn} expires on ${isoDate(end)}, in ${left} ${left === 1 ? 'day' : 'days'}; the limit is ${warnDays} days.`,
      { evidence: { validUntil: end.toISOString() } },
    )
  },
  commands: ({ arn }) => [
    awsCommand('iam update-saml-provider', {
      'saml-provider-arn': arn,
      'saml-metadata-document': 'file://metadata.xml',
    }),
  ],
})
