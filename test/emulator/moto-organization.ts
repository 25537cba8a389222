import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam'
import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { STSClient } from '@aws-sdk/client-sts'
import { roleCredentials } from '#shared/clients/assume-role.ts'
import { systemClock } from '#shared/clients/clock.ts'

/** The account whose credentials `emulatorVariables` are: the organization's management account. */
export const HOME = '123456789012'

const fillMember = async (account: string): Promise<void> => {
  const roleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`
  const credentials = roleCredentials(new STSClient({}), { roleArn, sessionName: 'fill' }, systemClock)
  const iam = new IAMClient({ credentials })
  await iam.send(new CreateUserCommand({ UserName: 'ann@example.com' }))
  await iam.send(new CreateAccessKeyCommand({ UserName: 'ann@example.com' }))
}

/** Makes an organization of these members in moto, which keeps their accounts apart, and answers their ids in that order. */
export const makeOrganization = async (
  names: readonly string[],
  { closed, filled }: { readonly closed: string; readonly filled: readonly string[] },
): Promise<readonly string[]> => {
  const organizations = new OrganizationsClient({})
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }))
  for (const name of names)
    await organizations.send(new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }))
  const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}))
  const idOf = (name: string): string => Accounts.find((account) => account.Name === name)?.Id ?? ''
  await organizations.send(new CloseAccountCommand({ AccountId: idOf(closed) }))
  for (const name of filled) await fillMember(idOf(name))
  return names.map(idOf)
}
