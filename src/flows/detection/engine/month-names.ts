/** Names and short forms of each month in the languages most pages are written in. */
const commonNames: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jänner', 'janvier', 'janv', 'enero', 'ene', 'gennaio', 'janeiro', 'يناير'],
  ['feb', 'february', 'februar', 'février', 'févr', 'febrero', 'febbraio', 'fevereiro', 'فبراير'],
  ['mar', 'march', 'märz', 'mars', 'marzo', 'março', 'mär', 'مارس'],
  ['apr', 'april', 'avril', 'avr', 'abril', 'abr', 'aprile', 'أبريل', 'إبريل'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'مايو'],
  ['jun', 'june', 'juni', 'juin', 'junio', 'giugno', 'junho', 'يونيو'],
  ['jul', 'july', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'julho', 'يوليو'],
  ['aug', 'august', 'août', 'agosto', 'ago', 'أغسطس'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre', 'setembro', 'سبتمبر'],
  ['oct', 'october', 'okt', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro', 'أكتوبر'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro', 'نوفمبر'],
  [
    'dec',
    'december',
    'dez',
    'dezember',
    'décembre',
    'déc',
    'diciembre',
    'dic',
    'dicembre',
    'dezembro',
    'ديسمبر',
  ],
];

/** Further languages of Europe and Indonesian, as they write a month in a date ("maja") and alone ("maj"). */
const furtherNames: readonly string[] = [
  `januari janúar tammikuuta tammikuu jaanuar janvāris sausio sausis stycznia styczeń ledna leden
    januára január siječnja siječanj јануар януари січня січень января январь ianuarie ιανουαρίου ocak
    gener`,
  `februari febrúar helmikuuta helmikuu veebruar februāris vasario vasaris lutego luty února únor
    februára február veljače veljača фебруар февруари лютого лютий февраля февраль februarie φεβρουαρίου
    şubat febrer`,
  `maart marts maaliskuuta maaliskuu märts kovo kovas marca marzec března březen marec ožujka ožujak
    март березня березень марта martie március μαρτίου mart maret març`,
  `apríl huhtikuuta huhtikuu aprill aprīlis balandžio balandis kwietnia kwiecień dubna duben apríla
    travnja travanj април квітня квітень апреля апрель aprilie április απριλίου nisan`,
  `mei maj maí toukokuuta toukokuu maijs gegužės gegužė maja května květen mája máj svibnja svibanj мај
    май травня травень мая május μαΐου mayıs maig`,
  `júní kesäkuuta kesäkuu juuni jūnijs birželio birželis czerwca czerwiec června červen júna jún junij
    lipnja lipanj јун юни червня червень июня июнь iunie június ιουνίου haziran juny`,
  `júlí heinäkuuta heinäkuu juuli jūlijs liepos liepa lipca lipiec července červenec júla júl julij
    srpnja srpanj јул юли липня липень июля июль iulie július ιουλίου temmuz juliol`,
  `augustus augusti ágúst elokuuta elokuu augusts rugpjūčio rugpjūtis sierpnia sierpień srpna srpen
    augusta avgust kolovoza kolovoz август серпня серпень августа augusztus αυγούστου ağustos agustus
    agost`,
  `syyskuuta syyskuu septembris rugsėjo rugsėjis września wrzesień září septembra rujna rujan септембар
    септември вересня вересень сентября сентябрь septembrie szeptember σεπτεμβρίου eylül setembre`,
  `október lokakuuta lokakuu oktoober oktobris spalio spalis października październik října říjen
    októbra октобар октомври жовтня жовтень октября октябрь octombrie οκτωβρίου ekim octubre`,
  `nóvember marraskuuta marraskuu novembris lapkričio lapkritis listopada listopad listopadu novembra
    studenoga studeni новембар ноември листопада листопад ноября ноябрь noiembrie νοεμβρίου kasım
    novembre`,
  `desember joulukuuta joulukuu detsember decembris gruodžio gruodis grudnia grudzień prosince prosinec
    decembra prosinca prosinac децембар декември грудня грудень декабря декабрь decembrie δεκεμβρίου
    aralık desembre`,
];

const monthNumber = new Map([
  ...furtherNames.flatMap((names, index) => names.split(/\s+/).map((name) => [name, index + 1] as const)),
  ...commonNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
]);

/** The common names as alternatives of a pattern, longest first. */
export const commonMonths = commonNames
  .flat()
  .sort((a, b) => b.length - a.length)
  .join('|');

/** 1 to 12 for a month's name in any language known here; undefined for every other word. */
export const monthOfName = (word: string): number | undefined => monthNumber.get(word.toLowerCase());
