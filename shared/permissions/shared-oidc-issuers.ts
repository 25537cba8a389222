/** An OIDC issuer that serves many customers under one address: only a claim tells them apart. */
export interface SharedIssuer {
  readonly issuer: string
  readonly name: string
  /** The condition key that names the tenant; a trust policy without it lets every customer of the issuer in. */
  readonly tenancyKey: string
}

// IAM asks for these since 2025 when a trust policy is written; older ones were left as they are.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
const BY_SUBJECT: readonly (readonly [issuer: string, name: string])[] = [
  ['token.actions.githubusercontent.com', 'GitHub Actions'],
  ['vstoken.actions.githubusercontent.com', 'GitHub Actions (vstoken)'],
  ['oidc-configuration.audit-log.githubusercontent.com', 'GitHub audit log streaming'],
  ['gitlab.com', 'GitLab'],
  ['app.terraform.io', 'HCP Terraform'],
  ['agent.buildkite.com', 'Buildkite'],
  ['oidc.codefresh.io', 'Codefresh'],
  ['studio.datachain.ai/api', 'DVC Studio'],
  ['scalr.io', 'Scalr'],
  ['tokens.cloud.shisho.dev', 'Shisho Cloud'],
  ['proidc.upbound.io', 'Upbound'],
  ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'IBM Turbonomic'],
  ['oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu', 'IBM Turbonomic'],
]
const BY_AUDIENCE: readonly (readonly [issuer: string, name: string])[] = [
  ['cognito-identity.amazonaws.com', 'Amazon Cognito'],
  ['api.pulumi.com/oidc', 'Pulumi Cloud'],
  ['oidc.vercel.com', 'Vercel'],
  ['sandboxes.cloud', 'sandboxes.cloud'],
]
// Applications sign in at these for everybody: the audience is the application.
const PUBLIC_SIGN_IN: readonly (readonly [issuer: string, name: string, key: string])[] = [
  ['accounts.google.com', 'Google', 'accounts.google.com:aud'],
  ['graph.facebook.com', 'Facebook', 'graph.facebook.com:app_id'],
  ['www.amazon.com', 'Login with Amazon', 'www.amazon.com:app_id'],
  ['sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d', 'Microsoft Sentinel', 'sts:RoleSessionName'],
]

const rows: readonly SharedIssuer[] = [
  ...BY_SUBJECT.map(([issuer, name]) => ({ issuer, name, tenancyKey: `${issuer}:sub` })),
  ...BY_AUDIENCE.map(([issuer, name]) => ({ issuer, name, tenancyKey: `${issuer}:aud` })),
  ...PUBLIC_SIGN_IN.map(([issuer, name, tenancyKey]) => ({ issuer, name, tenancyKey })),
]
const byIssuer: ReadonlyMap<string, SharedIssuer> = new Map(rows.map((row) => [row.issuer, row]))

/** `undefined` for an issuer that belongs to one customer, as far as is known. `https://` and a closing slash do not matter. */
export const sharedIssuerOf = (issuer: string): SharedIssuer | undefined =>
  byIssuer.get(issuer.replace(/^https?:\/\//u, '').replace(/\/+$/u, ''))
