/** By which names the columns of a list are known when it comes back, or comes from elsewhere: our own in every language, and those that others use. */
import { languages, translator } from '../../../core/i18n.ts'
import { fold } from '../../../core/text.ts'

export type Column = 'id' | 'card' | 'came' | 'collectedBy' | 'quantity' | 'planned' | 'value' | 'time' | 'takenBack'

/** As the list writes it when it goes out; money also without its currency. */
const ours = (name: string): string[] =>
  languages.map((l) => fold(translator(l)(`delivery.list.${name}`))).flatMap((head) => [head, head.replace(/ usd$/, '')])

/** Where a file has one column of money, it is what is planned in a list that comes, and what was given in one that comes back. */
const money = ['value', 'valor', 'valeur'].flatMap((name) => [`${name} usd`, name]).concat('usd')

/** The name that says most comes first: of two columns that might be meant, it is that one. */
const columns: Record<Column, string[]> = {
  id: [...ours('id'), 'household uuid'],
  card: [
    ...ours('card'),
    'card number',
    'numero de tarjeta',
    'carnet',
    'numero do cartao',
    'numero de carte',
    'household',
    'hogar',
  ],
  came: [
    ...ours('came'),
    ...['came', 'present', 'vino', 'asistio', 'presente', 'veio', 'compareceu', 'venu', 'est venu', 'est venu oui non', 'venue'],
  ],
  collectedBy: [...ours('collected-by'), 'recibido por', 'retiro', 'recogido por', 'recu par'],
  quantity: [...ours('quantity-given'), 'given', 'entregado', 'quantity', 'cantidad', 'quantidade', 'quantite'],
  planned: [...ours('value-expected'), ...money],
  value: [...ours('value-given'), ...money, 'amount', 'monto', 'montante', 'montant'],
  time: [...ours('time'), 'hour'],
  takenBack: ours('taken-back'),
}
export const namesOf = Object.entries(columns) as [Column, string[]][]
