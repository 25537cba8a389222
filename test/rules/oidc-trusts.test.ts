import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { roleTrusting, trusting } from '#test/support/judged-evidence.ts'

// Trust policies for CI systems, rebuilt in our words from: Checkov's fixtures of CKV_AWS_358 (bridgecrewio/checkov, Apache-2.0), with its
// verdict; secorvia/frontdoor's table of subjects (internal/issuers), with its scope; and what the systems themselves publish: GitHub's
// OpenID Connect reference, Buildkite's "OIDC with AWS", CircleCI's "OIDC tokens with custom claims", HashiCorp's setup examples of dynamic
// credentials, Bitbucket's "Deploy on AWS", Datadog's default rule aws-iam-role-trust-policy-misconfigured-github, AWS's "identity-provider
// controls for shared OIDC providers". `documented` is what a vendor itself tells to write.

const provider = (issuer: string): object => ({ Federated: `arn:aws:iam::${ID}:oidc-provider/${issuer}` })
const ofIssuer =
  (issuer: string) =>
  (operator: string, subject: unknown, more: Readonly<Record<string, object>> = {}): readonly EvidenceFile[] => [
    roleTrusting(
      trusting(
        provider(issuer),
        { [operator]: { [`${issuer}:sub`]: subject, ...more[operator] }, ...withoutKey(more, operator) },
        'sts:AssumeRoleWithWebIdentity',
      ),
    ),
  ]
const withoutKey = (more: Readonly<Record<string, object>>, key: string): object =>
  Object.fromEntries(Object.entries(more).filter(([name]) => name !== key))
const when = (issuer: string, condition?: object): readonly EvidenceFile[] => [
  roleTrusting(trusting(provider(issuer), condition, 'sts:AssumeRoleWithWebIdentity')),
]

const GITHUB = 'token.actions.githubusercontent.com'
const github = ofIssuer(GITHUB)
const CIRCLE = 'oidc.circleci.com/org/11111111-2222'
const circle = ofIssuer(CIRCLE)
const TERRAFORM = 'app.terraform.io'
const terraform = ofIssuer(TERRAFORM)
const BUILDKITE = 'agent.buildkite.com'
const buildkite = ofIssuer(BUILDKITE)
const BITBUCKET = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc'
const bitbucket = ofIssuer(BITBUCKET)
const CLUSTER = 'oidc.eks.eu-central-1.amazonaws.com/id/ABC'
const cluster = ofIssuer(CLUSTER)
const VERCEL = 'oidc.vercel.com/acme'
const gitlab = ofIssuer('gitlab.com')

const EVERY = ['oidc-trust-without-tenant app']
const WIDE = ['oidc-trust-too-wide app']
const MAIN = 'repo:myOrg/myRepo:ref:refs/heads/main'
const WORKFLOW = 'octo/shared/.github/workflows/deploy.yml'

const CHECKOV: readonly PeerCase[] = [
  ['a repository', 'pass', github('StringLike', 'repo:myOrg/myRepo:*'), WIDE],
  ['a branch', 'pass', github('StringEquals', 'repo:myOrg/myRepo:ref:refs/heads/MyBranch'), []],
  ['no condition', 'fail', when(GITHUB), EVERY],
  // Not a subject that GitHub writes, so nobody has it.
  ['a word', 'fail', github('StringEquals', 'invalid'), []],
  // Here and below: StringEquals compares a star as a letter, nobody comes in, and policy-invalid tells of it.
  ['a star as a letter', 'fail', github('StringEquals', '*'), []],
  ['a star', 'fail', github('StringLike', '*'), EVERY],
  // GitHub writes a colon in a name as %3A, so no name of a workflow can pretend to be another repository.
  [
    'the name of a workflow before the repository',
    'fail',
    github('StringEquals', 'workflow:github-actions:repo:myOrg/myRepo:ref:refs/heads/MyBranch'),
    [],
  ],
  ['every repository', 'fail', github('StringLike', 'repo:*'), EVERY],
  ['owners that begin alike', 'fail', github('StringLike', 'repo:myOrg*'), EVERY],
  ['an organization', 'pass', github('StringLike', 'repo:myOrg/*'), WIDE],
  [
    'the issuer of one enterprise',
    'pass',
    ofIssuer(`${GITHUB}/github-org`)('StringEquals', 'repo:myOrg/myRepo:ref:refs/heads/MyBranch'),
    [],
  ],
  [
    'an open statement behind one for a service',
    'fail',
    [
      roleTrusting({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
          { Effect: 'Allow', Principal: provider(GITHUB), Action: 'sts:AssumeRoleWithWebIdentity' },
        ],
      }),
    ],
    EVERY,
  ],
]

