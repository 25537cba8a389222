import type { EvidenceFile } from '#shared/evidence/evidence-file.ts'
import { ID } from '#test/evidence/evidence-folder.ts'
import { describePeer, type PeerCase } from '#test/support/describe-peer.ts'
import { byRules, roleTrusting, trusting } from '#test/support/judged-evidence.ts'

// Trust policies for CI systems, rebuilt in our words from: Checkov's fixtures of CKV_AWS_358 (bridgecrewio/checkov, Apache-2.0), with its
// verdict; secorvia/frontdoor's table of subjects (internal/issuers), with what it says of their scope: a finding for anyone, an
// organization and a project, one of medium severity (WARN) where it knows no scope, nothing for an exact subject; and what the systems
// themselves publish: GitHub's OpenID Connect reference, Buildkite's "OIDC with AWS", CircleCI's "OIDC tokens with custom claims",
// HashiCorp's setup examples of dynamic credentials, Bitbucket's "Deploy on AWS", Datadog's default rule
// aws-iam-role-trust-policy-misconfigured-github, AWS's "identity-provider controls for shared OIDC providers". What a vendor itself tells
// to write passes; `none`: nobody says.

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

const ALIKE = 'Anybody may register a name that begins like this.'
const EVERY_REPOSITORY = 'Every repository of the owner comes in, one made tomorrow too.'
const EVERY_REF = 'Every branch, tag and pull request of the repository comes in.'
const EVERY_VERSION = 'Any version of the workflow comes in, that of an unmerged branch too.'
const EVERY_GROUP_PROJECT = 'Every project of the group comes in.'
const EVERY_BRANCH = 'Every branch of the pipeline comes in.'
const EVERY_PROJECT = 'Every project of the organization comes in.'
const A_LETTER = 'StringEquals compares a star as a letter: nobody comes in, and policy-invalid tells of it.'
const NOT_PLAIN =
  'Every token has a subject, so it does restrict; IAM Access Analyzer warns all the same, and AWS’s controls want the plain operator.'

