import { describe, expect, it } from 'vitest'
import { addSighting } from '#shared/activity/sightings.ts'
import { known } from '#shared/facts/known.ts'
import { suggestPolicies } from '#shared/jobs/suggest-policies.ts'
import { defaultConfiguration } from '#shared/rules/configuration.ts'
import {
  account,
  accountWithRoles,
  accountWithUsers,
  allow,
  at,
  document,
  group,
  inlinePolicy,
  managedPolicy,
  role,
  user,
} from '#test/support/facts.ts'
import { suggestionFor, wideRole } from '#test/support/suggestions.ts'
import { addCalls, type CallMade, newProfile, OFTEN } from '#test/support/usage.ts'

const READ: CallMade = {
  action: 'dynamodb:DescribeTable',
  resources: ['arn:aws:dynamodb:us-east-1:111111111111:table/orders'],
}
const narrow = (more: Parameters<typeof role>[0] = {}) =>
  role({
    grants: {
      inlinePolicies: [inlinePolicy('own', allow('dynamodb:DescribeTable', 'dynamodb:ListTables'))],
      attachedPolicies: [],
    },
    ...more,
  })
const account1 = accountWithRoles(narrow())

describe('verdict', () => {
  it('is ready for regular use in a whole log', () => {
    const { verdict, reasons } = suggestionFor([READ], { account: account1 })
    expect({ verdict, reasons }).toEqual({ verdict: 'ready', reasons: [] })
  })

  it.each([
    [13, 'refused', 'The log spans 13 days; at least 14 are needed.'],
    [14, 'review', 'The log spans 14 days: what comes once a month may not have come.'],
    [29, 'review', 'The log spans 29 days: what comes once a month may not have come.'],
    [30, 'ready', undefined],
  ])('of a log of %i days is %s, for one reason at most', (days, verdict, reason) => {
    const found = suggestionFor([{ ...READ, days: [0, 1, 2] }], { account: account1, profile: newProfile(days) })
    expect(found.verdict).toBe(verdict)
    expect(found.reasons.filter((said) => said.startsWith('The log spans'))).toEqual(
      reason === undefined ? [] : [reason],
    )
    expect(found.policies).toHaveLength(1)
  })

  it.each([
    [[0, 30], 61, 'ready'],
    [[0, 30], 59, 'review'],
  ])('of a job seen on days %j in a log of %i days is %s', (days, window, verdict) => {
    expect(suggestionFor([{ ...READ, days }], { account: account1, profile: newProfile(window) }).verdict).toBe(verdict)
  })

  const table: readonly {
    what: string
    calls?: readonly CallMade[]
    account?: ReturnType<typeof account>
    principal?: string
    verdict: string
    reason: string
  }[] = [
    {
      what: 'one day of use',
      calls: [{ ...READ, days: [3] }],
      verdict: 'review',
      reason: 'It was active on one day of 91: its rhythm is not known.',
    },
    {
      what: 'an unmapped event',
      calls: [READ, { action: 'x:Y', eventName: 'Preview', mappedBy: 'unmapped' }],
      verdict: 'review',
      reason: '1 event could not be mapped to an IAM action: Preview.',
    },
    {
      what: 'only refused calls',
      calls: [{ ...READ, outcome: 'denied' }],
      verdict: 'refused',
      reason: 'Its only calls were refused: there is no permitted use to suggest from.',
    },
    {
      what: 'no calls',
      calls: [],
      verdict: 'refused',
      reason: 'No call of it is in the log. Whether it can go is not for a policy to say.',
    },
    {
      what: 'a service-linked role',
      account: accountWithRoles(narrow({ path: '/aws-service-role/x.amazonaws.com/' })),
      principal: 'arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/app',
      verdict: 'refused',
      reason: 'It is a service-linked role: only its AWS service can change its policy.',
    },
    {
      what: 'a break-glass role',
      account: accountWithRoles(narrow({ tags: [{ key: 'break-glass', value: 'true' }] })),
      verdict: 'refused',
      reason: 'It is meant for emergencies: what it needs then cannot be read from what it did.',
    },
    {
      what: 'a role younger than the log',
      account: accountWithRoles(narrow({ createdAt: at('2026-02-01') })),
      verdict: 'review',
      reason: "It exists since 2026-02-01, which is less than the log's 91 days.",
    },
    {
      what: 'a policy changed lately',
      account: account({
        roles: known([
          role({ grants: { inlinePolicies: [], attachedPolicies: [{ arn: managedPolicy().arn, name: 'AppPolicy' }] } }),
        ]),
        policies: known([managedPolicy({ document: allow('dynamodb:DescribeTable'), updatedAt: at('2026-03-20') })]),
      }),
      verdict: 'review',
      reason: 'Policy AppPolicy was changed on 2026-03-20: what it added may not have been used yet.',
    },
    {
      what: 'use that is not granted',
      account: accountWithRoles(role()),
      verdict: 'review',
      reason: '1 permission of the suggestion is not simply granted today.',
    },
    {
      what: 'grants that no log shows',
      account: accountWithRoles(
        wideRole({ grants: { inlinePolicies: [inlinePolicy('own', allow('dynamodb:*'))], attachedPolicies: [] } }),
      ),
      verdict: 'review',
      reason: 'actions that would go could not have been seen in this log.',
    },
    {
      what: 'a role of a permission set',
      account: accountWithRoles(narrow({ name: 'AWSReservedSSO_Auditors_0123456789abcdef' })),
      principal: 'arn:aws:iam::111111111111:role/AWSReservedSSO_Auditors_0123456789abcdef',
      verdict: 'review',
      reason: 'IAM Identity Center writes this role: put the policy into its permission set.',
    },
    {
      what: 'a principal that only the log knows',
      account: accountWithRoles(),
      verdict: 'review',
      reason: "Today's policies are not known: nothing can be said of what would go.",
    },
    {
      what: 'an instance profile that the evidence does not know',
      calls: [READ, { action: 'iam:PassRole', resources: ['arn:aws:iam::111111111111:instance-profile/web'] }],
      verdict: 'review',
      reason: '1 request that it made is not covered.',
    },
  ]

  it.each(table)('of $what is $verdict', ({ calls = [READ], account = account1, principal, verdict, reason }) => {
    const found = suggestionFor(calls, { account, ...(principal !== undefined && { principal }) })
    expect(found.verdict).toBe(verdict)
    expect(found.reasons.join('\n')).toContain(reason)
  })

  it('leaves out what an earlier role of the same name did', () => {
    const profile = newProfile()
    addCalls(profile, { arn: narrow().arn, id: 'AROAOLD:session' }, [READ])
    const [found] = suggestPolicies({
      account: account1,
      profile,
      configuration: defaultConfiguration,
      principals: ['app'],
    }).suggestions
    expect(found?.used).toEqual([])
    expect(found?.verdict).toBe('refused')
  })

  it('finds a role whose path the log lost', () => {
    const account = accountWithRoles(narrow({ path: '/team/' }))
    const profile = newProfile()
    addCalls(profile, { arn: 'arn:aws:iam::111111111111:role/app', pathUnknown: true }, [READ])
    const { suggestions } = suggestPolicies({ account, profile, configuration: defaultConfiguration })
    expect(suggestions.map(({ principal, verdict }) => [principal, verdict])).toEqual([
      ['arn:aws:iam::111111111111:role/team/app', 'ready'],
    ])
  })

  it('puts together sessions with and without the path of a role that only the log knows', () => {
    const profile = newProfile()
    const arn = 'arn:aws:iam::111111111111:role/team/app'
    addCalls(profile, { arn }, [READ])
    addCalls(profile, { arn: 'arn:aws:iam::111111111111:role/app', pathUnknown: true }, [
      { ...READ, action: 'dynamodb:ListTables' },
    ])
    const { suggestions } = suggestPolicies({
      account: accountWithRoles(),
      profile,
      configuration: defaultConfiguration,
    })
    expect(suggestions.map(({ principal, used }) => [principal, used.map(({ action }) => action)])).toEqual([
      [arn, ['dynamodb:DescribeTable', 'dynamodb:ListTables']],
    ])
  })

  it.each([
    ['aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling', 'unlisted', 'refused'],
    ['aws-reserved/sso.amazonaws.com/AWSReservedSSO_Auditors_0123456789abcdef', 'permission-set-role', 'review'],
  ])('knows %s by its ARN alone', (name, kind, verdict) => {
    const principal = `arn:aws:iam::111111111111:role/${name}`
    expect(suggestionFor([READ], { account: accountWithRoles(), principal })).toMatchObject({ kind, verdict })
  })

  it('counts the window of the account, not of all that lies in the folder', () => {
    const profile = newProfile(20)
    addSighting(profile.window, { count: 1, first: at('2020-01-01').getTime(), last: undefined })
    expect(suggestionFor([{ ...READ, days: [0, 1, 2] }], { account: account1, profile }).window).toEqual({
      from: '2026-01-01T00:00:00.000Z',
      to: '2026-01-20T00:00:00.000Z',
      days: 20,
      logged: 20,
    })
  })

  it('refuses a handful of records over a long time', () => {
    const silent = Array.from({ length: 91 }, (_, day) => day).filter((day) => day % 30 !== 0)
    const profile = newProfile(91, ['management write'], silent)
    const found = suggestionFor([{ ...READ, days: [0, 30] }], { account: account1, profile })
    expect(found.verdict).toBe('refused')
    expect(found.reasons[0]).toBe("On 4 days of the log's 91 there is any record; at least 14 are needed.")
    expect(found.policies).toHaveLength(1)
  })

  it('puts together what the members of a group did', () => {
    const members = ['alice', 'bob'].map((name) => user({ name, groupNames: known(['developers']) }))
    const facts = account({ users: known(members), groups: known([group({ grants: narrow().grants })]) })
    const profile = newProfile()
    for (const { arn } of members) addCalls(profile, { arn, type: 'IAMUser' }, [READ])
    const [found] = suggestPolicies({
      account: facts,
      profile,
      configuration: defaultConfiguration,
      principals: ['developers'],
    }).suggestions
    expect(found).toMatchObject({
      kind: 'group',
      verdict: 'review',
      used: [{ action: 'dynamodb:DescribeTable', count: OFTEN.length * 2 }],
    })
  })
})

