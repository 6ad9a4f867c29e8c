/** What a list of people may hold, and how its columns are called by those who make lists. */

import { type ListField, listFields } from '../contract.ts'

export type Field = ListField
export const fields = listFields
const personFields: readonly Field[] = listFields.slice(listFields.indexOf('name'), listFields.indexOf('rowKey'))
/** Any of them says who somebody is. */
export const nameFields: readonly Field[] = ['name', 'given', 'family']
/** Several answers: in one cell, or each in a column of its own. */
export const manyFields: readonly Field[] = ['languages', 'needs']

export const isPersonField = (field: Field): boolean => personFields.includes(field)
/** In English, Spanish, Portuguese, French; compared without case, accents and punctuation. */
export const synonyms: Record<Field, readonly string[]> = {
  householdKey: [
    'household id, household key, household number, household no, household code, hh id, hhid, hh number, hh code, hh, family id, family number, family code, case number, case id, case no, file number, group number, card, card number',
    'id hogar, id del hogar, codigo hogar, codigo del hogar, codigo de hogar, numero hogar, numero de hogar, numero del hogar, no hogar, hogar, id familia, codigo familia, codigo de familia, numero de familia, familia, grupo familiar, numero grupo familiar, numero de caso, codigo de caso, expediente, ficha, numero de ficha, tarjeta, numero de tarjeta',
    'id do agregado, numero do agregado, codigo do agregado, agregado familiar, id familia, codigo da familia, numero da familia, nucleo familiar, numero do caso, cartao',
    'id menage, identifiant du menage, numero du menage, code menage, menage, numero de dossier, dossier, id famille, code famille, foyer, carte',
  ],
  country: [
    'country, country of residence, current country, pais, pais actual, pais de residencia, pais atual, pays, pays actuel',
  ],
  admin1: [
    'admin1, admin 1, adm1, state, province, department, region, estado, provincia, departamento, departement, provincia actual, departamento actual',
  ],
  admin2: [
    'admin2, admin 2, adm2, municipality, city, town, canton, municipio, ciudad, cidade, municipalite, commune, ville, distrito, district',
  ],
  populationGroup: [
    'population group, group of population, migration status, migrant type, intention, profile, grupo de poblacion, grupo poblacional, tipo de poblacion, condicion, condicion migratoria, perfil, perfil migratorio, grupo populacional, grupo de populacao, tipo de populacao, groupe de population, groupe, profil, statut migratoire',
  ],
  origin: [
    'origin, place of origin, country of origin, from, coming from, origen, lugar de origen, pais de origen, procedencia, lugar de procedencia, origem, pais de origem, local de origem, origine, lieu d origine, pays d origine, provenance',
  ],
  destination: [
    'destination, place of destination, final destination, intended destination, going to, destino, lugar de destino, pais de destino, destino final, local de destino, lieu de destination, pays de destination',
  ],
  address: [
    'address, current address, direccion, domicilio, direccion actual, endereco, morada, adresse, lieu de residence, barrio, bairro, quartier',
  ],
  phone: [
    'phone, phone number, telephone, telephone number, mobile, mobile number, cell, cellphone, contact, contact number, whatsapp, telefono, numero de telefono, celular, numero de celular, movil, contacto, numero de contacto, telefone, numero de telefone, telemovel, contato, numero de telephone, portable, tel',
  ],
  email: [
    'email, e mail, mail, email address, correo, correo electronico, correio eletronico, courriel, adresse e mail, adresse electronique',
  ],
  languages: [
    'language, languages, language spoken, languages spoken, idioma, idiomas, lengua, lenguas, idiomas que habla, linguas, lingua, langue, langues, langues parlees',
  ],
  note: [
    'note, notes, remarks, remark, comment, comments, observations, observation, observaciones, observacion, comentarios, comentario, notas, nota, observacoes, observacao, remarque, remarques, commentaire, commentaires',
  ],
  consent: [
    'consent, consent given, gave consent, agrees, consents, informed consent, consentimiento, da su consentimiento, consentimiento informado, acepta, autoriza, consentimento, consentimento informado, aceita, consentement, consentement eclaire, consent obtained, accepte',
  ],
  registeredOn: [
    'registration date, date of registration, registered on, day of registration, submission date, date of interview, interview date, today, fecha de registro, fecha registro, fecha del registro, fecha de entrevista, fecha de la entrevista, data de registro, data do registro, data da entrevista, date d enregistrement, date de l entretien, _submission_time',
  ],
  name: [
    'name, full name, complete name, beneficiary name, name of beneficiary, person name, head name, name of head, head of household, head of household name, name of head of household, member name, participant',
    'nombre completo, nombres y apellidos, nombre y apellido, nombre y apellidos, apellidos y nombres, apellido y nombre, nombre del beneficiario, beneficiario, beneficiaria, persona, nombre jefe de hogar, nombre del jefe de hogar, jefe de hogar, jefa de hogar, nombre del miembro, nombre de la persona',
    'nome completo, nome e sobrenome, nome do beneficiario, beneficiario, pessoa, nome do chefe de familia, chefe de familia, nome do membro, nome da pessoa',
    'nom complet, nom et prenom, nom et prenoms, noms et prenoms, nom du beneficiaire, beneficiaire, personne, nom du chef de menage, chef de menage, nom du membre',
  ],
  given: [
    'given name, given names, first name, firstname, first names, forename, forenames, christian name, nombre, nombres, primer nombre, nome, primeiro nome, nomes, nome proprio, prenom, prenoms, premier prenom',
  ],
  given2: [
    'second name, middle name, middle names, other names, segundo nombre, otros nombres, segundo nome, nome do meio, deuxieme prenom, autres prenoms',
  ],
  family: [
    'family name, last name, lastname, surname, surnames, first surname, apellido, apellidos, primer apellido, apellido paterno, sobrenome, sobrenomes, apelido, apelidos, ultimo nome, primeiro sobrenome, nom de famille, nom, noms',
  ],
  family2: [
    'second surname, second last name, mother s surname, segundo apellido, apellido materno, segundo sobrenome, deuxieme nom de famille, second nom',
  ],
  also: [
    'also known as, alias, other name, known as, nickname, also called, apodo, otro nombre, conocido como, nombre social, nome social, apelido social, outro nome, conhecido como, autre nom, surnom, connu sous le nom',
  ],
  sex: ['sex, gender, sexo, genero, sexe, genre, m f, f m, h m, sex gender, sexo genero'],
  birthDate: [
    'date of birth, birth date, birthdate, dob, birthday, born, year of birth, birth year, fecha de nacimiento, fecha nacimiento, f nacimiento, f nac, fec nac, fecha nac, nacimiento, ano de nacimiento, data de nascimento, data nascimento, nascimento, dn, data de nasc, ano de nascimento, date de naissance, naissance, ddn, ne le, annee de naissance',
  ],
  age: ['age, age years, age in years, years, edad, edad en anos, anos, edad anos, idade, idade em anos, age ans, age en annees'],
  relation: [
    'relation, relationship, relation to head, relationship to head, relationship to hoh, relation to head of household, relationship to head of household, relationship with head, role, parentesco, relacion, relacion con el jefe, relacion con jefe de hogar, relacion con el jefe de hogar, parentesco con jefe de hogar, parentesco con el jefe de hogar, relacao, parentesco com o chefe, relacao com o chefe de familia, lien, lien de parente, lien avec le chef, lien avec le chef de menage, parente',
  ],
  nationality: [
    'nationality, citizenship, nationalities, nacionalidad, ciudadania, nacionalidade, cidadania, nationalite, citoyennete, country of nationality, pais de nacionalidad',
  ],
  documentKind: [
    'document type, type of document, id type, document kind, type of id, identification type, tipo de documento, tipo documento, tipo de identificacion, tipo doc, clase de documento, tipo de identificacao, type de document, type de piece, type de piece d identite',
  ],
  documentCountry: [
    'document country, issuing country, country of issue, pais del documento, pais emisor, pais de emision, pais emissor, pais do documento, pays emetteur, pays de delivrance, pays du document',
  ],
  documentNumber: [
    'document, document number, document no, id number, id no, identification, identification number, identity document, document id, documento, numero de documento, no documento, num documento, numero documento, n documento, doc, nro documento, documento de identidad, numero de identificacion, identificacion, numero do documento, documento de identidade, identidade, numero de identificacao, numero de document, piece d identite, numero de piece, numero de piece d identite, numero d identification',
  ],
  nationalId: [
    'national id, national id number, national identity card, id card, cedula, cedula de identidad, numero de cedula, no cedula, cedula de ciudadania, dni, ci, rg, cpf, carteira de identidade, carte d identite, carte nationale d identite, carte d identite nationale, cni',
  ],
  passport: [
    'passport, passport number, passport no, pasaporte, numero de pasaporte, no pasaporte, passaporte, numero do passaporte, passeport, numero de passeport',
  ],
  needs: [
    'specific needs, specific need, needs, special needs, vulnerability, vulnerabilities, specific vulnerabilities, protection needs, necesidades especificas, necesidad especifica, necesidades, necesidades especiales, vulnerabilidad, vulnerabilidades, necessidades especificas, necessidade especifica, necessidades, necessidades especiais, vulnerabilidade, besoins specifiques, besoin specifique, besoins, besoins particuliers, vulnerabilite, vulnerabilites',
  ],
  rowKey: ['_index, key'],
  parentKey: ['_parent_index, parent_key'],
}
