import { anyOf, wallPhrases } from './fold-wall-text.ts';

/*
 * What pages say when the page is missing or the site is in trouble, in the languages most of the web is written in.
 * Only trusted where a page says little else. No phrase of a particular site.
 */

/** There is no such page, or no site any more. */
export const gonePhrases = wallPhrases(
  [
    "\\b(?:page|document|resource|url|file)\\b.{0,60}\\b(?:not (?:be )?found|couldn't be found|no longer (?:exists?|available|here)|does(?:n't| not) (?:seem to )?exist|(?:has been|was|been) (?:removed|deleted|moved)|isn't (?:available|here))",
    "(?:can't|cannot|couldn't|could not|can not|unable to|didn't|did not|(?:have|have)n't) (?:seem to )?(?:find|locate) (?:the|that|this|your|what|a)\\b|nothing (?:was |to be )?found (?:here|at this)|(?:page|content) (?:is )?(?:missing|unavailable)|(?:page|content) isn't available",
    "page .{0,30}(?:introuvable|inexistante|non trouvée|supprimée)|(?:trouvé|trouver|trouvons) (?:pas )?(?:la|cette|votre|de) page|page .{0,40}n'existe (?:pas|plus)|page .{0,30}(?:(?:pas|plus) disponible|indisponible)",
    'seite .{0,60}(?:nicht (?:gefunden|vorhanden|finden|mehr|verfügbar)|existiert nicht|gelöscht)|(?:konnten|können) .{0,40}seite .{0,30}nicht finden',
    'página .{0,50}no (?:encontrada|existe|(?:se )?(?:ha )?(?:sido )?(?:encontrad|está disponible|encuentra))|no (?:encontramos|hemos (?:podido )?encontra\\S+|se (?:ha )?(?:podido )?enc\\S+) (?:la|esta|esa) página',
    'página .{0,50}não (?:(?:foi )?encontrada|existe|está disponível)|não (?:encontramos|foi possível encontrar) (?:a|esta|essa) página',
    'pagina .{0,50}non (?:(?:è stata )?trovata|esiste|(?:è )?(?:più )?disponibile)|non (?:abbiamo trovato|troviamo|riusciamo a trovare) (?:la|questa) pagina',
    'pagina .{0,50}(?:niet (?:gevonden|vinden|bestaat|meer)|bestaat niet)|(?:kunnen|konden) .{0,40}pagina niet vinden',
    'strona .{0,50}nie (?:została znaleziona|istnieje|znaleziono)|nie (?:znaleziono|znaleźliśmy|możemy znaleźć) (?:tej |takiej )?strony',
    'sayfa .{0,30}(?:bulunamadı|mevcut değil|yok|kaldırıl)|sayfayı bulamadık|sidan .{0,30}(?:hittades|finns|kunde) inte|siden .{0,30}(?:findes|finnes|blev) ikke',
    'страниц\\S+ .{0,50}(?:не (?:найдена|существует|найти)|удалена|отсутствует)|не (?:нашли|удалось найти|можем найти) (?:эту |такую |нужную )?страниц',
    'ページ(?:が|は).{0,20}(?:見つかりません|見つかりませんでした|存在しません|ありません|削除)|お探しの(?:ページ|商品)',
    '(?:页面|頁面|网页|網頁|内容).{0,12}(?:不存在|未找到|找不到|已删除|已刪除|不见了)|(?:找不到|未找到|没有找到|沒有找到).{0,10}(?:页面|頁面|网页|網頁)',
    '페이지.{0,12}(?:찾을 수 없|존재하지 않|삭제)|(?:الصفحة|هذه الصفحة).{0,30}(?:غير موجودة|لم يتم العثور|غير متوفرة|محذوفة)|لم (?:يتم العثور|نتمكن من العثور|نعثر) على (?:هذه )?الصفحة',
    'domain .{0,40}(?:for sale|is parked|has expired|may be for sale)|buy this domain|(?:this )?(?:account|website|site) (?:has been |is )(?:suspended|disabled|discontinued|deactivated)|domaine? .{0,25}(?:à vendre|expiré)|domain .{0,20}(?:zu verkaufen|steht zum verkauf)|dominio .{0,20}(?:en venta|in vendita|à venda)|домен .{0,30}(?:продается|продаётся|припаркован)|ドメイン.{0,15}(?:販売|売り)|域名.{0,8}(?:出售|过期)',
    '(?:there is no|no such) (?:page|file|document)|(?:link|address|url) .{0,40}(?:broken|out ?dated|incorrect|wrong|mistyped|expired)',
  ],
  [
    '(?:error |http |fehler |erreur |erro |errore |fout |błąd |hata |ошибка |エラー ?|错误 ?|오류 ?|خطأ ?)?(?:404|410)\\b.{0,50}',
    "(?:page |document |file |seite |página |pagina )?(?:not found|no longer available|unavailable)|(?:oops|uh[- ]?oh|whoops|sorry).{0,40}(?:page|found|lost).{0,30}|lost\\?|nothing (?:here|found)|(?:this )?page (?:does(?:n't| not) exist|isn't available(?: right now)?|is missing)",
    '(?:account|site|website) (?:suspended|disabled|expired)|page introuvable|(?:seite )?nicht gefunden|(?:página )?no encontrada|(?:página )?não encontrada|(?:pagina )?non trovata|(?:pagina )?niet gevonden|nie znaleziono(?: strony)?|(?:sayfa )?bulunamadı|(?:страница )?не найдена?|(?:ページが)?見つかりません(?:でした)?|(?:页面)?(?:未找到|不存在)|找不到(?:页面|網頁)|(?:페이지를 )?찾을 수 없(?:습니다|음)|(?:الصفحة )?غير موجودة?',
  ],
);

