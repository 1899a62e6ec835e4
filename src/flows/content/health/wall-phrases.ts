/**
 * What pages that are not the page say, in the languages most of the web is written in. Only trusted on short pages:
 * a long page may talk about captchas. No phrase of a particular site.
 */
export const botCheckPhrases = phrases(
  'checking (?:your|the) (?:browser|connection)',
  'verif(?:y|ying) (?:that )?you are (?:a )?human',
  'are you (?:a )?(?:human|robot)',
  "(?:i'm|i am|you(?:'re| are)) not a (?:ro)?bot",
  'complete the (?:security check|captcha)',
  '(?:solve|pass) (?:the|this|a) captcha',
  'enable javascript and cookies',
  'unusual (?:traffic|activity)',
  'automated (?:access|requests|queries)',
  'just a moment',
  'attention required',
  'access (?:to this page )?(?:has been |is )?denied',
  'request (?:has been )?blocked',
  'ddos protection',
  'pardon our interruption',
  'vérifi\\S+ que vous (?:êtes|n.êtes pas)',
  'activité inhabituelle',
  'überprüf\\S+ (?:ihren|deinen) browser',
  'kein roboter',
  'no (?:soy|eres) un robot',
  'comprobando (?:su|tu|que)',
  'não sou um robô',
  'non sono un robot',
  'я не робот',
  'ロボットではありません',
  '人机验证|验证您是|安全验证',
  '로봇이 아닙니다',
);

export const loginPhrases = phrases(
  '(?:sign|log) ?in to (?:continue|view|see|access|your)',
  '(?:please|you must|you need to) (?:sign|log) ?in',
  '(?:members|subscribers) only',
  'connectez-vous (?:pour|à)',
  'veuillez vous (?:connecter|identifier)',
  '(?:bitte )?(?:melden sie sich|melde dich) an',
  'inici[ae] sesión para',
  'faça login',
  'accedi per',
  'log in om',
  'войдите',
  'ログインして',
  '请(?:先)?登录',
  '로그인(?:이 필요|하세요)',
);

/** Titles and headings of pages that exist to sign in. */
export const loginTitles = phrases(
  '\\b(?:log|sign)[ -]?(?:in|on)\\b',
  'connexion|identifi(?:cation|ez-vous)|se connecter',
  'anmeld(?:en|ung)|einloggen',
  'inici(?:ar|o de) sesión|acceder',
  'entrar|iniciar sessão',
  'accedi\\b|inloggen|logga in|zaloguj',
  'вход|войти',
  'ログイン|登录|登入|로그인',
);

/** What can be out of order; an article that is "temporarily unavailable" is news, not a failed reading. */
const sites =
  '(?:site|website|service|server|serveur|page|app|application|seite|dienst|sitio|servicio|serviço|sito|servizio|сайт|сервис)';

export const maintenancePhrases = phrases(
  '(?:under|down for|undergoing|in) (?:scheduled |planned |routine )?maintenance',
  'we.{0,20} performing .{0,20}maintenance',
  'maintenance (?:mode|in progress)',
  "(?:we'll|we’ll|we will) be (?:right )?back (?:soon|shortly|online)",
  `${sites}\\b.{0,60}(?:temporarily|currently) (?:unavailable|down|offline|closed)`,
  'service (?:temporarily )?unavailable',
  '(?:over capacity|too many (?:visitors|users|requests)|(?:very |unusually )?high traffic)',
  'en (?:cours de )?maintenance',
  `${sites}\\b.{0,60}(?:temporairement|momentanément) (?:indisponible|inaccessible|fermé|interrompu)`,
  `wartungs(?:arbeiten|modus)|gewartet|${sites}\\b.{0,60}vorübergehend nicht (?:erreichbar|verfügbar)`,
  `en mantenimiento|${sites}\\b.{0,60}temporalmente (?:no disponible|fuera)`,
  `em manutenção|${sites}\\b.{0,60}temporariamente indisponível`,
  `in manutenzione|${sites}\\b.{0,60}temporaneamente non disponibile`,
  'in onderhoud',
  `технические работы|${sites}.{0,60}временно недоступ`,
  'メンテナンス中',
  '(?:系统|網站|网站|服务)?(?:维护|維護)中',
  '점검 ?중',
);

export const gonePhrases = phrases(
  '^\\W*(?:error |http )?(?:404|410)\\b',
  '(?:page|document|resource|url|content|file)\\b.{0,40}\\b(?:not found|could(?: not|n.t) be found|no longer (?:exists|available)|does(?: not|n.t) exist|(?:has been|was) removed)',
  '^\\W*(?:page )?not found\\W*$',
  "(?:can't|cannot|can’t|couldn't|couldn’t|could not|unable to) find (?:the|that|this|your)? ?page",
  'page (?:est )?(?:introuvable|inexistante|non trouvée)|(?:trouvé|trouver|trouvons) (?:la|cette|votre) page|page .{0,30}n.existe (?:pas|plus)',
  'seite (?:wurde )?(?:leider )?nicht gefunden|seite .{0,30}existiert nicht',
  'página .{0,20}no (?:encontrada|existe|se ha encontrado)|no (?:encontramos|hemos encontrado) la página',
  'página não (?:encontrada|existe)',
  'pagina non (?:trovata|esiste)',
  'pagina niet gevonden',
  'sidan .{0,20}(?:hittades|finns) inte',
  'страница не (?:найдена|существует)',
  'ページが見つかりません|お探しのページ',
  '页面不存在|找不到(?:该)?页面|找不到網頁',
  '페이지를 찾을 수 없',
);

export const serverErrorPhrases = phrases(
  '^\\W*(?:error |http )?50[0234]\\b',
  'internal (?:server )?error',
  'internal error (?:has )?occurred',
  'bad gateway|gateway time-?out',
  '(?:an?|unexpected|unknown|application) error (?:has )?occurred',
  'something went wrong',
  'application error',
  'erreur (?:interne|inattendue|est survenue|serveur|s.est produite)',
  'fehler (?:ist )?aufgetreten|interner (?:server)?fehler',
  '(?:producido|ocurrido) un error|error interno',
  'ocorreu um erro|erro interno',
  'verificato un errore|errore interno',
  'er is (?:een fout|iets mis)',
  'произошла ошибка|внутренняя ошибка',
  'エラーが発生',
  '发生错误|服务器错误|伺服器錯誤',
  '오류가 발생',
);

export const scriptsNeededPhrases = phrases(
  '(?:enable|activate|requires?|needs?|turn on|without|disabled|support) (?:\\w+ ){0,3}(?:javascript|js\\b)',
  '(?:javascript|\\bjs\\b) .{0,40}(?:enabled|disabled|required|needed|activ|désactiv|requis|erforderlich|habilit|necess|richiest|uitgeschakeld|включ)',
  '(?:activer|activez|aktivieren|habilit\\S+|activ[ae]r?|ative|attiva\\S*|включите) .{0,20}javascript',
  'javascript.{0,10}(?:有効|启用|啟用|활성)',
);

export const loadingPhrases = phrases(
  '^\\W*(?:loading|chargement|wird geladen|lade|cargando|carregando|caricamento|laden|загрузка|読み込み中|加载中|載入中|로딩)\\b',
);

function phrases(...alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.map((one) => `(?:${one})`).join('|'), 'iu');
}