// Who owns a repository chooses what its subjects hold: "customizing the subject claims".
const GITHUB_TEMPLATES: readonly PeerCase[] = [
  ['an environment of anybody', 'abusable', github('StringEquals', 'environment:production'), EVERY],
  ['a branch of anybody', 'abusable', github('StringLike', 'ref:refs/heads/main*'), EVERY],
  ['a workflow of anybody', 'abusable', github('StringEquals', 'workflow:deploy'), EVERY],
  ['an owner', 'documented', github('StringEquals', 'repository_owner:monalisa'), WIDE],
  ['an owner’s id', 'documented', github('StringLike', 'repository_owner_id:1234:*'), WIDE],
  [
    'private repositories of an owner',
    'documented',
    github('StringEquals', 'repository_owner:monalisa:repository_visibility:private'),
    WIDE,
  ],
  ['a repository and nothing else', 'documented', github('StringEquals', 'repo:octo/app'), WIDE],
  ['a repository by its id', 'documented', github('StringLike', 'repository_id:42:environment:prod'), []],
  ['a reusable workflow', 'documented', github('StringEquals', `job_workflow_ref:${WORKFLOW}@refs/heads/main`), []],
  ['any version of a reusable workflow', '', github('StringLike', `job_workflow_ref:${WORKFLOW}@*`), WIDE],
  [
    'a repository by a reusable workflow',
    'documented',
    github('StringLike', `repo:octo/app:*:job_workflow_ref:${WORKFLOW}@refs/heads/main`),
    [],
  ],
  ['a colon in a name', 'documented', github('StringEquals', 'repo:octo/app:environment:Production%3AV1'), []],
  ['a pull request', 'project', github('StringEquals', 'repo:octo/app:pull_request'), WIDE],
  // Since July 2026 ids follow the names: `@` cannot be in a name, so the name is whole.
  ['names with any ids', '', github('StringLike', 'repo:octo@*/app@*:ref:refs/heads/main'), []],
  ['a name that begins alike, with any ids', '', github('StringLike', 'repo:octo*/app*:ref:refs/heads/main'), EVERY],
  ['names with their ids', 'exact', github('StringEquals', 'repo:octo@12/app@34:ref:refs/heads/main'), []],
  ['an organization with its id', 'organization', github('StringLike', 'repo:octo@12/*'), WIDE],
]

