import { wallPhrases } from './fold-wall-text.ts';

/*
 * What pages say that stand before the page and ask who is there, in the languages most of the web is written in.
 * Only trusted where a page says little else. No phrase of a particular site.
 */

/** Are you human? */
export const botCheckPhrases = wallPhrases(
  [
    '(?:checking|verifying|validating|inspecting) (?:if the site connection is secure|(?:your|the) (?:browser|connection|device|request))',
    "(?:verif(?:y|ying)|confirm|prove|make sure|check|checking).{0,30}(?:you are|you're|not) (?:a |not a )?(?:human|real person|(?:ro)?bot)\\b",
    "(?:i'm|i am|you(?:'re| are)) not a (?:ro)?bot|are you (?:a )?(?:human|robot|bot)\\b",
    'complete the (?:security check|captcha|challenge)|(?:solve|pass) (?:the|this|a) (?:captcha|puzzle|challenge)',
    '(?:enter|type) the (?:text|characters|letters) (?:you see|shown|below|in the)|press (?:and|&) hold|(?:drag|slide|move) the (?:slider|puzzle|piece)',
    'enable (?:javascript and cookies|cookies and javascript)',
    '(?:unusual|suspicious) (?:traffic|activity)|automated (?:access|requests|queries|traffic)',
    'ddos protection|security service to protect|pardon our interruption|just a moment',
    "vérifi\\S+ (?:que )?(?:vous (?:êtes|n'êtes pas)|votre navigateur)|je ne suis pas un robot|(?:activité|trafic) (?:inhabituel|suspect)",
    'überprüf\\S* .{0,40}(?:browser|mensch|verbindung)|kein (?:ro)?bot(?:er)?\\b|ungewöhnlich\\S* (?:datenverkehr|aktivität|zugriff)|geben sie die (?:zeichen|buchstaben)',
    'no (?:soy|eres|es) un robot|(?:comprob|verific)\\S+ .{0,40}(?:navegador|humano|robot|conexión)|(?:tráfico|actividad) (?:inusual|sospechos)',
    'não (?:sou|é) um robô|(?:verific|confirm)\\S+ .{0,40}(?:navegador|humano|robô|conexão)|(?:tráfego|atividade) (?:incomum|suspeit)',
    'non (?:sono|sei) un robot|(?:verific|controll)\\S+ .{0,40}(?:browser|umano|robot|connessione)|(?:traffico|attività) (?:insolit|anomal|sospett)',
    'geen robot|(?:controle|bevestig|verifi)\\S* .{0,40}(?:browser|mens bent|robot)|ongewoon verkeer|ongebruikelijk\\S* (?:verkeer|activiteit)',
    'nie (?:jestem|jesteś) robotem|(?:sprawdz|weryfik|potwierdź)\\S* .{0,40}(?:przeglądark|człowiek|robot)|nietypow\\S+ (?:ruch|aktywność)',
    'robot olmadığın|insan olduğun|(?:tarayıcı|bağlantı)\\S* .{0,30}(?:kontrol|doğrula)|olağan ?dışı (?:trafik|etkinlik)',
    'не робот|провер\\S+ .{0,40}(?:браузер|соединени|человек)|(?:необычн|подозрительн)\\S+ (?:трафик|активност)',
    'ロボットではありません|ロボットではない|ロボットでない|人間であること|ブラウザ.{0,10}(?:確認|チェック)|接続.{0,10}確認して|通常と異なる(?:トラフィック|アクセス)|画像認証|画像に(?:表示|書)されている?文字',
    '人机(?:身份)?验证|人機驗證|验证您?是|確認您是|安全(?:验证|驗證|检查|檢查)|检查.{0,6}浏览器|檢查.{0,6}瀏覽器|异常流量|異常流量|输入验证码|輸入驗證碼|滑动.{0,6}验证',
    '로봇이 아닙니다|로봇이 아닌|사람인지|사람임을|브라우저를 확인|비정상적인 (?:트래픽|활동|접근)|자동(?:화된)? (?:접속|요청)|보안 ?문자',
    'لست روبوت|أنك إنسان|انك انسان|أنك لست|التحقق من (?:متصفحك|المتصفح|أنك|انك)|(?:مرور|زيارات|نشاط) غير (?:عادي|معتاد)',
  ],
  [
    'just a (?:moment|second|minute)|one moment,? please|please wait|hold on',
    'attention required|robot (?:check|or human)|human (?:verification|check)|captcha(?: check)?|bot (?:check|detection)',
    '(?:security|browser) (?:check|verification|challenge)|verification(?: required)?|checking your browser',
    'un (?:instant|momento?)|(?:nur )?einen moment(?: bitte)?|um momento|een (?:ogenblik|moment)|chwileczkę|bir dakika|один момент|минуточку',
    'vérification de sécurité|sicherheits(?:überprüfung|abfrage|prüfung)|(?:verificación|comprobación) de seguridad|verificação de segurança|(?:verifica|controllo) di sicurezza',
    'しばらくお待ちください|アクセスの?確認|セキュリティ(?:チェック|確認)|请稍候|請稍候|安全验证|잠시만 기다리\\S*|보안 확인|لحظة(?: من فضلك)?|проверка (?:безопасности|браузера)',
  ],
);