/** What as a whole can be out of order; an article that is "temporarily unavailable" is news, not a failed reading. */
const sites =
  '(?:web ?sites?|sites?|services?|servers?|serveurs?|pages?|app(?:lication)?|portal|platform|plateforme|seite|website|webseite|dienst|server|sitio|servicio|página|serviço|servidor|sito|servizio|pagina|dienst|strona|serwis|site|sayfa|hizmet|saйt|сайт|сервис|сервер|портал)';

/** The site is being worked on or has too many visitors, and will be back. */
export const maintenancePhrases = wallPhrases(
  [
    "(?:we(?:'ll| will| should)|we are going to|we plan to) be (?:right )?back|be back (?:soon|shortly|online|up)|(?:scheduled|planned|routine|system|site) maintenance (?:is )?(?:in progress|underway|mode)|maintenance (?:mode|in progress)",
    `(?:^|\\b(?:we|${sites})\\b.{0,30})(?:undergoing|performing|carrying out|doing|down for|closed for|offline for) .{0,40}(?:maintenance|upgrade|updates)`,
    `\\b${sites}\\b.{0,60}(?:temporarily|currently|momentarily) (?:unavailable|down|offline|closed|out of service)|service (?:is )?(?:temporarily )?unavailable|temporarily (?:unavailable|down|offline) (?:for|due to)`,
    "(?:over capacity|overloaded|(?:too many|large number of|high number of) (?:visitors|users|people)|(?:very |unusually |exceptionally )?(?:high|heavy) (?:traffic|demand|load)|waiting room|(?:you are|you're) (?:now )?in (?:line|a queue|the queue)|(?:number|position|place) in (?:the )?(?:line|queue))",
    `\\b${sites}\\b.{0,60}(?:temporairement|momentanément|actuellement) (?:indisponible|inaccessible|fermée?|interrompu|surchargé)|(?:opération|travaux|cours|raison) (?:de|d'une) maintenance|(?:trop de|très grand nombre de|forte) (?:visiteurs|connexions|demandes|affluence)|file d'attente`,
    `wartungs(?:arbeiten|modus)|\\b${sites}\\b.{0,60}(?:vorübergehend|derzeit|momentan|zurzeit) nicht (?:erreichbar|verfügbar)|(?:bald|gleich|in kürze) wieder (?:da|für sie da|erreichbar|online|zurück)|wartungspause|(?:sehr |zu )(?:hohe|viele) (?:nachfrage|auslastung|besucher|zugriffe)|warteschlange|warteraum`,
    `\\b${sites}\\b.{0,60}(?:temporalmente|actualmente) (?:no (?:está )?disponible|fuera)|(?:tareas|labores|trabajos) de mantenimiento|(?:volveremos|estaremos de vuelta|regresamos) (?:pronto|en breve)|(?:sala|lista|cola) de espera`,
    `\\b${sites}\\b.{0,60}(?:temporariamente|atualmente) (?:indisponível|fora)|(?:voltaremos|voltamos|estaremos de volta) (?:em breve|logo)|fila de espera`,
    `\\b${sites}\\b.{0,60}(?:temporaneamente|momentaneamente|attualmente) (?:non disponibile|non raggiungibile|sospeso)|(?:lavori|interventi|attività) di manutenzione|(?:torneremo|torniamo|saremo di nuovo) (?:presto|a breve|online)|coda d'attesa`,
    `\\b${sites}\\b.{0,60}(?:tijdelijk|momenteel) niet (?:beschikbaar|bereikbaar)|onderhoudswerkzaamheden|(?:snel|zo) (?:weer )?terug|wachtrij`,
    'prac\\S* (?:konserwacyjn|serwisow|techniczn)\\S*|przerw\\S+ techniczn|chwilowo niedostępn|(?:wracamy|wrócimy|będziemy) (?:wkrótce|niebawem)',
    'bakım (?:çalışması|modunda|yapılmakta|nedeniyle)|geçici olarak (?:hizmet|kullanılamıyor|kapalı|erişilemiyor)|(?:yakında|kısa süre(?:de| içinde)?) (?:geri|tekrar|yeniden)',
    `(?:технически|профилактически|ремонтны)\\S* работ|${sites}.{0,60}временно (?:недоступ|не работа|закрыт)|скоро (?:вернемся|вернёмся|заработа)`,
    'メンテナンス(?:中|のため|を(?:実施|行))|(?:サービス|サイト|サーバー?).{0,20}(?:一時|停止中|ご利用いただけません|混み合)|アクセスが集中',
    '(?:系统|系統|网站|網站|服务|服務|平台)?.{0,6}(?:维护|維護|升级|升級)(?:中|期间|期間)|暂时(?:无法访问|不可用|关闭)|暫時(?:無法|關閉)|访问(?:人数|量)过[多大]|稍后恢复',
    '점검 ?(?:중|안내|작업)|일시적으로 (?:이용|사용|접속|중단)|접속자가 많|(?:قيد|تحت|أعمال|لأعمال) (?:الصيانة|صيانة)|(?:الموقع|الخدمة) .{0,25}(?:متوقف|غير متاح|غير متوفر|مغلق)\\S* (?:مؤقت|حالي)|سنعود (?:قريب|خلال)',
  ],
  [
    "(?:(?:site|website|page|we are|we're|currently|temporarily) )?(?:under|in|down for|undergoing) (?:(?:scheduled|planned|routine|site) )?maintenance|(?:site |scheduled |planned )?maintenance(?: mode| page| in progress)?|(?:site|service|website|page|(?:http |error )?503)(?: (?:is |service )?(?:temporarily )?)?(?:unavailable|offline|down|closed)|(?:we'll be |we will be )?(?:right )?back (?:soon|shortly)|waiting room|coming back soon|(?:web)?site (?:is )?(?:offline|coming soon)",
    '(?:site )?en (?:cours de )?maintenance|maintenance en cours|wartung|(?:sitio )?en mantenimiento|(?:site )?em manutenção|(?:sito )?in manutenzione|(?:website )?in onderhoud|onderhoud|przerwa techniczna|bakım(?:dayız| çalışması)?|технические работы|メンテナンス中(?:です)?|(?:系统|網站|网站)?(?:维护|維護)中|(?:시스템 |서비스 )?점검 ?(?:중|안내)(?:입니다)?|(?:الموقع )?(?:قيد|تحت) الصيانة',
  ],
);

