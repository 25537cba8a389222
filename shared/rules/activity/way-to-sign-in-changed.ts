import type { Occurrence } from '#shared/activity/occurrence.ts'
import { fail } from '../outcome.ts'
import { days, words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { occurrenceEvidence, recentOf, sinceOf, whenAndWhere, withoutThoseBy } from './occurrence-words.ts'
import { actorsSeen } from './seen-subjects.ts'
import { quiet } from './watched-days.ts'

/** Calls after which other people's assertions, tokens or certificates are believed. */
const CHANGES: ReadonlyMap<string, string> = new Map([
  ['CreateSAMLProvider', 'added a SAML provider'],
  ['UpdateSAMLProvider', 'changed the metadata of a SAML provider'],
  ['CreateOpenIDConnectProvider', 'added an OpenID Connect provider'],
  ['AddClientIDToOpenIDConnectProvider', 'added an audience to an OpenID Connect provider'],
  ['UpdateOpenIDConnectProviderThumbprint', 'changed the thumbprints of an OpenID Connect provider'],
  ['CreateTrustAnchor', 'added a trust anchor of IAM Roles Anywhere'],
  ['UpdateTrustAnchor', 'changed a trust anchor of IAM Roles Anywhere'],
  ['EnableTrustAnchor', 'enabled a trust anchor of IAM Roles Anywhere'],
])

/** IAM Identity Center keeps a SAML provider of its own in each account, by its service-linked role. */
const isOfAws = ({ principalArn }: Occurrence): boolean => principalArn.includes(':role/aws-service-role/')

const changesSignIn = (occurrence: Occurrence): boolean =>
  occurrence.outcome === 'ok' && CHANGES.has(occurrence.eventName) && !isOfAws(occurrence)

const whichOf = ({ details }: Occurrence): string => {
  const which = details['sAMLProviderArn'] ?? details['openIDConnectProviderArn'] ?? details['name'] ?? details['url']
  return which === undefined ? '' : ` (${which})`
}

export const wayToSignInChanged = defineRule({
  id: 'way-to-sign-in-changed',
  family: 'activity',
  title: 'A source of identities was added or changed',
  severity: 'medium',
  frameworks: [],
  rationale:
    'Whoever holds the key of an identity provider or of a certificate authority that the account believes can be any of the people and machines that it vouches for.',
  remediation:
    'Compare with the change that asked for it. If there is none, delete the provider or anchor, and read what its maker and the sessions of its roles did.',
  needs: ['cloudtrail'],
  parameters: {
    recentDays: days(30, 'Days for which it is a finding.'),
    deploymentRoles: words([], 'ARNs (patterns) of roles whose task it is.'),
  },
  subjects: actorsSeen({ kinds: ['credential change'], meant: changesSignIn }),
  evaluate({ occurrences, subject }, { now, account, activity, parameters: { recentDays, deploymentRoles } }) {
    const recent = withoutThoseBy(recentOf(occurrences, recentDays, now), deploymentRoles)
    const last = recent.at(-1)
    if (last === undefined) return quiet(activity, account, { now, days: recentDays, where: 'everywhere' })
    return fail(`${subject.name} ${CHANGES.get(last.eventName)}${whichOf(last)} ${whenAndWhere(last)}.`, {
      ...sinceOf(recent),
      evidence: occurrenceEvidence(recent),
    })
  },
})