/** You may not: refused, blocked, not from where you are. */
export const deniedPhrases = wallPhrases(
  [
    'access (?:to (?:this|the) (?:page|site|resource|website|content|server) )?(?:has been |is |was )?(?:denied|forbidden|blocked)|forbidden access',
    '(?:you|your (?:ip|request|access|connection|country|network)(?: address)?) .{0,25}(?:been|is|are|was) (?:blocked|banned|denied)|(?:request|access) (?:has been |was )?blocked',
    "(?:don't|do not|not) have (?:the )?(?:permissions?|access|authori[sz]ation|rights?) to (?:access|view|see|open)|not (?:authori[sz]ed|permitted) to (?:access|view|see)",
    "(?:not|isn't|aren't)(?: currently| yet)? (?:available|accessible|supported|offered) (?:in|from|for|to) (?:your|the|users in|visitors from|readers in).{0,20}(?:country|region|location|area|europe|union)",
    'unavailable (?:in|from|for|to) .{0,30}(?:country|region|location|area|europe)|unavailable (?:due to|for) legal reasons',
    "vous avez été bloqué|accès (?:à (?:cette|la) page |au site |à ce site )?(?:vous )?(?:est |a été )?(?:refusé|interdit|bloqué|restreint)|(?:pas|plus) (?:l'autorisation|autorisé\\S* à|le droit) |(?:pas|in)\\s?disponible dans votre (?:pays|région)",
    'zugriff .{0,30}(?:verweigert|nicht (?:erlaubt|gestattet)|gesperrt|blockiert)|keine (?:berechtigung|zugriffsrechte)|in (?:ihrem|deinem|ihrer|deiner) (?:land|region) .{0,15}nicht verfügbar|nicht (?:in|für) (?:ihr\\S*|dein\\S*) (?:land|region)',
    'acceso .{0,30}(?:denegado|prohibido|restringido|bloqueado)|no (?:tiene|tienes) (?:permiso|acceso|autorización)|no (?:está|se encuentra) disponible en (?:su|tu) (?:país|región|zona)',
    'acesso .{0,30}(?:negado|proibido|restrito|bloqueado)|não (?:tem|possui) (?:permissão|acesso|autorização)|não (?:está )?disponível (?:no seu|em seu|na sua) (?:país|região)',
    "accesso .{0,30}(?:negato|vietato|limitato|bloccato)|non (?:hai|ha|disponi di) (?:il permesso|i permessi|l'autorizzazione|accesso)|non (?:è )?disponibile (?:nel (?:tuo|suo) paese|nella (?:tua|sua) (?:regione|zona))",
    'toegang .{0,30}(?:geweigerd|verboden|ontzegd|geblokkeerd)|geen (?:toestemming|rechten) |niet beschikbaar in (?:uw|jouw|je) (?:land|regio)',
    'dostęp .{0,30}(?:zabroniony|zablokowany|ograniczony)|odmowa dostępu|brak (?:dostępu|uprawnień)|niedostępn\\S+ w (?:twoim|państwa) (?:kraju|regionie)',
    'erişim\\S* .{0,20}(?:engellendi|reddedildi|yasak)|erişim izniniz yok|(?:ülkenizde|bölgenizde) .{0,20}(?:kullanılamıyor|mevcut değil|kullanılamaz)',
    'доступ .{0,30}(?:запрещен|запрещён|ограничен|закрыт|заблокирован)|нет (?:доступа|прав) |недоступ\\S+ в (?:вашем|вашей) (?:стране|регионе)',
    'アクセスが(?:拒否|制限|禁止)|アクセス(?:する)?権限が|(?:お住まい|お使い)の(?:国|地域).{0,20}(?:ません|できない)',
    '(?:访问|訪問|存取|请求|請求)(?:已)?(?:被)?(?:拒绝|拒絕|禁止|阻止|受限)|(?:没有|沒有|无)(?:访问)?(?:权限|權限)|您?所在的?(?:国家|地区|國家|地區).{0,15}(?:不可用|无法|無法|不支持|不提供)',
    '접근(?:이|을)? ?(?:거부|차단|제한|금지)|액세스(?:가)? ?(?:거부|차단)|권한이 없습니다|(?:국가|지역)에서(?:는)? .{0,12}수 없',
    'تم (?:رفض|حظر|منع) (?:الوصول|الدخول)|الوصول (?:مرفوض|محظور|ممنوع)|ليس لديك (?:إذن|صلاحية|تصريح)|غير (?:متاح|متوفر)\\S* في (?:بلدك|منطقتك)',
  ],
  [
    '(?:error |http )?(?:401|403|451)(?: (?:error|forbidden|unauthori[sz]ed|access denied|unavailable for legal reasons))?|forbidden|unauthori[sz]ed|access (?:denied|restricted|forbidden)|(?:you have been )?blocked|request (?:rejected|blocked)|permission denied',
    'accès (?:refusé|interdit)|zugriff verweigert|acceso (?:denegado|prohibido)|acesso negado|accesso negato|toegang geweigerd|brak dostępu|erişim engellendi|доступ (?:запрещен|запрещён|ограничен)|アクセス拒否|拒绝访问|访问被拒绝|접근 거부|액세스 거부',
  ],
);