/** Holds only when the subject is the site: "the importer is under maintenance" is a status page's news. */
export const maintenanceOfSubject = anyOf([
  '^(?<subject>.{0,80}?)\\b(?:is|are|was|will be) (?:currently |now |temporarily |undergoing )?(?:in |under |down for |undergoing )?(?:.{0,20} )?maintenance',
  '^(?<subjectFr>.{0,80}?)\\best (?:actuellement |temporairement |momentanément )?(?:en|fermée? pour|indisponible pour)(?: cours de)? maintenance',
  '^(?<subjectDe>.{0,80}?)\\b(?:wird|werden|ist|befindet sich) .{0,40}(?:gewartet|in wartung|im wartungsmodus)',
  '^(?<subjectEs>.{0,80}?)\\b(?:está|se encuentra) .{0,20}en mantenimiento',
  '^(?<subjectPt>.{0,80}?)\\b(?:está|encontra-se) .{0,20}em manutenção',
  '^(?<subjectIt>.{0,80}?)\\b(?:è|e) .{0,20}in manutenzione',
  '^(?<subjectNl>.{0,80}?)\\b(?:is|zijn|wordt) .{0,20}(?:in onderhoud|onderhouden)',
]);

/** Words that mean the site as a whole when something is said of them. */
export const siteWords = anyOf([
  `\\b${sites}\\b`,
  '^(?:we|it|they|nous|notre|wir|unser\\S*|estamos|estou|stiamo|wij|our .{0,20})?$',
  '\\b(?:we|nous|wir|unsere|this|ce|cette|diese|esta|este|questo|questa|deze|our|notre|nuestr[oa]|noss[oa]|nostr[oa]|onze)\\b',
]);

