import { ACCOUNT_ID, arnOf } from '#samples/account-tables/company.ts'
import { root } from '#samples/account-tables/root.ts'
import { unassignedMfaDevices } from '#samples/account-tables/settings.ts'
import type { SampleMfa, SampleUser } from '#samples/account-tables/table.ts'
import { rootArn, userArn, users } from './account.ts'
import { accessKeyIdOf, keyId, uniqueId, upperWord } from './identifiers.ts'
import { offset, offsetOf } from './instants.ts'
import { keyLastUse, passwordLastUse, rootPasswordLastUse } from './last-use.ts'

/** One CLI answer for each user who was asked: an empty list then says "none", and not "nobody looked". */
const eachUser = <T extends object>(answer: (user: SampleUser) => T) =>
  users.map((user) => ({ UserName: user.name, ...answer(user) }))

const serialOf = (name: string, device: SampleMfa): string => {
  if (device.kind === 'hardware') return device.label ?? name
  if (device.kind === 'fido')
    return arnOf(`u2f/user/${name}/${device.label}-${upperWord(`${name}/${device.label}`, 26)}`)
  return arnOf(`${device.kind === 'sms' ? 'sms-mfa' : 'mfa'}/${device.label ?? name}`)
}

export const mfaDevices = () =>
  eachUser((user) => ({
    MFADevices: (user.mfa ?? []).map((device) => ({
      UserName: user.name,
      SerialNumber: serialOf(user.name, device),
      EnableDate: offsetOf(device.enabled),
      ...(device.certification !== undefined && { Certifications: { FIDO: device.certification } }),
    })),
  }))

const virtualDevicesOfUsers = () =>
  users.flatMap((user) =>
    (user.mfa ?? [])
      .filter(({ kind }) => kind === 'virtual')
      .map((device) => {
        const lastUse = user.password && passwordLastUse(user.name, user.password.lastUse)
        return {
          SerialNumber: serialOf(user.name, device),
          User: {
            Path: user.path ?? '/',
            UserName: user.name,
            UserId: uniqueId('AIDA', user.name),
            Arn: userArn(user.name),
            CreateDate: offsetOf(user.created),
            ...(lastUse && { PasswordLastUsed: offset(lastUse.at) }),
          },
          EnableDate: offsetOf(device.enabled),
        }
      }),
  )

export const virtualMfaDevices = () => {
  const lastUse = rootPasswordLastUse(root.passwordLastUse)
  return {
    VirtualMFADevices: [
      ...unassignedMfaDevices.map((name) => ({ SerialNumber: arnOf(`mfa/${name}`) })),
      ...virtualDevicesOfUsers(),
      ...root.mfa.map((device) => ({
        SerialNumber: serialOf('root', device),
        User: {
          UserId: ACCOUNT_ID,
          Arn: rootArn,
          CreateDate: offsetOf(root.created),
          ...(lastUse && { PasswordLastUsed: offset(lastUse.at) }),
        },
        EnableDate: offsetOf(device.enabled),
      })),
    ],
  }
}

export const accessKeys = () =>
  eachUser((user) => ({
    AccessKeyMetadata: (user.keys ?? []).map((key) => ({
      UserName: user.name,
      AccessKeyId: accessKeyIdOf(user.name, key.label),
      Status: key.active ? 'Active' : 'Inactive',
      CreateDate: offsetOf(key.created),
    })),
  }))

export const accessKeyLastUsed = () =>
  users.flatMap((user) =>
    (user.keys ?? []).map((key) => {
      const lastUse = keyLastUse(user, key)
      return {
        AccessKeyId: accessKeyIdOf(user.name, key.label),
        UserName: user.name,
        AccessKeyLastUsed: {
          ...(lastUse && { LastUsedDate: offset(lastUse.at) }),
          ServiceName: lastUse?.service ?? 'N/A',
          Region: lastUse?.region ?? 'N/A',
        },
      }
    }),
  )

export const loginProfiles = () =>
  users.flatMap((user) =>
    user.password === undefined
      ? []
      : [
          {
            UserName: user.name,
            LoginProfile: {
              UserName: user.name,
              CreateDate: offsetOf(user.created),
              PasswordResetRequired: user.password.resetRequired ?? false,
            },
          },
        ],
  )

export const sshPublicKeys = () =>
  eachUser((user) => ({
    SSHPublicKeys: (user.sshKeys ?? []).map((key) => ({
      UserName: user.name,
      SSHPublicKeyId: keyId('APKA', `${user.name}/${key.uploaded}`),
      Status: key.active ? 'Active' : 'Inactive',
      UploadDate: offsetOf(key.uploaded),
    })),
  }))

export const signingCertificates = () =>
  eachUser((user) => ({
    Certificates: (user.certificates ?? []).map((certificate) => ({
      UserName: user.name,
      CertificateId: upperWord(`${user.name}/certificate/${certificate.uploaded}`, 32),
      CertificateBody: '-----BEGIN CERTIFICATE-----\nshortened in this sample\n-----END CERTIFICATE-----',
      Status: certificate.active ? 'Active' : 'Inactive',
      UploadDate: offsetOf(certificate.uploaded),
    })),
  }))

const serviceUserName = (user: string, service: string): object =>
  service === 'bedrock.amazonaws.com'
    ? { ServiceCredentialAlias: `${user}-at-${ACCOUNT_ID}` }
    : { ServiceUserName: `${user}-at-${ACCOUNT_ID}` }

export const serviceSpecificCredentials = () =>
  eachUser((user) => ({
    ServiceSpecificCredentials: (user.serviceCredentials ?? []).map((credential) => ({
      UserName: user.name,
      Status: credential.status,
      ...serviceUserName(user.name, credential.service),
      CreateDate: offsetOf(credential.created),
      ...(credential.expires !== undefined && { ExpirationDate: offsetOf(credential.expires) }),
      ServiceSpecificCredentialId: uniqueId('ACCA', `${user.name}/${credential.service}/${credential.created}`),
      ServiceName: credential.service,
    })),
  }))
