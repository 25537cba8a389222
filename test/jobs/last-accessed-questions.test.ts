import { describe, expect, it } from 'vitest'
import { lastAccessedQuestions } from '#shared/jobs/last-accessed-questions.ts'

const ID = '123456789012'
const now = new Date('2026-11-20T06:00:00Z')
const trust = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [] }))
const role = (path: string, RoleName: string) => ({
  Path: path,
  RoleName,
  RoleId: `AROA${RoleName.toUpperCase()}`,
  Arn: `arn:aws:iam::${ID}:role${path}${RoleName}`,
  CreateDate: '2026-01-01T00:00:00+00:00',
  AssumeRolePolicyDocument: trust,
})
const user = {
  Path: '/',
  UserName: 'app',
  UserId: 'AIDAAPP',
  Arn: `arn:aws:iam::${ID}:user/app`,
  CreateDate: '2026-01-01T00:00:00+00:00',
}
const file = (name: string, value: unknown) => ({ name, bytes: new TextEncoder().encode(JSON.stringify(value)) })
const own = file('account.json', { schemaVersion: 1, id: ID, partition: 'aws', collectedAt: now })
const details = file('account-authorization-details.json', {
  UserDetailList: [user],
  GroupDetailList: [],
  RoleDetailList: [role('/', 'app'), role('/team/', 'batch'), role('/aws-service-role/x.amazonaws.com/', 'linked')],
  Policies: [],
  IsTruncated: false,
})
const questions = (...wanted: readonly string[]) =>
  lastAccessedQuestions([own, details], now, wanted.length === 0 ? undefined : wanted)
const APP = [`arn:aws:iam::${ID}:role/app`, user.Arn]

describe('lastAccessedQuestions', () => {
  it('every user and role whose policies can be changed', () => {
    const { arns, notAsked } = questions()
    expect(arns).toEqual([APP[0], `arn:aws:iam::${ID}:role/team/batch`, APP[1]])
    expect(notAsked).toEqual([])
  })

  it('those that are named: a name means the user and the role, an ARN is asked as it is', () => {
    const elsewhere = `arn:aws:iam::${ID}:role/made-since`
    expect(questions('app', elsewhere).arns).toEqual([...APP, elsewhere])
  })

  it('says whom nobody has', () => {
    expect(questions('nobody')).toMatchObject({
      arns: [],
      notAsked: [{ principal: 'nobody', code: 'PrincipalNotFound' }],
    })
  })

  it('is not silent where users and roles are not known', () => {
    const hidden = [own, file('account-summary.json', { SummaryMap: { Users: 1 } })]
    expect(lastAccessedQuestions(hidden, now)).toMatchObject({ arns: [], notAsked: [{ code: 'PrincipalsNotKnown' }] })
    expect(lastAccessedQuestions(hidden, now, [user.Arn])).toEqual({ arns: [user.Arn], notAsked: [] })
  })
})
