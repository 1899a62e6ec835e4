import type { Language } from '../cues.ts';
import { plainLanguage } from './plain-language.ts';

const french = plainLanguage({
  code: 'fr',
  marks: 'le la les et est que qui dans pour pas une des nous vous je on ce au du il',
  promise: "je (?:vais|dois|vous|te|me charge de|m'occupe de|peux)|je (?=\\p{L}+rai(?!\\p{L}))",
  request:
    "(?:peux|pourrais|veux)[- ]tu(?: bien)?|(?:pouvez|pourriez|voulez)[- ]vous(?: bien)?|(?:tu|vous) (?:dois|devez|vas|allez|peux|pouvez)|il faut que (?:tu|vous)|merci de|n'oublie(?:z)? pas (?:de|d')",
  group: '(?:on|nous) (?:doit|devons|va|allons)|il (?:faut|faudra)',
  open: "quelqu'un (?:doit|devrait|peut|pourrait)",
  hedge: "peut-être|éventuellement|un jour|pourrait|devrait|probablement|à l'occasion|il faudrait",
  condition: "si|s'il|au cas où|quand",
  negation: 'pas|jamais|plus|aucun',
  habit: "toujours|d'habitude|normalement|chaque fois|avant on",
  date: "(?:d'ici|avant|pour|jusqu'à) (?:le |la |à )?\\p{L}+|demain|aujourd'hui|ce soir|lundi|mardi|mercredi|jeudi|vendredi|(?:cette|la) semaine|la semaine prochaine|fin de (?:semaine|mois|journée)",
  acceptance:
    "(?:oui,? )?(?:je m'en occupe|je le fais|bien sûr|d'accord|entendu|pas de problème|sans problème|volontiers|ça marche)",
  weakAcceptance: 'oui|ok|okay|parfait|très bien|super|voilà|mm',
  refusal: 'non|désolée?|je ne peux pas',
  wrapUp:
    'pour (?:conclure|résumer|finir|terminer)|en résumé|prochaines? (?:étapes?|réunion)|actions? à (?:faire|mener)|des questions|qui fait quoi',
  decision:
    "décid\\p{L}+|décision|on (?:garde|part sur|reste sur|choisit|retient)|c'est (?:acté|décidé|validé)|convenu",
  urgent: 'urgent|urgence|immédiatement|dès que possible|au plus vite|critique|bloquant',
  low: 'pas urgent|rien ne presse|quand (?:tu as|vous avez) le temps',
});

const spanish = plainLanguage({
  code: 'es',
  marks: 'el la los que y en de un una es por con para no se lo las del al pero',
  promise:
    '(?:yo )?(?:voy a|tengo que|debo|me encargo de|puedo)|(?:yo )?(?:me|te|les?|os) (?=\\p{L}+ré(?!\\p{L}))|yo (?=\\p{L}+ré(?!\\p{L}))',
  request:
    '(?:puedes|podrías|puede|podría|podéis|pueden)(?: por favor)?|por favor|tienes que|debes|no olvides|necesito que',
  group: '(?:tenemos|hay) que|debemos|vamos a|nos toca',
  open: 'alguien (?:tiene que|debe|debería|puede)',
  hedge: 'quizás?|tal vez|algún día|a lo mejor|probablemente|podría(?:mos)?|debería(?:mos)?|en algún momento',
  condition: 'si|cuando|en caso de',
  negation: 'no|nunca|jamás|ningún|tampoco',
  habit: 'siempre|normalmente|cada vez|antes',
  date: '(?:para|antes de|hasta|el) (?:el |la |del )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|fin|día|próxim\\p{L}+|\\d+)|mañana|hoy|esta (?:semana|tarde|noche)|la (?:próxima semana|semana que viene)|lunes|martes|miércoles|jueves|viernes',
  acceptance:
    '(?:sí,? )?(?:claro|por supuesto|lo hago|me encargo|sin problema|de acuerdo|hecho|perfecto,? lo)',
  weakAcceptance: 'sí|vale|bueno|bien|ok|perfecto|muy bien',
  refusal: 'no (?!hay problema)|lo siento|no puedo',
  wrapUp:
    'para (?:terminar|concluir|resumir|cerrar)|en resumen|próxim\\p{L}+ (?:pasos?|reunión)|alguna pregunta|tareas|quién hace qué',
  decision:
    'decid\\p{L}+|decisión|acord\\p{L}+|acuerdo|nos quedamos con|vamos con|queda(?:mos)? (?:en|decidido)',
  urgent: 'urgente|inmediatamente|cuanto antes|lo antes posible|crítico|bloquea',
  low: 'sin prisa|no (?:es|corre) (?:urgente|prisa)|cuando (?:puedas|tengas tiempo)',
});

