import type { ComponentChildren, JSX } from 'preact'

interface PanelProps {
  readonly title: string
  readonly note?: ComponentChildren
  readonly wide?: boolean
  readonly children: ComponentChildren
}

export const Panel = ({ title, note, wide = false, children }: PanelProps): JSX.Element => (
  <section class={wide ? 'panel wide' : 'panel'}>
    <header>
      <h2>{title}</h2>
      {note === undefined ? null : <p class="note">{note}</p>}
    </header>
    {children}
  </section>
)

interface FactsProps {
  readonly facts: readonly (readonly [string, ComponentChildren])[]
}

export const Facts = ({ facts }: FactsProps): JSX.Element => (
  <dl class="facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

interface TableProps {
  readonly caption: string
  readonly columns: readonly string[]
  /** Columns of numbers stand right. */
  readonly numeric?: readonly number[]
  readonly rows: readonly (readonly ComponentChildren[])[]
}

export const Table = ({ caption, columns, numeric = [], rows }: TableProps): JSX.Element => (
  <div class="table" role="region" aria-label={caption} tabIndex={0}>
    <table>
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={column} scope="col" class={numeric.includes(index) ? 'number' : ''}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column} class={numeric.includes(column) ? 'number' : ''}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