const CHECKOV: readonly PeerCase[] = [
  ['a repository', 'PASS', github('StringLike', 'repo:myOrg/myRepo:*'), WIDE, EVERY_REF],
  ['a branch', 'PASS', github('StringEquals', 'repo:myOrg/myRepo:ref:refs/heads/MyBranch'), []],
  ['no condition', 'FAIL', when(GITHUB), EVERY],
  ['a word', 'FAIL', github('StringEquals', 'invalid'), [], 'Not a subject that GitHub writes, so nobody has it.'],
  ['a star as a letter', 'FAIL', github('StringEquals', '*'), [], A_LETTER],
  ['a star', 'FAIL', github('StringLike', '*'), EVERY],
  [
    'the name of a workflow before the repository',
    'FAIL',
    github('StringEquals', 'workflow:github-actions:repo:myOrg/myRepo:ref:refs/heads/MyBranch'),
    [],
    'GitHub writes a colon in a name as %3A, so no name of a workflow can pretend to be another repository.',
  ],
  ['every repository', 'FAIL', github('StringLike', 'repo:*'), EVERY],
  ['owners that begin alike', 'FAIL', github('StringLike', 'repo:myOrg*'), EVERY],
  ['an organization', 'PASS', github('StringLike', 'repo:myOrg/*'), WIDE, EVERY_REPOSITORY],
  [
    'the issuer of one enterprise',
    'PASS',
    ofIssuer(`${GITHUB}/github-org`)('StringEquals', 'repo:myOrg/myRepo:ref:refs/heads/MyBranch'),
    [],
  ],
  [
    'an open statement behind one for a service',
    'FAIL',
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
  ['an environment of anybody', 'FAIL', github('StringEquals', 'environment:production'), EVERY],
  ['a branch of anybody', 'FAIL', github('StringLike', 'ref:refs/heads/main*'), EVERY],
  ['a workflow of anybody', 'FAIL', github('StringEquals', 'workflow:deploy'), EVERY],
  ['an owner', 'PASS', github('StringEquals', 'repository_owner:monalisa'), WIDE, EVERY_REPOSITORY],
  ['an owner’s id', 'PASS', github('StringLike', 'repository_owner_id:1234:*'), WIDE, EVERY_REPOSITORY],
  [
    'private repositories of an owner',
    'PASS',
    github('StringEquals', 'repository_owner:monalisa:repository_visibility:private'),
    WIDE,
    'Every private repository of the owner comes in, one made tomorrow too.',
  ],
  ['a repository and nothing else', 'PASS', github('StringEquals', 'repo:octo/app'), WIDE, EVERY_REF],
  ['a repository by its id', 'PASS', github('StringLike', 'repository_id:42:environment:prod'), []],
  ['a reusable workflow', 'PASS', github('StringEquals', `job_workflow_ref:${WORKFLOW}@refs/heads/main`), []],
  [
    'any version of a reusable workflow',
    'none',
    github('StringLike', `job_workflow_ref:${WORKFLOW}@*`),
    WIDE,
    EVERY_VERSION,
  ],
  [
    'a repository by a reusable workflow',
    'PASS',
    github('StringLike', `repo:octo/app:*:job_workflow_ref:${WORKFLOW}@refs/heads/main`),
    [],
  ],
  ['a colon in a name', 'PASS', github('StringEquals', 'repo:octo/app:environment:Production%3AV1'), []],
  ['a pull request', 'FAIL', github('StringEquals', 'repo:octo/app:pull_request'), WIDE],
  // Since July 2026 ids follow the names: `@` cannot be in a name, so the name is whole.
  ['names with any ids', 'none', github('StringLike', 'repo:octo@*/app@*:ref:refs/heads/main'), []],
  [
    'a name that begins alike, with any ids',
    'none',
    github('StringLike', 'repo:octo*/app*:ref:refs/heads/main'),
    EVERY,
    ALIKE,
  ],
  ['names with their ids', 'PASS', github('StringEquals', 'repo:octo@12/app@34:ref:refs/heads/main'), []],
  ['an organization with its id', 'FAIL', github('StringLike', 'repo:octo@12/*'), WIDE],
]

const claim = (claims: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [`${GITHUB}:${name}`, value]))
// Claims that IAM takes as keys since January 2026; all conditions must be met, so the narrowest counts.
const GITHUB_CLAIMS: readonly PeerCase[] = [
  ['a repository', 'none', when(GITHUB, { StringEquals: claim({ repository: 'octo/app' }) }), WIDE, EVERY_REF],
  [
    'fenced by a repository and an environment',
    'PASS',
    when(GITHUB, { StringEquals: claim({ repository: 'octo/app', environment: 'prod' }) }),
    [],
  ],
  [
    'repositories of an owner',
    'none',
    when(GITHUB, { StringLike: claim({ repository: 'octo/*' }) }),
    WIDE,
    EVERY_REPOSITORY,
  ],
  [
    'repositories of owners that begin alike',
    'none',
    when(GITHUB, { StringLike: claim({ repository: 'octo*' }) }),
    EVERY,
    ALIKE,
  ],
  [
    'an environment',
    'none',
    when(GITHUB, { StringEquals: claim({ environment: 'prod' }) }),
    EVERY,
    'Anybody may name an environment of theirs so.',
  ],
  [
    'a repository beside an open subject',
    'none',
    github('StringLike', 'repo:octo*/app*:ref:refs/heads/main', { StringEquals: claim({ repository: 'octo/app' }) }),
    WIDE,
    'The subject leaves the owner open; the claim names one repository, and no branch.',
  ],
  [
    'a branch beside a repository',
    'none',
    github('StringLike', 'repo:octo/app:*', { StringEquals: claim({ ref: 'refs/heads/main' }) }),
    [],
  ],
  [
    'a branch beside pull requests, which have other refs',
    'none',
    github('StringEquals', ['repo:octo/app:pull_request', 'repo:octo/app:ref:refs/heads/main'], {
      StringLike: claim({ ref: 'refs/heads/main' }),
    }),
    [],
  ],
  [
    'a workflow of all in an organization',
    'PASS',
    github('StringLike', 'repo:octo/*', { StringEquals: claim({ job_workflow_ref: `${WORKFLOW}@refs/heads/main` }) }),
    [],
  ],
  [
    'fenced by a workflow, with no subject',
    'PASS',
    when(GITHUB, { StringLike: claim({ job_workflow_ref: `${WORKFLOW}@*` }) }),
    WIDE,
    'IAM takes the claim for `sub`; any version of the workflow comes in, that of an unmerged branch too.',
  ],
  [
    'an id compared as a number',
    'none',
    when(GITHUB, { NumericEquals: claim({ repository_id: '42' }) }),
    WIDE,
    'It names one repository as well as text does, and no branch.',
  ],
  [
    'fenced by the name of an owner',
    'PASS',
    when(GITHUB, { StringEquals: claim({ repository_owner: 'octo' }) }),
    EVERY,
    'repository_owner is no key of IAM, so nothing that it compares names a tenant; nobody comes in until the day on which IAM learns it, and policy-invalid tells.',
  ],
  ['an address: unrestricted', 'FAIL', when(GITHUB, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), EVERY],
  [
    'restricted with IfExists',
    'PASS',
    github('StringLikeIfExists', 'repo:acme/api:ref:refs/heads/main'),
    EVERY,
    NOT_PLAIN,
  ],
  [
    'restricted with ForAllValues',
    'PASS',
    github('ForAllValues:StringLike', 'repo:acme/api:ref:refs/heads/main'),
    EVERY,
    NOT_PLAIN,
  ],
  ['restricted with ForAnyValue', 'PASS', github('ForAnyValue:StringLike', 'repo:acme/api:ref:refs/heads/main'), []],
  ['restricted with an operator in small letters', 'PASS', github('stringlike', 'repo:acme/api:environment:prod'), []],
  ['letters of another case', 'none', github('StringEqualsIgnoreCase', MAIN), []],
  [
    'fenced by what is left out',
    'PASS',
    github('StringNotLike', 'repo:acme/forbidden:*'),
    EVERY,
    'It keeps one repository out and lets every other in.',
  ],
  [
    'the audience by a star',
    'none',
    when(GITHUB, { StringLike: { [`${GITHUB}:aud`]: '*' } }),
    EVERY,
    'The star takes any audience, and an audience of GitHub names no tenant.',
  ],
]