const dutch = {
  ...plainLanguage({
    code: 'nl',
    marks: 'de het een en van ik je dat niet is we op te voor met zijn er maar ook aan',
    promise:
      'ik (?:zal|ga|moet|kan|wil)(?: het| nog| even| ook)*|ik (?=(?:stuur|maak|regel|bel|mail|schrijf|check|controleer|plan|boek|vraag|zoek|test|werk|lever|pak|neem)(?!\\p{L}))',
    request:
      '(?:kun|kan|wil|zou) (?:je|jij|u|jullie)(?: alsjeblieft| even| nog)*|(?:je|jij|jullie) (?:moet|moeten|gaat)|graag',
    group: '(?:we|wij) (?:moeten|gaan|zullen)',
    open: 'iemand (?:moet|zou|kan)',
    hedge: 'misschien|ooit|eventueel|waarschijnlijk|zou(?:den)?|een keer|op een dag',
    condition: 'als|indien|tenzij|wanneer',
    negation: 'niet|nooit|geen',
    habit: 'altijd|meestal|normaal|vroeger|elke keer',
    date: '(?:voor|tegen|uiterlijk|op|vóór) (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|morgen|het einde|\\d+)|morgen|vandaag|vanavond|(?:deze|volgende) week|maandag|dinsdag|woensdag|donderdag|vrijdag',
    acceptance: '(?:ja,? )?(?:doe ik|prima,? doe|komt goed|is goed|natuurlijk|geen probleem|zeker|graag)',
    weakAcceptance: 'ja|oké|ok|goed|prima|mooi|hm',
    refusal: 'nee|helaas|dat lukt niet',
    wrapUp:
      'tot slot|samenvattend|afronden|volgende (?:stap|stappen|keer|vergadering)|actiepunten|nog vragen|wie doet wat',
    decision: 'besloten|besluit|afgesproken|we (?:houden|kiezen|blijven|gaan voor)|beslissing|akkoord',
    urgent: 'dringend|spoed|onmiddellijk|zo snel mogelijk|kritiek|blokkeert',
    low: 'geen haast|niet dringend|als je tijd hebt',
  }),
  verbLast: true,
};

const portuguese = plainLanguage({
  code: 'pt',
  marks: 'o a os que e em de um uma é por com para não se do da no na mas eu você',
  promise: '(?:eu )?(?:vou|tenho que|preciso|fico de|me encarrego de|posso)|eu (?=\\p{L}+rei(?!\\p{L}))',
  request:
    '(?:você )?(?:pode(?! deixar)|poderia|consegue)(?: por favor)?|por favor|você (?:vai|precisa|tem que)|preciso que você',
  group: '(?:nós )?(?:temos que|precisamos|vamos|devemos)',
  open: 'alguém (?:tem que|precisa|deve|pode)',
  hedge: 'talvez|algum dia|provavelmente|poderia(?:mos)?|deveria(?:mos)?|quem sabe|em algum momento',
  condition: 'se|caso|quando',
  negation: 'não|nunca|nenhum',
  habit: 'sempre|normalmente|toda vez|antigamente',
  date: '(?:até|antes de|na|no|para) (?:a |o )?(?:segunda|terça|quarta|quinta|sexta|sábado|domingo|amanhã|fim|próxim\\p{L}+|dia)|amanhã|hoje|esta semana|(?:próxima|na) semana|segunda|terça|quarta|quinta|sexta',
  acceptance: '(?:sim,? )?(?:claro|com certeza|pode deixar|faço|combinado|sem problema|deixa comigo)',
  weakAcceptance: 'sim|ok|tá|bom|certo|perfeito|ótimo',
  refusal: 'não|infelizmente|desculpe',
  wrapUp:
    'para (?:terminar|concluir|fechar)|resumindo|em resumo|próxim\\p{L}+ (?:passos?|reunião)|alguma (?:dúvida|pergunta)|tarefas|quem faz o quê',
  decision: 'decid\\p{L}+|decisão|combinad\\p{L}+|ficamos com|vamos com|fica decidido|acordado',
  urgent: 'urgente|imediatamente|o quanto antes|o mais rápido possível|crítico|bloqueia',
  low: 'sem pressa|não é urgente|quando (?:puder|tiver tempo)',
});

const italian = plainLanguage({
  code: 'it',
  marks: 'il la che e di un una è per con non si lo le del della in sono ma io',
  promise:
    '(?:io )?(?:devo|vado a|mi occupo di|posso)|(?:io )?(?:ti|vi|gli|lo|la) (?=\\p{L}+rò(?!\\p{L}))|io (?=(?:\\p{L}+rò|mando|preparo|scrivo|faccio|controllo|chiamo|invio|aggiorno|verifico)(?!\\p{L}))|(?=(?:manderò|preparerò|scriverò|farò|controllerò|chiamerò|invierò|aggiornerò|verificherò)(?!\\p{L}))',
  request: '(?:puoi|potresti|può|potrebbe|potete)(?: per favore)?|per favore|devi|dovete|ricordati di',
  group: 'dobbiamo|bisogna|facciamo in modo di',
  open: 'qualcuno (?:deve|dovrebbe|può)',
  hedge: 'forse|magari|prima o poi|probabilmente|potremmo|dovremmo|un giorno|eventualmente',
  condition: 'se|qualora|quando',
  negation: 'non|mai|nessun',
  habit: 'sempre|di solito|normalmente|ogni volta',
  date: '(?:entro|prima di|per) (?:il |la |le )?\\p{L}+|domani|oggi|stasera|questa settimana|la (?:prossima settimana|settimana prossima)|lunedì|martedì|mercoledì|giovedì|venerdì',
  acceptance: '(?:sì,? )?(?:certo|va bene,? lo|ci penso io|lo faccio|nessun problema|senz.altro|volentieri)',
  weakAcceptance: "sì|ok|va bene|bene|perfetto|d'accordo",
  refusal: 'no|purtroppo|mi dispiace',
  wrapUp:
    'per (?:concludere|finire|riassumere)|riassumendo|prossim\\p{L}+ (?:passi|riunione)|domande|chi fa cosa',
  decision: 'decis\\p{L}+|decidiamo|concordato|teniamo|andiamo con|restiamo (?:su|con)|deciso',
  urgent: 'urgente|subito|immediatamente|il prima possibile|critico|blocca',
  low: 'senza fretta|non (?:è )?urgente|quando (?:puoi|hai tempo)',
});

/** Languages whose promises come by a table of their words. */
export const romanceAndDutch: readonly Language[] = [french, spanish, dutch, portuguese, italian];
