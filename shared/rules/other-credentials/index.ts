import type { Rule } from '../rule.ts'
import { bedrockApiKeyOverPrivilegedUser } from './bedrock-api-key-over-privileged-user.ts'
import { bedrockApiKeyUserWithMore } from './bedrock-api-key-user-with-more.ts'
import { bedrockLongTermApiKey } from './bedrock-long-term-api-key.ts'
import { serverCertificateExpired } from './server-certificate-expired.ts'
import { serverCertificateExpiresSoon } from './server-certificate-expires-soon.ts'
import { serviceCredentialLeftOver } from './service-credential-left-over.ts'
import { serviceCredentialNeverExpires } from './service-credential-never-expires.ts'
import { serviceCredentialNotRotated } from './service-credential-not-rotated.ts'
import { serviceSpecificCredentialInForce } from './service-specific-credential-in-force.ts'
import { signingCertificateActive } from './signing-certificate-active.ts'
import { sshPublicKeyNotRotated } from './ssh-public-key-not-rotated.ts'

export const otherCredentialRules: readonly Rule[] = [
  bedrockApiKeyOverPrivilegedUser,
  bedrockApiKeyUserWithMore,
  bedrockLongTermApiKey,
  serverCertificateExpired,
  serverCertificateExpiresSoon,
  serviceCredentialLeftOver,
  serviceCredentialNeverExpires,
  serviceCredentialNotRotated,
  serviceSpecificCredentialInForce,
  signingCertificateActive,
  sshPublicKeyNotRotated,
]
