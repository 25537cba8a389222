import type { Occurrence } from '#shared/activity/occurrence.ts'

const ATTACHING = new Set(['AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy'])

/** AWS's own policies that make an administrator, or give the means to become one. */
const ADMINISTRATOR_POLICY = /^arn:[\w-]+:iam::aws:policy\/(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/

export const givesAdministration = ({ eventName, outcome, details }: Occurrence): boolean =>
  outcome === 'ok' && ATTACHING.has(eventName) && ADMINISTRATOR_POLICY.test(details['policyArn'] ?? '')