/** Sign in first. */
export const loginPhrases = wallPhrases(
  [
    '(?:sign|log)(?:ging)?[ -]?(?:in|on)(?: or (?:sign up|register|create an account))? (?:to|before you) (?:continue|view|see|access|read|your|proceed)',
    "(?:please|you must|you need to|you(?:'ll| will) need to|you have to) (?:first )?(?:be )?(?:sign(?:ed)?|log(?:ged)?)[ -]?(?:in|on)",
    '(?:only )?(?:available|visible) (?:only )?to (?:registered|logged|signed|subscri)|(?:members|subscribers) only|(?:page|content|account|profile) is private',
    '(?:your )?session (?:has |is )?(?:expired|timed out|ended)|(?:been |were )?(?:signed|logged) out',
    'connectez-vous (?:pour|à|afin)|veuillez vous (?:connecter|identifier|reconnecter)|(?:votre )?session (?:a )?expiré|vous devez (?:être connecté|vous connecter)',
    '(?:melden sie sich|melde dich) .{0,40}\\ban\\b|bitte (?:anmelden|einloggen)|(?:sitzung|session) ist abgelaufen|sie müssen (?:sich anmelden|angemeldet)',
    'inici[ae] sesión para|debe(?:s)? iniciar sesión|(?:su|tu|la) sesión (?:ha )?(?:expirado|caducado)',
    'faça (?:o )?login|(?:entre|inicie sessão) (?:para|na sua)|(?:sua|a) sessão (?:expirou|terminou)|precisa (?:fazer login|iniciar sessão)',
    "accedi (?:per|al tuo)|effettua (?:l'accesso|il login)|(?:la )?(?:tua )?sessione (?:è )?scaduta",
    'log in (?:om|voor)|(?:meld je|meld u) aan|(?:uw|je) sessie is verlopen',
    'zaloguj się,? (?:aby|żeby)|musisz się zalogować|(?:twoja )?sesja wygasła',
    'giriş yap(?:ın|manız|mak için)|oturum(?:unuz|un)?.{0,20}(?:süresi doldu|sona erdi)|oturum açın',
    'войдите|(?:необходимо|нужно|требуется) (?:войти|авториз)|сессия (?:истекла|завершена)|время сессии истекло',
    'ログインして|ログインが必要|セッションが(?:切れ|タイムアウト|終了)',
    '请(?:先)?(?:登录|登陆)|請(?:先)?登入|(?:登录|会话)(?:已)?(?:过期|超时)|登錄後|登录后',
    '로그인(?:이 필요|하세요|해 ?주세요|하셔야|후 이용)|세션이 만료',
    '(?:يرجى|الرجاء|يجب) .{0,12}تسجيل الدخول|سجل الدخول (?:لـ|ل|إلى)|انتهت (?:صلاحية )?(?:الجلسة|جلستك)',
  ],
  [
    '(?:please )?(?:log|sign)[ -]?(?:in|on)(?: or (?:sign|join|register|log|create).{0,20})?(?: (?:to|with|at) .{0,40}| required| page)?|member login|authentication required|welcome back|sign up|(?:create|open) (?:your |an )?(?:free |new )?account|session (?:expired|timeout)',
    '(?:se )?connexion|se connecter|identifi(?:cation|ez-vous)|connectez-vous|anmelden|anmeldung|einloggen|login|iniciar? sesión|inicia(?:r)? sesión|inicio de sesión|acceder|entrar|iniciar sessão|accedi|accesso|inloggen|aanmelden|logga in|zaloguj(?: się)?|logowanie|giriş(?: yap)?|oturum aç(?:ın)?|вход(?: в (?:систему|аккаунт))?|войти|авторизация',
    'ログイン(?:してください)?|サインイン|(?:用户|用戶)?(?:登录|登錄|登入)|로그인|تسجيل الدخول',
  ],
);

