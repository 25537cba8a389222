import { installChromium } from '#infra/page/chromium.ts'

/** Before any test file, so that two of them do not install it at the same time. */
export default (): void => {
  installChromium()
}
