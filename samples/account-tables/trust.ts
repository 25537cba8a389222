import { ACCOUNT_ID, arnOf } from './company.ts'
import type { Document } from './table.ts'

const trustOf = (principal: Document | string, action: string | readonly string[], condition?: Document): Document => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: action, ...(condition && { Condition: condition }) }],
})

export const serviceTrust = (service: string, condition?: Document): Document =>
  trustOf({ Service: `${service}.amazonaws.com` }, 'sts:AssumeRole', condition)
/** With the account as condition, so that the service does not act for a stranger. */
export const ownServiceTrust = (service: string): Document =>
  serviceTrust(service, { StringEquals: { 'aws:SourceAccount': ACCOUNT_ID } })

export const accountTrust = (principal: string | readonly string[], condition?: Document): Document =>
  trustOf({ AWS: principal }, 'sts:AssumeRole', condition)
export const anyoneTrust = (condition?: Document): Document => trustOf('*', 'sts:AssumeRole', condition)

export const SSO_PROVIDER = arnOf('saml-provider/AWSSSO_5b7c3f1a9d2e4f60_DO_NOT_DELETE')
export const ADFS_PROVIDER = arnOf('saml-provider/corp-adfs')
export const samlTrust = (provider: string): Document =>
  trustOf({ Federated: provider }, ['sts:AssumeRoleWithSAML', 'sts:TagSession'], {
    StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' },
  })

export const GITHUB_PROVIDER = arnOf('oidc-provider/token.actions.githubusercontent.com')
export const TERRAFORM_CLOUD_PROVIDER = arnOf('oidc-provider/app.terraform.io')
export const OLD_GITLAB_PROVIDER = arnOf('oidc-provider/gitlab.harbourline.example')
export const oidcTrust = (provider: string, condition: Document): Document =>
  trustOf({ Federated: provider }, 'sts:AssumeRoleWithWebIdentity', condition)
