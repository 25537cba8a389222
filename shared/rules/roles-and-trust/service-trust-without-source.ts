import { matchesGlob } from '#shared/facts/glob.ts'
import { trustGrantsOf } from '#shared/permissions/trust.ts'
import { expectedRoleReason } from '../expected-role.ts'
import { fail, notApplicable, pass } from '../outcome.ts'
import { words } from '../parameters.ts'
import { defineRule } from '../rule.ts'
import { editTrustCommands, unreadTrustOf } from './role-words.ts'

/**
 * Services whose guides show a role trust with aws:SourceArn or aws:SourceAccount, most of them on a page "Cross-service confused deputy
 * prevention", among them:
 * https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html
 * https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html
 * https://docs.aws.amazon.com/frauddetector/latest/ug/confused-deputy-prevention.html
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html (the role of Fargate pods must name its profile)
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/certificate-based-access-controls/option-2.html (IAM Roles Anywhere: whoever has a
 * certificate of any trust anchor of the account comes in)
 * EC2, Lambda, Backup, Glue, API Gateway and others send no source keys to sts:AssumeRole: the condition would lock them out
 * (https://github.com/prowler-cloud/prowler/issues/2810).
 */
const SENDING_SERVICES =
  'airflow airflow-env appstream bedrock chatbot cloudtrail codebuild comprehend config datasync dlm dms ecs-tasks eks eks-fargate-pods events firehose forecast frauddetector grafana greengrass iot kafkaconnect kendra kinesisanalytics lexv2 logs lookoutmetrics mediaconvert monitoring.rds personalize pipes rekognition rolesanywhere sagemaker scheduler ses ssm states storagegateway textract transcribe transfer translate voiceid vpc-flow-logs workspaces'.split(
    ' ',
  )

/** `logs.eu-central-1.amazonaws.com` and `states.amazonaws.com.cn` are `logs` and `states`. */
const shortServiceOf = (service: string): string =>
  service
    .replace(/\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|aws\.internal)$/u, '')
    .replace(/\.[a-z]{2,4}(?:-[a-z]+)+-\d$/u, '')

export const serviceTrustWithoutSource = defineRule({
  id: 'service-trust-without-source',
  family: 'roles-and-trust',
  title: 'A role trusts a service without saying for whose resources',
  severity: 'low',
  frameworks: [],
  rationale:
    'A service acts for many customers. Where it tells for which resource it acts, the role can refuse to serve a resource of somebody else (the confused deputy).',
  remediation:
    'Add aws:SourceAccount or aws:SourceArn to the trust policy, or aws:SourceOrgID for the whole organization. Only for services that send these keys: for others the condition stops the work.',
  needs: ['account-authorization-details'],
  parameters: {
    services: words(
      SENDING_SERVICES,
      'Services, by the first part of their principal, that send source keys when they assume a role.',
    ),
  },
  subjects: (account) => account.roles,
  evaluate(role, { account, parameters: { services } }) {
    const expected = expectedRoleReason(role, account)
    if (expected !== undefined) return notApplicable(expected)
    const sending = trustGrantsOf(role).flatMap(({ party, conditions }) => {
      if (party.kind !== 'service') return []
      const short = shortServiceOf(party.service)
      return services.some((pattern) => matchesGlob(pattern, short)) ? [{ service: party.service, conditions }] : []
    })
    if (sending.length === 0) {
      return unreadTrustOf(role) ?? notApplicable('no service is trusted that sends source keys')
    }
    const unbound = sending.filter(({ conditions }) => !conditions.bindsSource).map(({ service }) => service)
    if (unbound.length === 0) return unreadTrustOf(role) ?? pass
    return fail(
      `Role ${role.name} trusts ${unbound.join(', ')} without aws:SourceAccount, aws:SourceArn, aws:SourceOrgID or aws:SourceOrgPaths.`,
      { evidence: { services: unbound } },
    )
  },
  commands: editTrustCommands,
})
