/**
 * Number words of the languages meetings are held in most; the long compounds of German and Dutch are taken apart.
 * Left out: those that are everyday words elsewhere (Turkish "on", Italian "due", Spanish "once").
 */
const listed = `
zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred half quarter dozen
null ein eins eine einen zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig dreissig vierzig
fünfzig sechzig siebzig achtzig neunzig hundert halbe anderthalb
zéro un une deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante
cinquante soixante septante huitante nonante cent demi
cero uno dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince dieciséis diecisiete dieciocho
diecinueve veinte veinticinco treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos
trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos medio
tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta sessanta settanta
ottanta novanta cento duecento trecento quattrocento cinquecento mezzo
dois duas três quatro sete oito dez doze quinze vinte trinta quarenta cinquenta sessenta oitenta cem duzentos trezentos
quinhentos meio
een twee drie vijf zes zeven negen tien twaalf twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd
jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia pięćdziesiąt sto dwieście
один два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто двести триста пятьсот
bir iki üç dört beş altı yedi sekiz dokuz yirmi elli yüz
ett två tre fyra fem sex sju åtta nio tio tjugo femtio hundra`;

const scales = `
thousand thousands million millions billion billions trillion mil mn mio mrd bn lakh lakhs crore crores grand
tausend tsd millionen milliarde milliarden million
mille million milliard milliards millions
mil millón millones millardo
mila milione milioni miliardo miliardi
milhão milhões milhares
duizend miljoen miljard
tysiąc tysiące tysięcy milion milionów
тысяча тысячи тысяч тыс миллион миллиона миллионов млн млрд
milyon milyar tusen miljon miljoner miljard`;

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const numeralWords = setOf(listed);
const scaleWords = setOf(scales);
/** Letters that stand right behind digits: 120k, 1.2m, 3bn. */
const scaleLetters = setOf('k m mm mn b bn mio mrd tsd t тыс млн');
const compoundParts = setOf(
  'ein eine zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend und million millionen sech sieb een twee drie vijf zes zeven negen tien elf twaalf twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend en due tre quattro cinque sei sette otto nove dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mila mille',
);
/** Spares nearly every other word the search. */
const beginnings = new Set([...compoundParts].map((part) => part.slice(0, 2)));
/** Words that join numerals when they stand between two: "two hundred and fifty", "one point five". */
const joins = setOf('and und et y e en point comma komma virgule coma virgola vírgula a');

const longestCompound = 48;

export const isScale = (word: string): boolean => scaleWords.has(word);
export const isScaleLetter = (word: string): boolean => scaleLetters.has(word);
export const isJoin = (word: string): boolean => joins.has(word);

/** Whether a word is a number: "fifty", "twenty-five", "zweihunderttausend". */
export function isNumeral(word: string): boolean {
  if (numeralWords.has(word) || scaleWords.has(word)) return true;
  if (word.includes('-'))
    return word.length <= longestCompound && word.split('-').every((part) => isNumeral(part) || isJoin(part));
  return (
    word.length >= 6 && word.length <= longestCompound && beginnings.has(word.slice(0, 2)) && isCompound(word)
  );
}

/** Whether a word is made of number words only; each place is reached at most once. */
function isCompound(word: string): boolean {
  const reached = new Array<boolean>(word.length + 1).fill(false);
  reached[0] = true;
  for (let at = 0; at < word.length; at += 1) {
    if (!reached[at]) continue;
    for (let length = 2; length <= 9 && at + length <= word.length; length += 1)
      if (compoundParts.has(word.slice(at, at + length))) reached[at + length] = true;
  }
  return reached[word.length] === true;
}

const smallNumerals = setOf(
  `zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen half quarter dozen
  null ein eins eine einen zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf halbe anderthalb zéro un une deux trois quatre cinq sept huit neuf dix onze
  douze demi cero uno dos tres cuatro cinco seis siete ocho nueve diez doce medio tre quattro cinque sei sette otto nove dieci undici dodici mezzo dois duas três
  quatro sete oito dez doze meio een twee drie vijf zes zeven negen tien twaalf jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć один два две три
  четыре пять шесть семь восемь девять десять bir iki üç dört beş altı yedi sekiz dokuz ett två fyra fem sex sju åtta nio tio`,
);
/** A number word so small that it mostly counts things. */
export const isSmallNumeral = (word: string): boolean => smallNumerals.has(word);

/** One digit read aloud, for numbers spoken digit by digit. */
const spokenDigits = setOf(
  'zero oh one two three four five six seven eight nine double triple null eins zwei zwo drei vier fünf sechs sieben acht neun zéro un deux trois quatre cinq six sept huit neuf cero uno dos tres cuatro cinco seis siete ocho nueve',
);
export const isSpokenDigit = (word: string): boolean => spokenDigits.has(word);
