/** The endpoints of submissions. */
import { api } from '../../../core/http.ts'

export const submissions = api()
