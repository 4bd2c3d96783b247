import type { Outline } from '../../../../areas/rule-studio/contract/outline.ts'
import { useLanguage, useWords } from '../../../i18n/words.ts'

type Clause = Outline['clauses'][number]

/** The merged text in words, Chinese beside English, each rule with its clause, its document and the layer it is from. */
export const OutlineText = ({ outline }: { outline: Outline }) => {
  const say = useWords('rules')
  const clauses = new Map(outline.clauses.map((one) => [one.id, one]))
  return (
    <div className="outline">
      {outline.layers.length > 1 && (
        <p className="hint">{say('layers', { list: outline.layers.map(({ id }) => id).join(' → ') })}</p>
      )}
      {outline.versions.map((version) => (
        <section key={`${version.id} ${version.from}`} className="outline-version">
          <h3>
            {say('versionOf', { id: version.id, from: version.from, to: version.to ?? say('openEnd') })}
          </h3>
          {version.obligations.map((obligation) => (
            <table key={obligation.id} className="outline-table">
              <caption className="for-readers">{obligation.id}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('part')}</th>
                  <th scope="col">{say('chinese')}</th>
                  <th scope="col">{say('english')}</th>
                  <th scope="col">{say('clause')}</th>
                  <th scope="col">{say('origin')}</th>
                </tr>
              </thead>
              <tbody>
                {obligation.parts.flatMap(({ part, items }) =>
                  items.map((item, place) => (
                    <tr key={`${part} ${place} ${item.id}`}>
                      <th scope="row">
                        {place === 0 ? (
                          say(`part.${part}`)
                        ) : (
                          <span className="for-readers">{say(`part.${part}`)}</span>
                        )}
                      </th>
                      <td lang="zh">{item.text.zh}</td>
                      <td lang="en">{item.text.en}</td>
                      <td>
                        <ClauseOf clause={clauses.get(item.clause ?? '')} />
                      </td>
                      <td className="outline-origin">{item.origin}</td>
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          ))}
        </section>
      ))}
    </div>
  )
}

const ClauseOf = ({ clause }: { clause: Clause | undefined }) => {
  const say = useWords('rules')
  const language = useLanguage()
  if (!clause) return <>—</>
  const { document } = clause
  return (
    <details>
      <summary>
        <code>{clause.id}</code>
      </summary>
      <p>{clause.text[language] || clause.text.zh}</p>
      {document && (
        <p className="hint">
          {document.number}
          {document.published && ` · ${document.published}`}
          {document.authority[language] && ` · ${document.authority[language]}`}
          {document.uncertain.length > 0 && ` · ${say('uncertain')}`}
        </p>
      )}
    </details>
  )
}