const claim = (claims: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [`${GITHUB}:${name}`, value]))
// Claims that IAM takes as keys since January 2026; all conditions must be met, so the narrowest counts.
const GITHUB_CLAIMS: readonly PeerCase[] = [
  ['a repository', '', when(GITHUB, { StringEquals: claim({ repository: 'octo/app' }) }), WIDE],
  [
    'a repository and an environment',
    'fenced',
    when(GITHUB, { StringEquals: claim({ repository: 'octo/app', environment: 'prod' }) }),
    [],
  ],
  ['repositories of an owner', '', when(GITHUB, { StringLike: claim({ repository: 'octo/*' }) }), WIDE],
  ['repositories of owners that begin alike', '', when(GITHUB, { StringLike: claim({ repository: 'octo*' }) }), EVERY],
  ['an environment', '', when(GITHUB, { StringEquals: claim({ environment: 'prod' }) }), EVERY],
  [
    'a repository beside an open subject',
    '',
    github('StringLike', 'repo:octo*/app*:ref:refs/heads/main', { StringEquals: claim({ repository: 'octo/app' }) }),
    WIDE,
  ],
  [
    'a branch beside a repository',
    '',
    github('StringLike', 'repo:octo/app:*', { StringEquals: claim({ ref: 'refs/heads/main' }) }),
    [],
  ],
  [
    'a branch beside pull requests, which have other refs',
    '',
    github('StringEquals', ['repo:octo/app:pull_request', 'repo:octo/app:ref:refs/heads/main'], {
      StringLike: claim({ ref: 'refs/heads/main' }),
    }),
    [],
  ],
  [
    'a workflow of all in an organization',
    'documented',
    github('StringLike', 'repo:octo/*', { StringEquals: claim({ job_workflow_ref: `${WORKFLOW}@refs/heads/main` }) }),
    [],
  ],
  // IAM takes it for `sub`.
  [
    'a workflow and no subject',
    'fenced',
    when(GITHUB, { StringLike: claim({ job_workflow_ref: `${WORKFLOW}@*` }) }),
    WIDE,
  ],
  ['an id compared as a number', '', when(GITHUB, { NumericEquals: claim({ repository_id: '42' }) }), WIDE],
  // No key of IAM: no request carries it, so nobody comes in, until the day on which IAM learns it; policy-invalid tells.
  ['an owner by name', 'fenced', when(GITHUB, { StringEquals: claim({ repository_owner: 'octo' }) }), EVERY],
  ['an address', 'unrestricted', when(GITHUB, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), EVERY],
  // Every token has a subject, so it does restrict; IAM Access Analyzer warns all the same, and AWS's controls want the plain operator.
  ['IfExists', 'restricted', github('StringLikeIfExists', 'repo:acme/api:ref:refs/heads/main'), EVERY],
  ['ForAllValues', 'restricted', github('ForAllValues:StringLike', 'repo:acme/api:ref:refs/heads/main'), EVERY],
  ['ForAnyValue', 'restricted', github('ForAnyValue:StringLike', 'repo:acme/api:ref:refs/heads/main'), []],
  ['an operator in small letters', 'restricted', github('stringlike', 'repo:acme/api:environment:prod'), []],
  ['letters of another case', '', github('StringEqualsIgnoreCase', MAIN), []],
  ['what is left out', 'fenced', github('StringNotLike', 'repo:acme/forbidden:*'), EVERY],
  ['the audience by a star', '', when(GITHUB, { StringLike: { [`${GITHUB}:aud`]: '*' } }), EVERY],
]

const GITLAB_KEY = { StringLike: { 'gitlab.com:sub': 'project_path:acme/infra:*' } }
const OKTA = { Federated: `arn:aws:iam::${ID}:saml-provider/Okta` }
// Statements that let nobody in, as frontdoor says too, and policy-invalid tells; and some that look so.
const NOBODY: readonly PeerCase[] = [
  ['the claims of another issuer', 'unknown', when(GITHUB, GITLAB_KEY), ['policy-invalid app']],
  [
    'the claims of another issuer, if they are there',
    'anyone',
    when(GITHUB, { StringLikeIfExists: { 'gitlab.com:sub': 'project_path:acme/infra:*' } }),
    EVERY,
  ],
  [
    'the claims of one of two providers',
    'unknown for the other',
    [
      roleTrusting(
        trusting(
          { Federated: [`arn:aws:iam::${ID}:oidc-provider/gitlab.com`, OKTA.Federated] },
          { StringLike: { 'gitlab.com:sub': 'project_path:acme/infra:ref_type:branch:ref:main' } },
          ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'],
        ),
      ),
    ],
    [],
  ],
  [
    'the claims of an issuer under the name of one enterprise',
    'pass',
    when(GITHUB, { StringEquals: { [`${GITHUB}/github-org:sub`]: MAIN } }),
    ['policy-invalid app'],
  ],
  [
    'a provider by the action of users and roles',
    '',
    [roleTrusting(trusting(provider(GITHUB), undefined, 'sts:AssumeRole'))],
    ['policy-invalid app'],
  ],
  // The assertion names the role, so it is the identity provider that says who comes in.
  ['SAML without a condition', 'high', [roleTrusting(trusting(OKTA, undefined, 'sts:AssumeRoleWithSAML'))], []],
  // IAM takes the audiences only that the provider lists.
  ['no audience', 'medium', github('StringEquals', MAIN), []],
  [
    'a Deny of all others, for the provider alone',
    '',
    [
      roleTrusting({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: provider(GITHUB), Action: 'sts:AssumeRoleWithWebIdentity' },
          {
            Effect: 'Deny',
            Principal: provider(GITHUB),
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringNotLike: { [`${GITHUB}:sub`]: MAIN } },
          },
        ],
      }),
    ],
    [],
  ],
  ['a subject that is compared with itself', '', github('StringLike', `\${${GITHUB}:sub}`), EVERY],
]

