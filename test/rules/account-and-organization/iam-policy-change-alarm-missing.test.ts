import { iamPolicyChangeAlarmMissing } from '#shared/rules/account-and-organization/iam-policy-change-alarm-missing.ts'
import { describeRule } from '#test/support/describe-rule.ts'
import { alarmed } from '#test/support/trail-chain.ts'

const anyOf = (...names: readonly string[]) => names.map((name) => `($.eventName = ${name})`).join(' || ')
const ALL =
  'AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicy CreatePolicyVersion DeleteGroupPolicy DeletePolicy DeletePolicyVersion DeleteRolePolicy DeleteUserPolicy DetachGroupPolicy DetachRolePolicy DetachUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy'.split(
    ' ',
  )

describeRule(iamPolicyChangeAlarmMissing, {
  now: '2026-04-01',
  pass: [
    ['the benchmark’s list', alarmed(`{ ($.eventSource = iam.amazonaws.com) && (${anyOf(...ALL)}) }`)],
    ['with wildcards', alarmed('{ $.eventSource = "iam.amazonaws.com" && $.eventName = "*Policy*" }')],
  ],
  fail: [
    [
      'one is forgotten',
      alarmed(`{ ${anyOf(...ALL.filter((name) => name !== 'PutUserPolicy'))} }`),
      'Nobody is alarmed on changes of IAM policies: no metric filter on trail-logs selects PutUserPolicy.',
    ],
    [
      'most are forgotten',
      alarmed('{ $.eventName = "Attach*Policy" }'),
      'Nobody is alarmed on changes of IAM policies: no metric filter on trail-logs selects CreatePolicy, CreatePolicyVersion, DeleteGroupPolicy and 10 more.',
    ],
  ],
})
