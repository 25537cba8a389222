import type { Rule } from '../rule.ts'
import { accessKeyOnlyDenied } from './access-key-only-denied.ts'
import { accessKeyShared } from './access-key-shared.ts'
import { accessKeyTriedByScanner } from './access-key-tried-by-scanner.ts'
import { accessKeyUsedFromNewPlace } from './access-key-used-from-new-place.ts'
import { accessKeyWhereRoleBelongs } from './access-key-where-role-belongs.ts'
import { activityWithGaps } from './activity-with-gaps.ts'
import { administratorPolicyAttachedInLog } from './administrator-policy-attached-in-log.ts'
import { assumeRootCalled } from './assume-root-called.ts'
import { bothAccessKeysAtWork } from './both-access-keys-at-work.ts'
import { breakGlassInLog } from './break-glass-in-log.ts'
import { canaryKeyInLog } from './canary-key-in-log.ts'
import { consoleSessionFromApiCredentials } from './console-session-from-api-credentials.ts'
import { consoleSignInWithoutMfa } from './console-sign-in-without-mfa.ts'
import { credentialMadeByRoot } from './credential-made-by-root.ts'
import { credentialMadeForSomeoneElse } from './credential-made-for-someone-else.ts'
import { credentialMadeOutsideDeployment } from './credential-made-outside-deployment.ts'
import { dormantAccessKeyWokeUp } from './dormant-access-key-woke-up.ts'
import { failedSignInBurst } from './failed-sign-in-burst.ts'
import { federationSessionOfUser } from './federation-session-of-user.ts'
import { iamChangeHiddenFromLog } from './iam-change-hidden-from-log.ts'
import { loginProfileChanged } from './login-profile-changed.ts'
import { manyDifferentCallsDenied } from './many-different-calls-denied.ts'
import { mfaDeviceDeactivated } from './mfa-device-deactivated.ts'
import { passwordPolicyDeleted } from './password-policy-deleted.ts'
import { passwordSpraying } from './password-spraying.ts'
import { policyAttachedToSelf } from './policy-attached-to-self.ts'
import { quarantinePolicyAttached } from './quarantine-policy-attached.ts'
import { roleOpenedToOutside } from './role-opened-to-outside.ts'
import { rootApiCall } from './root-api-call.ts'
import { rootConsoleSignIn } from './root-console-sign-in.ts'
import { rootPasswordChanged } from './root-password-changed.ts'
import { rootPrivilegedTask } from './root-privileged-task.ts'
import { rootSignInFailed } from './root-sign-in-failed.ts'
import { sessionUsedByAttackTool } from './session-used-by-attack-tool.ts'
import { trailStoppedOrNarrowed } from './trail-stopped-or-narrowed.ts'
import { wayToSignInChanged } from './way-to-sign-in-changed.ts'

export const activityRules: readonly Rule[] = [
  accessKeyOnlyDenied,
  accessKeyShared,
  accessKeyTriedByScanner,
  accessKeyUsedFromNewPlace,
  accessKeyWhereRoleBelongs,
  activityWithGaps,
  administratorPolicyAttachedInLog,
  assumeRootCalled,
  bothAccessKeysAtWork,
  breakGlassInLog,
  canaryKeyInLog,
  consoleSessionFromApiCredentials,
  consoleSignInWithoutMfa,
  credentialMadeByRoot,
  credentialMadeForSomeoneElse,
  credentialMadeOutsideDeployment,
  dormantAccessKeyWokeUp,
  failedSignInBurst,
  federationSessionOfUser,
  iamChangeHiddenFromLog,
  loginProfileChanged,
  manyDifferentCallsDenied,
  mfaDeviceDeactivated,
  passwordPolicyDeleted,
  passwordSpraying,
  policyAttachedToSelf,
  quarantinePolicyAttached,
  roleOpenedToOutside,
  rootApiCall,
  rootConsoleSignIn,
  rootPasswordChanged,
  rootPrivilegedTask,
  rootSignInFailed,
  sessionUsedByAttackTool,
  trailStoppedOrNarrowed,
  wayToSignInChanged,
]
