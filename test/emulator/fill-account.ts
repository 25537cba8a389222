import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam'

/** Names that IAM allows and that break careless programs. */
export const HOSTILE_NAMES = ['__proto__', 'constructor', 'toString', '=cmd', '+1+1', '@x', '-x', 'a,b']
export const PASSWORD_ONLY = 'paula'
export const WITH_MFA = 'maria'
export const TWO_KEYS = 'twice'

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
const EVERYTHING = document({ Effect: 'Allow', Action: '*', Resource: '*' })
const trustOf = (Principal: object): string => document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })

const fillPeople = async (iam: IAMClient): Promise<void> => {
  for (const UserName of [PASSWORD_ONLY, WITH_MFA]) {
    await iam.send(new CreateUserCommand({ UserName, Path: '/people/' }))
    await iam.send(
      new CreateLoginProfileCommand({ UserName, Password: 'Not-a-real-one-1', PasswordResetRequired: true }),
    )
  }
  const device = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: WITH_MFA }))
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: WITH_MFA,
      SerialNumber: device.VirtualMFADevice?.SerialNumber,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '234567',
    }),
  )
  await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'of-nobody' }))
  await iam.send(new TagUserCommand({ UserName: WITH_MFA, Tags: [{ Key: 'owner', Value: '=HYPERLINK("x")' }] }))
}

const fillMachines = async (iam: IAMClient): Promise<void> => {
  await iam.send(new CreateUserCommand({ UserName: TWO_KEYS }))
  await iam.send(new CreateAccessKeyCommand({ UserName: TWO_KEYS }))
  const second = await iam.send(new CreateAccessKeyCommand({ UserName: TWO_KEYS }))
  const AccessKeyId = second.AccessKey?.AccessKeyId
  await iam.send(new UpdateAccessKeyCommand({ UserName: TWO_KEYS, AccessKeyId, Status: 'Inactive' }))
  await iam.send(new PutUserPolicyCommand({ UserName: TWO_KEYS, PolicyName: 'inline+é', PolicyDocument: EVERYTHING }))
  for (const UserName of HOSTILE_NAMES) {
    await iam.send(new CreateUserCommand({ UserName, Path: '/<!channel>/`|"<script>/' }))
    await iam.send(new CreateAccessKeyCommand({ UserName }))
  }
}

const fillPermissions = async (iam: IAMClient): Promise<void> => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'everything', PolicyDocument: EVERYTHING }))
  const PolicyArn = Policy?.Arn
  await iam.send(new CreateGroupCommand({ GroupName: 'admins' }))
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'admins', PolicyArn }))
  await iam.send(new AddUserToGroupCommand({ GroupName: 'admins', UserName: PASSWORD_ONLY }))
  await iam.send(new AttachUserPolicyCommand({ UserName: '=cmd', PolicyArn }))
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'open-to-all',
      Description: 'line one\nline two',
      MaxSessionDuration: 43200,
      AssumeRolePolicyDocument: trustOf({ AWS: '*' }),
    }),
  )
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'function',
      AssumeRolePolicyDocument: trustOf({ Service: 'lambda.amazonaws.com' }),
    }),
  )
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'function', PolicyArn }))
  await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: 'https://token.example.com', ClientIDList: ['sts.amazonaws.com'] }),
  )
}

/** Fills an emulated account through the SDK's own calls, as people and programs would. */
export const fillAccount = async (iam: IAMClient): Promise<void> => {
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'wonderland' }))
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 8, RequireSymbols: false }))
  await fillPeople(iam)
  await fillMachines(iam)
  await fillPermissions(iam)
}
