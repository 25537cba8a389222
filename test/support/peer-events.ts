import type { JsonObject } from '#shared/facts/json.ts'
import { event, type Event, roleIdentity, rootIdentity, signIn, userIdentity } from './activity.ts'

// Events that several peers' cases are made of.

/** The day of all of them. */
export const DAY = '2026-03-20'

export const ann = (accessKeyId?: string): JsonObject => userIdentity('ann', accessKeyId)
export const by = (identity: JsonObject, more: Event = {}): Event => ({ userIdentity: identity, ...more })
/** A role of IAM Identity Center. */
export const portalRole = roleIdentity('aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef')

const writing =
  (source: string) =>
  (eventName: string, parameters: JsonObject, more: Event = {}): Event =>
    event(DAY, {
      userIdentity: roleIdentity('admin'),
      eventSource: `${source}.amazonaws.com`,
      eventName,
      requestParameters: parameters,
      readOnly: false,
      ...more,
    })
export const trailCall = writing('cloudtrail')
export const identityCenterCall = writing('sso')
export const directoryCall = writing('sso-directory')

/** With the access key of ann, unless it says otherwise. */
export const stsCall = (eventName: string, more: Event = {}): Event =>
  event(DAY, { eventSource: 'sts.amazonaws.com', eventName, ...more })
export const tokenCall = (more: Event): Event =>
  event(DAY, { eventSource: 'signin.amazonaws.com', eventName: 'GetSigninToken', readOnly: false, ...more })
export const rootSignIn = (eventName: string, success: boolean): Event =>
  signIn(DAY, {
    userIdentity: rootIdentity,
    eventName,
    responseElements: { [eventName]: success ? 'Success' : 'Failure' },
  })

export const selectors = (includeManagementEvents: boolean): JsonObject => ({
  trailName: 'main',
  eventSelectors: [{ readWriteType: 'All', includeManagementEvents, excludeManagementEventSources: [] }],
})

const policy = (statement: JsonObject): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })
export const trusting = (principal: JsonObject | string): string =>
  policy({ Principal: principal, Action: 'sts:AssumeRole' })
export const allowing = (action: string): string => policy({ Action: action, Resource: '*' })
export const awsPolicy = (name: string): string => `arn:aws:iam::aws:policy/${name}`