describe('a log that is not there, or not whole', () => {
  it('suggests nothing when nothing was read', () => {
    const profile = newProfile()
    profile.recordsRead = 0
    profile.filesRead = 0
    const { suggestions, noActivity } = suggestPolicies({
      account: account1,
      profile,
      configuration: defaultConfiguration,
    })
    expect(noActivity).toEqual(['There is no activity to suggest from: there are no log files.'])
    expect(suggestions.map(({ policies, verdict, removed }) => ({ policies, verdict, removed }))).toEqual([
      { policies: [], verdict: 'refused', removed: null },
    ])
  })

  it('suggests nothing when a log file could not be read, whatever the others hold', () => {
    const profile = newProfile()
    addCalls(profile, { arn: narrow().arn }, [READ])
    profile.unreadable.obtain('day-2.json.gz', () => 'cut short')
    const { suggestions, noActivity } = suggestPolicies({
      account: account1,
      profile,
      configuration: defaultConfiguration,
    })
    expect(noActivity).toEqual([
      '1 log files could not be read: day-2.json.gz (cut short). Put whole copies in their place.',
    ])
    expect(suggestions.every(({ policies, removed }) => policies.length === 0 && removed === null)).toBe(true)
  })

  it('suggests nothing for an account whose log has a hole, and shows what was seen', () => {
    const profile = newProfile(91, ['management read', 'management write'], [40])
    addCalls(profile, { arn: narrow().arn }, [READ])
    const job = { account: account1, profile, configuration: defaultConfiguration }
    const hole = 'On 2026-02-10 nothing at all was logged in account 111111111111, though the log goes on after it.'
    const { suggestions, noActivity, silent } = suggestPolicies(job)
    expect({ noActivity, silent }).toEqual({ noActivity: [], silent: [hole] })
    expect(suggestions).toMatchObject([
      { verdict: 'refused', reasons: [hole], policies: [], removed: null, used: [{ action: READ.action }] },
    ])
    const accepted = suggestPolicies({ ...job, acceptGaps: true })
    expect(accepted.silent).toEqual([])
    expect(accepted.suggestions[0]?.policies).toHaveLength(1)
    expect(accepted.suggestions[0]?.proof.assumptions.join(' ')).toContain(hole)
  })

  it('gives no commands for what it refuses', () => {
    const found = suggestionFor([{ ...READ, days: [0] }], { account: account1, profile: newProfile(3) })
    expect(found).toMatchObject({ verdict: 'refused', commands: { attach: [], rollBack: [] } })
    expect(found.policies).toHaveLength(1)
  })

  it('suggests with a file missing when that is accepted, and names the file', () => {
    const profile = newProfile()
    addCalls(profile, { arn: narrow().arn }, [READ])
    profile.unreadable.obtain('day-2.json.gz', () => 'cut short')
    const job = { account: account1, profile, configuration: defaultConfiguration, acceptGaps: true }
    const [found] = suggestPolicies(job).suggestions
    expect(found?.policies).toHaveLength(1)
    expect(found?.proof.assumptions.join(' ')).toContain('day-2.json.gz (cut short)')
  })

  it('goes on when a file is something else altogether', () => {
    const profile = newProfile()
    addCalls(profile, { arn: narrow().arn }, [READ])
    profile.unreadable.obtain('notes.json', () => 'not CloudTrail: a VPC flow log')
    expect(suggestPolicies({ account: account1, profile, configuration: defaultConfiguration }).noActivity).toEqual([])
  })
})