/** Something broke. */
export const serverErrorPhrases = wallPhrases(
  [
    "internal (?:server )?error|bad gateway|gateway time-?out|(?:an?|unexpected|unknown|application|server|technical|system|database) (?:internal |unexpected |unknown |client-side |server-side )?(?:error|exception|problem) (?:has |have )?(?:occurred|happened)|error establishing a database connection|(?:we (?:are|'re) )?(?:experiencing|having) (?:some )?(?:technical|server) (?:difficulties|problems|issues)",
    "something (?:went|has gone|is) wrong|application error|(?:couldn't|could not|unable to|failed to|problem|error) (?:load|loading|display|process|fetch)(?:ing)? (?:this|the|your)? ?(?:page|content|request|data)|upstream (?:connect|request|server|timed)|(?:origin|web|backend) server .{0,30}(?:error|not respond|unreachable|timed out)|connection (?:was )?(?:timed out|refused|reset)|(?:site|page|server) can't be reached|fatal error|uncaught exception|stack trace|no healthy upstream",
    "erreur (?:interne|inattendue|technique|est survenue|serveur|s'est produite|système)|(?:problème|incident) technique|fehler (?:ist )?aufgetreten|interner (?:server)?fehler|(?:etwas|da) (?:ist|lief|ging) (?:etwas )?schief|technisch\\S* (?:fehler|problem|störung)",
    '(?:producido|ocurrido|hubo) un (?:error|problema)|error (?:interno|inesperado)|algo (?:salió|ha salido|fue) mal|problemas? técnic|ocorreu um (?:erro|problema)|erro (?:interno|inesperado)|algo deu errado|(?:verificato|riscontrato) un (?:errore|problema)|errore (?:interno|imprevisto)|qualcosa è andato storto|problema tecnico',
    'er is (?:een fout|iets (?:mis|fout)|een probleem)|technische storing|wystąpił (?:nieoczekiwany |wewnętrzny )?(?:błąd|problem)|coś poszło nie tak|(?:bir |beklenmeyen )hata oluştu|bir (?:şeyler )?(?:sorun|ters|yanlış).{0,15}(?:oluştu|gitti)|sunucu hatası',
    '(?:произошла|возникла) .{0,20}ошибка|внутренняя ошибка|что-то пошло не так|エラーが発生|問題が発生|サーバー ?エラー|(?:发生|出现|出現|發生)(?:了)?(?:错误|錯誤|异常|未知)|(?:服务器|伺服器|系统|系統)(?:内部)?(?:错误|錯誤|异常|開小差|繁忙)|出错了|오류가 발생|문제가 발생|서버 오류|حدث (?:خطأ|خلل)|خطأ (?:داخلي|في الخادم|غير متوقع)',
  ],
  [
    '(?:error |http |server error |fehler |erreur |erro |errore |hata |ошибка )?(?:50[0-9]|52[0-9])\\b.{0,40}|(?:server |application |internal |unexpected |technical )?error|oops!?|(?:oops|sorry|uh[- ]?oh).{0,15}(?:wrong|error).{0,30}|fehler|erreur|errore|błąd|hata|ошибка(?: сервера)?|エラー|错误|오류|خطأ|technical difficulties|fallo del sistema|störung',
  ],
);

/** You come too often. */
export const rateLimitedPhrases = wallPhrases(
  [
    "too many requests|rate limit(?:ed| exceeded| reached)|(?:exceeded|reached|over) (?:the|your) .{0,25}(?:limit|quota|number of requests)|(?:making|sent|sending|sending us) (?:too many|requests too)|you(?:'re| are) (?:going|moving|browsing) too (?:fast|quickly)|limiting .{0,30}requests|slow down",
    'trop de (?:requêtes|demandes|tentatives)|(?:limit|restrei)\\S+ .{0,30}(?:vos|les|nombre de) (?:demandes|requêtes|accès)|zu viele (?:anfragen|zugriffe|versuche)|demasiadas (?:solicitudes|peticiones)|(?:muitas|demasiad\\S+) (?:solicitações|requisições|pedidos|tentativas)|troppe richieste|te veel (?:verzoeken|aanvragen)|zbyt wiele (?:żądań|zapytań|prób)|(?:çok|aşırı) fazla istek|слишком много (?:запросов|попыток)|リクエスト(?:が|数).{0,10}(?:多すぎ|超え|制限)|(?:请求|請求|操作|访问)(?:过于|太|過於)(?:频繁|頻繁|多)|요청이 너무 (?:많|잦)|(?:طلبات|محاولات) كثيرة',
  ],
  ['(?:error |http )?429\\b.{0,30}|too many requests|rate limit(?:ed| exceeded)|slow down'],
);
