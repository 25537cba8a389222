import { render } from 'preact'
import { App } from './app.tsx'
import { OrganizationApp } from './organization/organization-app.tsx'
import { pageModel } from './page-model.ts'
import { readDocument } from './read-document.ts'

const packed = document.getElementById('report')
const root = document.getElementById('root')

const show = async (): Promise<void> => {
  if (packed === null || root === null) return
  const report = await readDocument(packed)
  packed.remove()
  root.replaceChildren()
  render('kind' in report ? <OrganizationApp report={report} /> : <App model={pageModel(report)} />, root)
  document.documentElement.dataset['ready'] = 'yes'
}

show().catch((error: unknown) => {
  if (root)
    root.textContent = `This report cannot be shown: ${error instanceof Error ? error.message : 'unknown error'}.`
})
