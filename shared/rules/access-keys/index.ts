import type { Rule } from '../rule.ts'
import { accessKeyMadeWithUser } from './access-key-made-with-user.ts'
import { accessKeyNeverUsed } from './access-key-never-used.ts'
import { accessKeyNotRotated } from './access-key-not-rotated.ts'
import { accessKeyRotationNotFinished } from './access-key-rotation-not-finished.ts'
import { accessKeyUnused } from './access-key-unused.ts'
import { canaryKeyUsed } from './canary-key-used.ts'
import { inactiveAccessKeyNotDeleted } from './inactive-access-key-not-deleted.ts'
import { moreThanTwoAccessKeys } from './more-than-two-access-keys.ts'
import { passwordAndAccessKey } from './password-and-access-key.ts'
import { powerfulKeyWithoutMfa } from './powerful-key-without-mfa.ts'
import { twoActiveAccessKeys } from './two-active-access-keys.ts'
import { userInKeyQuarantine } from './user-in-key-quarantine.ts'
import { workloadUsesLongLivedKey } from './workload-uses-long-lived-key.ts'

export const accessKeyRules: readonly Rule[] = [
  accessKeyMadeWithUser,
  accessKeyNeverUsed,
  accessKeyNotRotated,
  accessKeyRotationNotFinished,
  accessKeyUnused,
  canaryKeyUsed,
  inactiveAccessKeyNotDeleted,
  moreThanTwoAccessKeys,
  passwordAndAccessKey,
  powerfulKeyWithoutMfa,
  twoActiveAccessKeys,
  userInKeyQuarantine,
  workloadUsesLongLivedKey,
]
