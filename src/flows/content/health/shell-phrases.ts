import { anyOf, wallPhrases } from './fold-wall-text.ts';

/* What pages say that have not been drawn yet or lead elsewhere, and what every such page says beside it. */

/** Scripts are needed, or another browser. */
export const scriptsPhrases = wallPhrases(
  [
    '(?:enable|activate|requires?|needs?|turn on|without|disabled|support) (?:\\w+ ){0,3}(?:javascript|js\\b)|(?:javascript|\\bjs\\b) .{0,40}(?:enabled|disabled|required|needed|activ|désactiv|requis|nécessaire|erforderlich|deaktiviert|habilit|necess|desactiv|richiest|disabilit|uitgeschakeld|vereist|włącz|wymag|etkin|devre dışı|включ|отключ)',
    '(?:activer|activez|aktivier\\S+|habilit\\S+|activ[ae]r?|ative|attiva\\S*|abilita\\S*|schakel|włącz\\S*|включите) .{0,25}javascript|javascript.{0,15}(?:有効|無効|启用|啟用|開啟|禁用|활성|켜|사용)|(?:تمكين|تفعيل|تشغيل) .{0,12}(?:javascript|جافا)',
    "(?:your )?browser (?:is |version is )?(?:not supported|unsupported|out of date|outdated|no longer supported)|(?:update|upgrade) (?:your|to a (?:modern|newer|supported)) browser|(?:isn't|not) supported by (?:this|your) browser|navigateur (?:n'est (?:pas|plus) (?:supporté|compatible|pris)|obsolète)|browser (?:wird nicht|ist veraltet|nicht (?:mehr )?unterstützt)|navegador (?:no (?:es )?(?:compatible|soportado)|não (?:é )?(?:suportado|compatível)|obsoleto)|browser non (?:è )?supportato|браузер (?:устарел|не поддерживается)|ブラウザ.{0,10}(?:サポート|対応)して(?:いません|おりません)|浏览器(?:版本)?(?:过低|不支持|不受支持)|지원(?:하지|되지) 않는 브라우저",
  ],
  [
    '(?:unsupported|outdated) browser|(?:enable )?javascript(?: (?:required|disabled|is disabled|is not available))?|update your browser',
  ],
);

/** Still loading. */
export const loadingPhrases = wallPhrases(
  [
    '^[^\\p{L}]*(?:(?:the )?(?:page|content|app|application|data|results?) (?:is|are) )?(?:now )?loading(?: (?:your|the|content|page|data|results?|more|application|app|please|site)\\b.{0,40})?[^\\p{L}]*$',
  ],
  [
    '(?:chargement|wird geladen|lade|cargando|carregando|caricamento|laden|ładowanie|yükleniyor|загрузка|идет загрузка|読み込み中|ロード中|加载中|載入中|正在加载|로딩|불러오는|جار|جاري).{0,30}',
    'loading|please wait(?: (?:while|a moment).{0,40})?|einen moment bitte|patientez|veuillez patienter|bitte warten|espere por favor|aguarde|attendere prego|even geduld',
  ],
);

/** The page is somewhere else. */
export const forwardPhrases = wallPhrases(
  [
    '(?:you (?:are being|will be|should be|are)|being|now|page is) (?:automatically )?(?:redirected|forwarded)|redirecting(?: you)?(?: to| …|\\.\\.\\.|…)|(?:if|click) .{0,60}(?:redirected|redirect automatically)|(?:page|site|document|object) (?:has |was )?(?:permanently |temporarily )?moved (?:to|here|permanently|temporarily)|you are (?:now )?leaving',
    '(?:vous (?:allez être|êtes|serez)|redirection) .{0,20}(?:redirigé|en cours|automatique)|(?:sie werden|weiterleitung|du wirst) .{0,30}(?:weitergeleitet|erfolgt|umgeleitet)|(?:está|será|siendo|vamos a) .{0,15}redirig|(?:você|está) .{0,20}redirecionad|redirecionando|(?:verrai|sarai|stai per essere|reindirizzamento) .{0,20}(?:reindirizzat|in corso)|(?:u|je) wordt .{0,20}doorgestuurd|(?:nastąpi|trwa) przekierowanie|yönlendiril|перенаправл|リダイレクト(?:し|中)|自動的に(?:移動|転送)|(?:正在|自动)?跳转(?:中|到)|正在(?:为您)?跳转|이동(?:합니다|중입니다)|إعادة توجيه',
  ],
  [
    'redirecting(?: you)?|redirect|object moved|(?:301|302|303|307|308)\\b.{0,30}|moved permanently|found|you are being redirected|weiterleitung|redirection|redirigiendo|redirecionando|reindirizzamento',
  ],
);

