import { BROWSER, CLI, FIREFOX } from './agents.ts'
import { HOME_OFFICES, OFFICE } from './company.ts'
import { type SampleCall, SIGN_IN, type Traffic, call, iam } from './traffic.ts'

interface Habit {
  readonly user: string
  readonly mfa: 'Yes' | 'No'
  readonly days: readonly ('Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri')[]
  readonly at: string
  readonly from?: string
  readonly agent?: string
  readonly visits?: readonly SampleCall[]
}

const instances = call('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} })
const dashboards = call('monitoring', 'DescribeAlarms', { maxRecords: 100 })
const functions = call('lambda', 'ListFunctions20150331')
const costs = call('ce', 'GetCostAndUsage', { granularity: 'MONTHLY' }, { region: 'us-east-1' })

const habits: readonly Habit[] = [
  { user: 'anna.keller', mfa: 'Yes', days: ['Mon', 'Thu'], at: '07:40', visits: [iam('ListUsers'), dashboards] },
  { user: 'marek.nowak', mfa: 'Yes', days: ['Tue'], at: '08:15', visits: [instances] },
  {
    user: 'sofia.lindqvist',
    mfa: 'No',
    days: ['Wed', 'Fri'],
    at: '08:30',
    from: HOME_OFFICES[1],
    visits: [instances, dashboards],
  },
  { user: 'tom.bauer', mfa: 'Yes', days: ['Wed'], at: '09:10', visits: [functions] },
  { user: 'priya.sharma', mfa: 'Yes', days: ['Fri'], at: '08:55', agent: FIREFOX },
  { user: 'eva.lang', mfa: 'Yes', days: ['Mon'], at: '07:20', agent: FIREFOX, visits: [costs] },
  { user: 'claire.dubois', mfa: 'Yes', days: ['Tue'], at: '12:45', visits: [iam('GetAccountSummary')] },
  { user: 'mohamed.aziz', mfa: 'Yes', days: ['Thu'], at: '09:25', visits: [functions] },
  { user: 'katrin.schulz', mfa: 'Yes', days: ['Tue', 'Thu'], at: '06:50', agent: FIREFOX, visits: [instances] },
  { user: 'li.wei', mfa: 'Yes', days: ['Mon'], at: '10:05' },
  { user: 'ingrid.solberg', mfa: 'Yes', days: ['Wed'], at: '11:30', visits: [call('sagemaker', 'ListDomains')] },
  { user: 'oliver.brandt', mfa: 'Yes', days: ['Tue'], at: '13:10' },
  { user: 'hannah.meyer', mfa: 'Yes', days: ['Mon', 'Fri'], at: '07:05', agent: FIREFOX, visits: [dashboards] },
  { user: 'rui.costa', mfa: 'Yes', days: ['Mon', 'Tue', 'Wed', 'Thu'], at: '06:30', visits: [dashboards] },
]

const consoleTraffic = habits.map(({ user, mfa, days, at, from = OFFICE, agent = BROWSER, visits = [] }): Traffic => ({
  name: `console ${user}`,
  who: { console: user, mfa },
  from,
  agent,
  when: { days, at: [at], spread: 40 },
  calls: [SIGN_IN, ...visits],
}))

const reserved = (name: string, hash: string, session: string) => ({
  role: `AWSReservedSSO_${name}_${hash}`,
  session: `${session}@harbourline.example`,
})

/** People through Identity Center: the way that everybody should go. */
const federatedTraffic: readonly Traffic[] = [
  {
    name: 'sso admin',
    who: reserved('AdministratorAccess', '4c9a1f0be27d3385', 'anna.keller'),
    from: OFFICE,
    agent: CLI,
    when: { days: 'weekdays', at: ['09:40'], spread: 200 },
    calls: [call('eks', 'DescribeCluster', { name: 'prod' })],
  },
  {
    name: 'sso power user',
    who: reserved('PowerUserAccess', '91d0c3ea57f2b604', 'li.wei'),
    from: [OFFICE, HOME_OFFICES[2]],
    agent: CLI,
    when: { days: 'weekdays', at: ['10:20'], spread: 200 },
    calls: [call('ecs', 'ListServices', { cluster: 'prod' })],
  },
  {
    name: 'sso audit',
    who: reserved('SecurityAudit', '2be8d16f90c45a73', 'claire.dubois'),
    from: HOME_OFFICES[0],
    agent: CLI,
    when: { days: ['Thu'], at: ['14:00'], spread: 60 },
    calls: [iam('GenerateCredentialReport'), call('access-analyzer', 'ListAnalyzers')],
  },
]

export const peopleTraffic: readonly Traffic[] = [...consoleTraffic, ...federatedTraffic]