describe('what would go', () => {
  it('counts by access level, and names the paths that close', () => {
    const facts = accountWithUsers(
      user({
        grants: known({
          inlinePolicies: [
            inlinePolicy('own', allow('iam:CreatePolicyVersion', 'dynamodb:DescribeTable', 's3:GetObject')),
          ],
          attachedPolicies: [],
        }),
      }),
    )
    const found = suggestionFor([READ], { account: facts, principal: user().arn })
    expect(found.removed).toMatchObject({
      actions: 2,
      byAccessLevel: { List: 0, Read: 1, Write: 0, Tagging: 0, 'Permissions management': 1 },
      escalationPathsLeft: [],
      states: {
        used: 1,
        unusedAndLogged: 1,
        unusedNotObservable: 1,
        notObservable: ['s3:GetObject'],
        usedWithoutGrant: [],
      },
      before: { actions: 3, services: 3 },
      after: { actions: 1, services: 1, onAllResources: 0 },
    })
  })

  it('trap 17: data events that no log holds are no proof, and those that one holds are', () => {
    const facts = accountWithRoles(
      role({
        grants: {
          inlinePolicies: [inlinePolicy('own', allow('dynamodb:DescribeTable', 's3:GetObject'))],
          attachedPolicies: [],
        },
      }),
    )
    const profile = newProfile(91, ['management read', 'management write', 'data s3.amazonaws.com'])
    expect(suggestionFor([READ], { account: facts, profile }).removed?.states).toMatchObject({
      unusedAndLogged: 1,
      unusedNotObservable: 0,
    })
  })

  it('says what was used without being granted here', () => {
    const found = suggestionFor([READ], { account: accountWithRoles(role()) })
    expect(found.removed?.states.usedWithoutGrant).toEqual(['dynamodb:DescribeTable'])
    expect(found.proof.beyondToday).toHaveLength(1)
  })

  it('keeps policies that deny, and says so', () => {
    const grants = {
      inlinePolicies: [
        inlinePolicy('guard', document({ effect: 'Deny', actions: ['s3:DeleteBucket'] })),
        inlinePolicy('own', allow('dynamodb:DescribeTable')),
      ],
      attachedPolicies: [],
    }
    const found = suggestionFor([READ], { account: accountWithRoles(role({ grants })) })
    expect(found.proof.assumptions).toContain(
      'Kept as they are, because they deny something or were not read: inline policy guard.',
    )
    expect(found.commands.attach.filter((command) => command.includes('delete-role-policy'))).toEqual([
      'aws iam delete-role-policy --role-name app --policy-name own',
    ])
    expect(found.commands.rollBack.filter((command) => command.includes('put-role-policy'))).toHaveLength(1)
  })
})