/** Cookies first. Beside them a button that agrees and one that does not. */
export const consentPhrases = wallPhrases(
  [
    '\\b(?:cookies?|consent|our (?:\\d+ )?partners|personali[sz]ed (?:ads|content)|ad measurement|data processing|gdpr)\\b|données (?:personnelles|de navigation)|traceurs|vos choix|einwilligung|personenbezogene|datenschutzeinstellungen|nuestros (?:\\d+ )?socios|nossos (?:\\d+ )?parceiros|nostri (?:\\d+ )?partner|onze (?:\\d+ )?partners|zgod\\S+|ciasteczk|plików cookie|çerez|файл\\S+ cookie|куки|クッキー|個人データ|隐私设置|쿠키|ملفات تعريف الارتباط',
  ],
  [
    "before (?:you|we) continue(?: to .{0,30})?|(?:we|your) (?:value|care about|respect)? ?(?:your )?privacy(?: (?:choices|matters|settings))?|cookie (?:consent|settings|preferences|notice)|avant (?:de continuer|d'accéder).{0,30}|bevor (?:sie|du|es) (?:fortfahren|fortfährst|weitergeh\\S+).{0,30}|antes de (?:continuar|ir).{0,30}|prima di (?:continuare|procedere).{0,30}|voordat (?:u|je) (?:verdergaat|verder ?gaat|doorgaat).{0,30}|zanim (?:przejdziesz|zaczniesz).{0,30}|devam etmeden önce.{0,30}|прежде чем (?:продолжить|перейти).{0,30}|続行する前に.{0,20}|在您?继续.{0,12}之前|계속하기 전에.{0,20}",
  ],
);

/** The buttons of a consent dialog. */
export const consentButtons = anyOf([
  '^(?:i )?(?:accept|agree|allow|reject|decline|deny|refuse)(?: (?:all|and (?:continue|close|proceed)|cookies|all cookies|optional|non-essential))*$|^(?:manage|more|customi[sz]e|cookie|privacy)? ?(?:options|settings|preferences|choices)$|^(?:necessary|essential) (?:only|cookies.*)$|^got it$|^(?:manage|customi[sz]e)\\b.{0,25}$',
  '^(?:tout )?(?:accepter|refuser)(?: tout| et continuer)?$|^(?:paramétrer|personnaliser|gérer)\\b.{0,25}$|^continuer sans accepter.{0,4}$|^(?:alle[sn]? )?(?:akzeptieren|ablehnen|zustimmen|annehmen)$|^(?:alle )?cookies (?:akzeptieren|ablehnen|zulassen)$|^(?:nur )?notwendige.{0,20}$|^(?:aceptar|rechazar|aceitar|rejeitar|recusar|accetta|rifiuta)(?: (?:todo|todas|tudo|tutti|tutto|todos|cookies))*$|^(?:alles )?(?:accepteren|weigeren|afwijzen)$|^(?:zaakceptuj|odrzuć|akceptuję)(?: wszystk\\S+)?$|^(?:tümünü )?(?:kabul et|reddet)$|^(?:принять|отклонить)(?: вс[её])?$|^(?:すべて)?(?:同意|拒否|許可)(?:する|します)?$|^(?:全部|我)?(?:接受|同意|拒绝|拒絕)(?:全部)?$|^(?:모두 )?(?:동의|거부|수락)(?:합니다|하기)?$|^(?:قبول|رفض|موافق)(?: الكل)?$',
]);

