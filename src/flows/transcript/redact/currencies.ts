const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const codes = setOf(
  'usd eur gbp chf jpy cny rmb inr cad aud nzd sgd hkd sek nok dkk pln czk huf ron bgn try rub uah brl mxn ars clp cop pen zar ils aed sar qar egp krw twd thb idr myr php vnd pkr bdt ngn kes isk eurs',
);
const names = setOf(`
dollar dollars bucks buck cent cents euro euros eur pound pounds quid sterling pence yen yuan renminbi rupee rupees franc
francs krona kronor krone kroner koruna koruny zloty zlotys zlotych złoty złote złotych forint lira liras shekel shekels nis
dirham dirhams riyal riyals dinar dinars peso pesos reais ruble rubles rouble roubles hryvnia baht ringgit rupiah dong naira
pfund franken dollars cents livres dólares dólar euros libras libra reais dollari dollaro sterline eurot euroa eurów
рубль рубля рублей руб долларов доллара доллар евро гривен гривень tl lirası euroya kč ft kr fr rs
دولار دولارات يورو ريال درهم דולר דולרים אירו שקל שקלים रुपये रुपया डॉलर ευρώ δολάρια`);
/** Currencies whose name is also another word: only behind a large or scaled number. */
const doubtful = setOf('won rand real mark marks crown crowns sol bob');
const prefixes = setOf(
  'us u.s a au c ca can nz hk s sg r mx eur usd gbp chf rs inr sek nok dkk pln jpy cny aud cad fr kr zł',
);

export const isCurrencyWord = (word: string): boolean => names.has(word) || codes.has(word);
export const isDoubtfulCurrency = (word: string): boolean => doubtful.has(word);
export const isCurrencyPrefix = (word: string): boolean => codes.has(word) || prefixes.has(word);
export const isCurrencySign = (text: string): boolean => /^\p{Sc}$/u.test(text);

/** Amounts in scripts that write no spaces, so that no words can be told apart. */
export const spacelessAmount =
  /(?:[¥￥$＄€£₩]\s?[\p{Nd}.,]{0,20}[〇零一二三四五六七八九十百千万萬億亿兆两만억천]{1,12})|(?:[\p{Nd}.,]{1,20}|[〇零一二三四五六七八九十百千两]{1,12})[百千万萬億亿兆만억천]{0,4}\s?(?:円|元|块钱|块|人民币|美元|欧元|英镑|日元|港币|ドル|ユーロ|ポンド|원|달러|유로)/gu;