const GITLAB_KEY = { StringLike: { 'gitlab.com:sub': 'project_path:acme/infra:*' } }
const OKTA = { Federated: `arn:aws:iam::${ID}:saml-provider/Okta` }
// Statements that let nobody in, as frontdoor says too, and policy-invalid tells; and some that look so.
const NOBODY: readonly PeerCase[] = [
  ['the claims of another issuer', 'WARN', when(GITHUB, GITLAB_KEY), ['policy-invalid app']],
  [
    'the claims of another issuer, if they are there',
    'FAIL',
    when(GITHUB, { StringLikeIfExists: { 'gitlab.com:sub': 'project_path:acme/infra:*' } }),
    EVERY,
  ],
  [
    'the claims of one of two providers',
    'WARN',
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
    'The other has no such claim and lets nobody in; by the first the statement works.',
  ],
  [
    'the claims of an issuer under the name of one enterprise',
    'PASS',
    when(GITHUB, { StringEquals: { [`${GITHUB}/github-org:sub`]: MAIN } }),
    ['policy-invalid app'],
    'A key of another issuer: no request carries it, so nobody comes in.',
  ],
  [
    'a provider by the action of users and roles',
    'none',
    [roleTrusting(trusting(provider(GITHUB), undefined, 'sts:AssumeRole'))],
    ['policy-invalid app'],
    'Whoever a provider knows comes in by sts:AssumeRoleWithWebIdentity, so nobody does.',
  ],
  [
    'SAML without a condition',
    'FAIL',
    [roleTrusting(trusting(OKTA, undefined, 'sts:AssumeRoleWithSAML'))],
    [],
    'The assertion names the role, so it is the identity provider that says who comes in.',
  ],
  ['no audience', 'WARN', github('StringEquals', MAIN), [], 'IAM takes the audiences only that the provider lists.'],
  [
    'a Deny of all others, for the provider alone',
    'none',
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
  [
    'a subject that is compared with itself',
    'none',
    github('StringLike', `\${${GITHUB}:sub}`),
    EVERY,
    'Every subject equals itself.',
  ],
]

const OTHERS: readonly PeerCase[] = [
  [
    'GitLab: a group',
    'none',
    gitlab('StringLike', 'project_path:acme/*:ref_type:branch:ref:main'),
    WIDE,
    EVERY_GROUP_PROJECT,
  ],
  [
    'GitLab: a project in a subgroup',
    'PASS',
    gitlab('StringEquals', 'project_path:acme/a/b:ref_type:branch:ref:main'),
    [],
  ],
  ['GitLab: any branch', 'FAIL', gitlab('StringLike', 'project_path:acme/infra:ref_type:branch:ref:*'), WIDE],
  [
    'GitLab: protected branches',
    'none',
    gitlab('StringLike', 'project_path:acme/infra:*', { StringEquals: { 'gitlab.com:ref_protected': 'true' } }),
    [],
  ],
  [
    'GitLab: other branches',
    'none',
    gitlab('StringLike', 'project_path:acme/infra:*', { StringEquals: { 'gitlab.com:ref_protected': 'false' } }),
    WIDE,
    'Every developer may push to what is not protected.',
  ],
  ['GitLab: groups that begin alike', 'none', gitlab('StringLike', 'project_path:acme*:ref:main'), EVERY, ALIKE],
  [
    'GitLab of one’s own: a group',
    'none',
    ofIssuer('gitlab.acme.example')('StringLike', 'project_path:acme/*'),
    WIDE,
    EVERY_GROUP_PROJECT,
  ],
  [
    'HCP Terraform: everything',
    'PASS',
    terraform('StringLike', 'organization:acme:*'),
    WIDE,
    'Every workspace of the organization comes in.',
  ],
  [
    'HCP Terraform: a project',
    'none',
    terraform('StringLike', 'organization:acme:project:net:*'),
    WIDE,
    'Every workspace of the project comes in.',
  ],
  [
    'HCP Terraform: organizations that begin alike',
    'none',
    terraform('StringLike', 'organization:acme*'),
    EVERY,
    ALIKE,
  ],
  [
    'HCP Terraform: any workspace',
    'FAIL',
    terraform('StringLike', 'organization:acme:project:*:workspace:*:run_phase:apply'),
    WIDE,
  ],
  [
    'HCP Terraform: a workspace',
    'PASS',
    terraform('StringLike', 'organization:acme:project:net:workspace:prod:run_phase:*'),
    WIDE,
    'Plans of pull requests run with it too.',
  ],
  [
    'HCP Terraform: runs of one kind',
    'PASS',
    terraform('StringEquals', 'organization:acme:project:net:workspace:prod:run_phase:apply'),
    [],
  ],
  ['Buildkite: a pipeline', 'none', buildkite('StringLike', 'organization:acme:pipeline:app:*'), WIDE, EVERY_BRANCH],
  [
    'Buildkite: a branch, any commit and step',
    'PASS',
    buildkite('StringLike', 'organization:acme:pipeline:app:ref:refs/heads/main:commit:*:step:*'),
    [],
  ],
  [
    'Buildkite: everything',
    'none',
    buildkite('StringLike', 'organization:acme:*'),
    WIDE,
    'Every pipeline of the organization comes in.',
  ],
  [
    'Buildkite: a pipeline by session tags, which Buildkite signs',
    'PASS',
    when(BUILDKITE, {
      StringEquals: {
        'aws:RequestTag/organization_slug': 'acme',
        'aws:RequestTag/organization_id': 'ab38',
        'aws:RequestTag/pipeline_slug': 'app',
      },
    }),
    WIDE,
    EVERY_BRANCH,
  ],
  [
    'Buildkite: a branch by session tags',
    'PASS',
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
    'none',
    when(BUILDKITE, { StringEquals: { 'aws:RequestTag/pipeline_slug': 'app' } }),
    EVERY,
    'Any organization may name a pipeline so.',
  ],
  [
    'GitHub does not sign session tags',
    'none',
    when(GITHUB, { StringEquals: { 'aws:RequestTag/organization_id': 'ab38' } }),
    EVERY,
    'No token of GitHub has session tags, so nothing that it compares names a tenant.',
  ],
  [
    'CircleCI: an organization',
    'PASS',
    when(CIRCLE, { StringEquals: { [`${CIRCLE}:aud`]: '1111' } }),
    WIDE,
    EVERY_PROJECT,
  ],
  ['CircleCI: any project', 'none', circle('StringLike', 'org/1111/project/*/user/*'), WIDE, EVERY_PROJECT],
  [
    'CircleCI: a project',
    'PASS',
    circle('StringLike', 'org/1111/project/2222/user/*'),
    WIDE,
    'Every branch of the project comes in, whoever starts it.',
  ],
  [
    'CircleCI: a branch of a repository',
    'PASS',
    circle('StringLike', 'org/1111/project/*/user/*/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main'),
    [],
  ],
  [
    'CircleCI: branches of a repository',
    'none',
    circle('StringLike', 'org/1111/project/*/user/*/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/release-*'),
    WIDE,
    'Whoever may push makes another branch of such a name.',
  ],
  ['CircleCI: a user', 'PASS', circle('StringEquals', 'org/1111/project/2222/user/3333'), []],
  [
    'Bitbucket: a workspace',
    'PASS',
    when(BITBUCKET, { StringEquals: { [`${BITBUCKET}:aud`]: 'ari' } }),
    WIDE,
    'Every repository of the workspace comes in.',
  ],
  [
    'Bitbucket: a repository',
    'PASS',
    bitbucket('StringLike', '{1111-2222}*:*'),
    WIDE,
    'Every branch and environment of the repository comes in.',
  ],
  ['Bitbucket: an environment', 'PASS', bitbucket('StringLike', '{1111-2222}:{3333-4444}:*'), []],
  [
    'Bitbucket: anything',
    'none',
    bitbucket('StringLike', '*:*:*'),
    WIDE,
    'The issuer is that of one workspace: every repository of it comes in.',
  ],
  ['Vercel: production', 'PASS', ofIssuer(VERCEL)('StringEquals', 'owner:acme:project:web:environment:production'), []],
  [
    'Vercel: any environment',
    'none',
    ofIssuer(VERCEL)('StringLike', 'owner:acme:project:web:environment:*'),
    WIDE,
    'Previews of every branch come in too.',
  ],
  [
    'Spacelift: a stack',
    'none',
    ofIssuer('acme.app.spacelift.io')('StringLike', 'space:legacy:stack:net:run_type:*:scope:*'),
    WIDE,
    'Runs of every type come in, those of proposed changes too.',
  ],
  ['EKS: a service account', 'PASS', cluster('StringEquals', 'system:serviceaccount:pay:app'), []],
  [
    'EKS: a namespace',
    'PASS',
    cluster('StringLike', 'system:serviceaccount:pay:*'),
    WIDE,
    'Every service account of the namespace comes in.',
  ],
]

const OIDC = byRules(['oidc-trust-without-tenant', 'oidc-trust-too-wide'])
describePeer('CKV_AWS_358', OIDC, CHECKOV)
describePeer('GitHub’s templates', OIDC, GITHUB_TEMPLATES)
describePeer('GitHub’s claims', OIDC, GITHUB_CLAIMS)
describePeer(
  'nobody, or everybody',
  byRules(['oidc-trust-without-tenant', 'oidc-trust-too-wide', 'policy-invalid']),
  NOBODY,
)
describePeer('other systems', OIDC, OTHERS)