/** What stands beside the message on any such page: apologies, ways out, tokens for the support. */
export const helpPhrases = anyOf([
  "^(?:we(?:'re| are) )?(?:very |really )?sorry\\b|apologi[sz]e|^(?:oops|uh[- ]?oh|whoops)|(?:try|come|check|visit) (?:us )?(?:again|back|later)|(?:go|back|return|take me) (?:back )?(?:to )?(?:the )?(?:home|main|front|previous|start)|^(?:home|home ?page|go back|retry|reload|refresh|try again|continue|contact(?: us)?|help|support|search|next|submit|ok|close|back|learn more|menu)$",
  '(?:contact|reach|e-?mail|call) (?:us|our|the (?:site|web)|your|support|customer)|(?:ref(?:erence)?|ray|request|incident|event|support|error|trace|session|correlation|block) ?(?:id|code|number|no\\.?|#|:).{0,60}|your ip(?: address)?|check (?:the|your) (?:url|address|spelling|connection|internet)|(?:use|try) (?:the|our) (?:search|menu|navigation|links)|thank you for your (?:patience|understanding)|performance (?:&|and) security by|powered by|all rights reserved|^©|copyright|^\\d{4,}$|^[0-9a-f-]{16,}$',
  'désolé|(?:nous )?(?:vous )?(?:prions|présentons).{0,15}excuse|réessay|retour(?:ner)? (?:à|au|sur)|revenir|revenez|merci de votre|entschuldig|(?:es )?tut uns leid|versuchen sie|(?:zurück )?zur(?:ück)? (?:zur )?(?:startseite|homepage)|^zurück|^startseite|^hilfe|^kontakt|lo sentimos|disculp|inténtelo|inténtalo|vuelva|volver|^inicio|desculp|lamentamos|tente (?:novamente|mais)|voltar|^início|ci dispiace|ci scusiamo|riprova|torna(?:re)? (?:alla|indietro)|^home$|excuses|onze excuses|probeer|terug naar|przepraszamy|spróbuj|wróć|powrót|üzgünüz|özür|tekrar dene|ana ?sayfa|geri dön',
  'извин|приносим|попробуйте|повторите|на главную|вернуться|申し訳|お詫び|再度|もう一度|後ほど|トップ(?:ページ)?|戻る|ホームへ|抱歉|对不起|對不起|请稍后|請稍後|稍后再试|返回|首页|首頁|죄송|불편을|다시 시도|잠시 후|홈으로|메인으로|돌아가기|عذر|نأسف|نعتذر|آسف|حاول مرة|الرئيسية|العودة|لاحق',
]);

/** Come again later: with little else on the page, a sign that this is not what stands there otherwise. */
export const laterPhrases = anyOf([
  '(?:try|come|check|visit us) (?:again|back) (?:later|soon|shortly|in )|(?:please )?be patient|réessayez|revenez|revenir (?:nous voir|plus tard)|ultérieurement|(?:versuchen sie|später|bald) .{0,30}(?:erneut|noch ?einmal|wieder)|vuelva a intentar|(?:inténtelo|inténtalo|vuelva|vuelve) .{0,20}(?:más tarde|nuevo|pronto)|tente novamente|volte (?:mais tarde|em breve)|riprova|torna(?:te)? (?:più tardi|presto|a trovarci)|probeer .{0,20}(?:later|opnieuw)|spróbuj (?:ponownie|później)|(?:daha )?sonra tekrar|попробуйте (?:позже|снова|еще|ещё)|зайдите позже|後ほど|しばらく(?:して|経って|たって)から|稍后再|稍後再|잠시 후|나중에 다시|لاحق',
]);
