import { matchesGlobIgnoringCase } from '#shared/facts/glob.ts'

interface RoleAdvice {
  readonly services: ReadonlySet<string>
  readonly names: readonly string[]
  readonly advice: string
}

const WHERE_IT_RUNS =
  'the role of the instance, task, function or pod where it runs, or IAM Roles Anywhere if it runs outside AWS'

/** The first line that fits the owner's name or the last service. It is advice, never a verdict. */
const ADVICE: readonly RoleAdvice[] = [
  {
    services: new Set(['ses', 'email']),
    names: ['ses-smtp-user*'],
    advice:
      'SMTP needs a key, the API of Amazon SES does not: send through the API with the role of the place where it runs',
  },
  {
    services: new Set([
      'cloudformation',
      'codeartifact',
      'codebuild',
      'codecommit',
      'codedeploy',
      'codepipeline',
      'ecr',
      'ecs',
      'eks',
      'elasticbeanstalk',
      'lambda',
    ]),
    names: [
      '*github*',
      '*gitlab*',
      '*jenkins*',
      '*circleci*',
      '*bitbucket*',
      '*terraform*',
      '*deploy*',
      'ci-*',
      '*-ci',
    ],
    advice: 'a role that the pipeline assumes through an OIDC provider of its own',
  },
  {
    services: new Set(['sts']),
    names: [],
    advice: `a first role in place of the key that only serves to assume others: ${WHERE_IT_RUNS}`,
  },
]

export const roleAdviceFor = (ownerName: string, service: string | undefined): string => {
  const found =
    ADVICE.find(({ names }) => names.some((pattern) => matchesGlobIgnoringCase(pattern, ownerName))) ??
    ADVICE.find(({ services }) => service !== undefined && services.has(service.toLowerCase()))
  return found?.advice ?? WHERE_IT_RUNS
}