/** Labels that belong to a form to sign in. */
export const loginLabels = wallPhrases(
  [],
  [
    "(?:e-?mail(?: address)?|user ?name|phone(?: number)?|email or (?:phone|username)|password|pass ?code)|(?:forgot|lost|reset) .{0,25}|remember me|keep me (?:signed|logged) in|stay signed in|show(?: password)?|(?:continue|sign (?:in|up)|log ?in|register) with .{0,20}|create (?:an |new )?account|sign up|join(?: now| us)?|register|(?:new here|new to .{0,25}|don't have an account|no account yet).{0,30}|or|next|continue|welcome",
    'adresse e-mail|mot de passe(?: oublié)?|identifiant|créer un compte|(?:e-mail-adresse|benutzername|passwort(?: vergessen)?|konto erstellen|registrieren|angemeldet bleiben)|correo(?: electrónico)?|contraseña|¿?(?:olvid|has olvid).{0,30}|usuario|regístrate|crear (?:una )?cuenta|senha|esquec.{0,25}|criar (?:uma )?conta|nome utente|password dimenticata|wachtwoord(?: vergeten)?|hasło|nazwa użytkownika|şifre|kullanıcı adı|пароль|логин|забыли пароль|регистрация|パスワード.{0,12}|メールアドレス|密码|密碼|用户名|忘记密码|비밀번호|아이디|كلمة (?:المرور|السر)|البريد الإلكتروني',
  ],
);

/** Are you old enough, where are you: a question before the page. */
export const choicePhrases = wallPhrases(
  [
    'are you (?:over|at least|of legal|older than|18|21)|(?:confirm|verify) (?:that )?(?:you are (?:over|at least|of legal|1[68]|21)|your age)|you must be (?:at least )?(?:18|21|of legal).{0,40}(?:enter|visit|access|view)',
    '(?:confirmer|vérifier|vérifiez|certifi\\S+|confirmez).{0,30}(?:âge|majeur|18 ans)|avez-vous (?:plus de )?18|(?:bestätig\\S*|sind sie|bist du).{0,30}(?:volljährig|über 1[68]|mindestens 1[68]|alt genug|alter)|(?:confirma|eres|es usted).{0,30}(?:mayor de|edad)|(?:confirme|você).{0,30}(?:maior de|idade)|(?:conferma|hai).{0,30}(?:maggiorenne|età|18 anni)|(?:bevestig|ben).{0,30}(?:18 jaar|leeftijd)|(?:potwierdź|czy masz|masz ukończone).{0,30}(?:18|wiek|pełnoletni)|18 yaşından büyük|(?:вам|мне) (?:уже )?(?:есть |исполнилось )?18|(?:18|20)歳以上ですか|年齢確認|年满18|年滿18|만 ?19세',
    '(?:select|choose|pick|confirm) (?:your|a) (?:country|region|location|language|store)|(?:choisi\\S+|sélectionn\\S+) (?:votre|un) (?:pays|région|langue)|(?:wählen sie|wähle) (?:ihr|dein|bitte)\\S* .{0,12}(?:land|region|sprache)|(?:seleccion|elij|elig)\\S+ (?:su|tu|un) (?:país|región|idioma)|(?:selecion|escolh)\\S+ (?:o |a )?(?:seu|sua|um) (?:país|região|idioma)|(?:selezion|scegli)\\S* (?:il |la )?(?:tuo|tua|un) (?:paese|regione|lingua)|(?:kies|selecteer) (?:uw|je|een) (?:land|regio|taal)|wybierz (?:swój )?(?:kraj|region|język)|(?:ülke|bölge|dil)(?:nizi|inizi)? seçin|выберите (?:вашу |свою |ваш |свой )?(?:страну|регион|язык)|国(?:・地域|または地域)?を(?:選択|お選び)|选择.{0,6}(?:国家|地区|语言)|選擇.{0,6}(?:國家|地區|語言)|(?:국가|지역|언어)를? 선택|اختر (?:بلدك|الدولة|اللغة|منطقتك)',
  ],
  [
    "age (?:verification|check|gate|restricted)|(?:country|region|language) select(?:ion|or)|altersprüfung|vérification de l'âge|verificación de edad",
  ],
);