const OTHERS: readonly PeerCase[] = [
  ['GitLab: a group', '', gitlab('StringLike', 'project_path:acme/*:ref_type:branch:ref:main'), WIDE],
  [
    'GitLab: a project in a subgroup',
    'exact',
    gitlab('StringEquals', 'project_path:acme/a/b:ref_type:branch:ref:main'),
    [],
  ],
  ['GitLab: any branch', 'project', gitlab('StringLike', 'project_path:acme/infra:ref_type:branch:ref:*'), WIDE],
  [
    'GitLab: protected branches',
    '',
    gitlab('StringLike', 'project_path:acme/infra:*', { StringEquals: { 'gitlab.com:ref_protected': 'true' } }),
    [],
  ],
  [
    'GitLab: other branches',
    '',
    gitlab('StringLike', 'project_path:acme/infra:*', { StringEquals: { 'gitlab.com:ref_protected': 'false' } }),
    WIDE,
  ],
  ['GitLab: groups that begin alike', '', gitlab('StringLike', 'project_path:acme*:ref:main'), EVERY],
  ['GitLab of one’s own: a group', '', ofIssuer('gitlab.acme.example')('StringLike', 'project_path:acme/*'), WIDE],
  ['HCP Terraform: everything', 'documented', terraform('StringLike', 'organization:acme:*'), WIDE],
  ['HCP Terraform: a project', '', terraform('StringLike', 'organization:acme:project:net:*'), WIDE],
  ['HCP Terraform: organizations that begin alike', '', terraform('StringLike', 'organization:acme*'), EVERY],
  [
    'HCP Terraform: any workspace',
    'organization',
    terraform('StringLike', 'organization:acme:project:*:workspace:*:run_phase:apply'),
    WIDE,
  ],
  // Plans of pull requests run with it too.
  [
    'HCP Terraform: a workspace',
    'documented',
    terraform('StringLike', 'organization:acme:project:net:workspace:prod:run_phase:*'),
    WIDE,
  ],
  [
    'HCP Terraform: runs of one kind',
    'exact',
    terraform('StringEquals', 'organization:acme:project:net:workspace:prod:run_phase:apply'),
    [],
  ],
  ['Buildkite: a pipeline', '', buildkite('StringLike', 'organization:acme:pipeline:app:*'), WIDE],
  [
    'Buildkite: a branch, any commit and step',
    'documented',
    buildkite('StringLike', 'organization:acme:pipeline:app:ref:refs/heads/main:commit:*:step:*'),
    [],
  ],
  ['Buildkite: everything', '', buildkite('StringLike', 'organization:acme:*'), WIDE],
  [
    'Buildkite: a pipeline by session tags, which Buildkite signs',
    'documented',
    when(BUILDKITE, {
      StringEquals: {
        'aws:RequestTag/organization_slug': 'acme',
        'aws:RequestTag/organization_id': 'ab38',
        'aws:RequestTag/pipeline_slug': 'app',
      },
    }),
    WIDE,
  ],
  [
    'Buildkite: a branch by session tags',
    'documented',
    when(BUILDKITE, {
      StringEquals: {
        'aws:RequestTag/organization_id': 'ab38',
        'aws:RequestTag/pipeline_slug': 'app',
        'aws:RequestTag/build_branch': 'main',
      },
    }),
    [],
  ],
  [
    'Buildkite: pipelines of that name, whose ever they are',
    '',
    when(BUILDKITE, { StringEquals: { 'aws:RequestTag/pipeline_slug': 'app' } }),
    EVERY,
  ],
  [
    'GitHub does not sign session tags',
    '',
    when(GITHUB, { StringEquals: { 'aws:RequestTag/organization_id': 'ab38' } }),
    EVERY,
  ],
  ['CircleCI: an organization', 'documented', when(CIRCLE, { StringEquals: { [`${CIRCLE}:aud`]: '1111' } }), WIDE],
  ['CircleCI: any project', '', circle('StringLike', 'org/1111/project/*/user/*'), WIDE],
  ['CircleCI: a project', 'documented', circle('StringLike', 'org/1111/project/2222/user/*'), WIDE],
  [
    'CircleCI: a branch of a repository',
    'documented',
    circle('StringLike', 'org/1111/project/*/user/*/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main'),
    [],
  ],
  [
    'CircleCI: branches of a repository',
    '',
    circle('StringLike', 'org/1111/project/*/user/*/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/release-*'),
    WIDE,
  ],
  ['CircleCI: a user', 'exact', circle('StringEquals', 'org/1111/project/2222/user/3333'), []],
  ['Bitbucket: a workspace', 'documented', when(BITBUCKET, { StringEquals: { [`${BITBUCKET}:aud`]: 'ari' } }), WIDE],
  ['Bitbucket: a repository', 'documented', bitbucket('StringLike', '{1111-2222}*:*'), WIDE],
  ['Bitbucket: an environment', 'documented', bitbucket('StringLike', '{1111-2222}:{3333-4444}:*'), []],
  ['Bitbucket: anything', '', bitbucket('StringLike', '*:*:*'), WIDE],
  [
    'Vercel: production',
    'exact',
    ofIssuer(VERCEL)('StringEquals', 'owner:acme:project:web:environment:production'),
    [],
  ],
  ['Vercel: any environment', '', ofIssuer(VERCEL)('StringLike', 'owner:acme:project:web:environment:*'), WIDE],
  [
    'Spacelift: a stack',
    '',
    ofIssuer('acme.app.spacelift.io')('StringLike', 'space:legacy:stack:net:run_type:*:scope:*'),
    WIDE,
  ],
  ['EKS: a service account', 'documented', cluster('StringEquals', 'system:serviceaccount:pay:app'), []],
  ['EKS: a namespace', 'documented', cluster('StringLike', 'system:serviceaccount:pay:*'), WIDE],
]

describePeer({
  CKV_AWS_358: { rules: ['oidc-trust-without-tenant', 'oidc-trust-too-wide'], cases: CHECKOV },
  'GitHub’s templates': { rules: ['oidc-trust-without-tenant', 'oidc-trust-too-wide'], cases: GITHUB_TEMPLATES },
  'GitHub’s claims': { rules: ['oidc-trust-without-tenant', 'oidc-trust-too-wide'], cases: GITHUB_CLAIMS },
  'nobody, or everybody': {
    rules: ['oidc-trust-without-tenant', 'oidc-trust-too-wide', 'policy-invalid'],
    cases: NOBODY,
  },
  'other systems': { rules: ['oidc-trust-without-tenant', 'oidc-trust-too-wide'], cases: OTHERS },
})
