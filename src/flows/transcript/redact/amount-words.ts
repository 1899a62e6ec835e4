const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Said before a quantity and hidden with it: "about", "up to". */
export const approximators = setOf(
  'about around roughly approximately approx nearly almost circa ca some over under just only etwa rund ungefähr knapp gut fast environ presque près casi unos unas aproximadamente quasi cerca quase ongeveer bijna około ok примерно около nästan ungefär',
);

/** Said behind an amount and hidden with it, as they tell what kind it is. */
export const qualifiers = setOf(
  'base gross net brutto netto ote fixed flat basic annually yearly monthly hourly p.a brut bruto neto fijo lordo',
);

/** "A day", "per seat": what a rate is for. */
export const perWords = setOf('a an per each every pro par por al je im am alla all’ à na za i');
export const rateUnits = setOf(
  'day days hour hours hr week month mo quarter year yr annum seat user head person licence license unit sprint consultant developer employee diem tag stunde monat jahr woche kopf nutzer jour heure mois an année semaine tête día dia hora mes año semana giorno ora mese anno dag uur maand jaar dzień godzinę miesiąc rok день час месяц год timme månad år dagen',
);

/** What may follow a bare number that is money; a noun behind it ("300 users") makes it a count. */
export const afterAmount = setOf(`
a an the and or but for in on at to per plus with without from by if when while because so then now today tomorrow this next
last each every all total gross net base flat max maximum min minimum annually yearly monthly weekly daily hourly upfront up
down more less extra off again instead i we you they he she it that which who is was are were will would could should can may
might right okay ok yeah yes no please thanks too as than maybe before after until since including excluding tops ish though out
und oder aber für pro im am zu bei mit ohne ab bis ist war sind plus brutto netto und et ou mais pour par avec sans en au est
y o pero por para con sin es era e ma con per di voor met zonder maar is het i ale za bez на за в и но`);

/** Words before a number that make it a name of something: room 204, version 4. */
export const identifierNouns = setOf(
  'room version build release ticket issue pr eip rfc step section page line sprint number nr no option phase week chapter level tier port error status code slide figure appendix article item exhibit q1 q2 q3 q4 question point episode floor gate flight extension ext raum seite zimmer nummer version salle numéro sala página número versión extensión',
);
