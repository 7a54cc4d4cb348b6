import { slash } from './slash.ts';
import type { Texts } from './texts.ts';

/** What Portuguese counts with. */
type Portuguese = Texts<'one' | 'many' | 'other'>;

/** What two commands do. */
const deletion =
  'Apague tudo o que eu guardo sobre você: perfil, mensagens, ensaios, acompanhamentos';

const commands: Portuguese['commands'] = {
  advice: {
    name: 'conselho',
    description: 'Pergunte ao seu coach sobre amor, encontros ou relacionamento',
    question: { name: 'pergunta', description: 'O que está na sua cabeça? Até 1.500 caracteres' },
    private: {
      name: 'privado',
      description: 'Só você vê a resposta (o padrão em servidores). Com False, todo mundo aqui vê',
    },
    screenshot: {
      name: 'captura',
      description: 'Uma imagem de conversa para eu olhar: PNG, JPEG ou WebP, até 10 MB',
    },
  },
  getAdvice: { name: 'Pedir conselho' },
  practice: {
    name: 'ensaio',
    description: 'Ensaie uma conversa: eu faço a outra pessoa e depois a gente comenta',
    kind: {
      name: 'tipo',
      description: 'O que você quer ensaiar',
      choices: {
        firstMessage: 'Uma primeira mensagem',
        askingOut: 'Chamar alguém para sair',
        hardTalk: 'Uma conversa difícil',
      },
    },
  },
  checkin: {
    name: 'acompanhamento',
    description: 'Deixe eu perguntar depois como foi alguma coisa',
    add: {
      name: 'adicionar',
      description: 'Eu pergunto sobre um plano, uma vez, nas nossas mensagens diretas',
      plan: {
        name: 'plano',
        description: 'Sobre o que perguntar, por exemplo: meu encontro de sábado',
      },
      when: { name: 'quando', description: 'Por exemplo: amanhã às 21h, sábado 18:00, em 3 dias' },
    },
    list: { name: 'lista', description: 'O que eu vou perguntar a você, e como cancelar' },
    timezone: {
      name: 'fuso',
      description: 'Diga qual é o seu fuso horário, para eu perguntar na hora certa',
      zone: { name: 'zona', description: 'Por exemplo: America/Sao_Paulo, ou só São Paulo' },
    },
  },
  profile: {
    name: 'perfil',
    description: 'O que seu coach sabe sobre você',
    setup: { name: 'configurar', description: 'Conte ao seu coach quem você é, ou mude isso' },
    view: { name: 'ver', description: 'Veja o que seu coach sabe sobre você' },
    delete: { name: 'apagar', description: deletion },
  },
  history: {
    name: 'histórico',
    description: 'Suas últimas 50 mensagens com seu coach, só para os seus olhos',
  },
  privacy: {
    name: 'privacidade',
    description: 'Receba uma cópia de tudo o que eu guardo sobre você, ou peça para apagar',
    export: {
      name: 'exportar',
      description: 'Um arquivo com tudo o que eu guardo sobre você, só para os seus olhos',
    },
    delete: { name: 'apagar', description: deletion },
  },
  help: { name: 'ajuda', description: 'O que eu sei fazer e como começar' },
};
const { advice, checkin, practice, profile, history, privacy } = commands;

export const ptBR: Portuguese = {
  commands,

  advice: {
    blank: `Sua pergunta está vazia. Me conte em uma ou duas frases o que está na sua cabeça: ${slash(advice.name, `${advice.question.name}:`)}`,
    tooLong:
      'Sua pergunta tem {{length}} caracteres, e eu consigo ler até {{limit}}. Aqui está ela, para você encurtar: o essencial basta, o resto eu pergunto.',
    noProfile:
      'Antes de responder, eu gostaria de saber com quem estou falando. Leva meio minuto, e logo depois respondo à sua pergunta.',
    goesAlong:
      'Guardei isso também. Assim que eu souber com quem estou falando, respondo a tudo junto.',
    setUp: 'Criar meu perfil',
    busy: 'Ainda estou escrevendo minha última resposta para você. Pergunte de novo quando ela terminar.',
    cooldown_one: 'Um momento: você pode perguntar de novo em {{count}} segundo.',
    cooldown_many: 'Um momento: você pode perguntar de novo em {{count}} de segundos.',
    cooldown_other: 'Um momento: você pode perguntar de novo em {{count}} segundos.',
    dailyLimit:
      'Você já perguntou tudo o que eu consigo responder em um dia. Você pode perguntar de novo {{when}}.',
    yourQuestion: 'Sua pergunta, para copiar:',
    notFound: `Essa pergunta não está mais aqui. Pergunte de novo com ${slash(advice.name)}.`,
    tryAgain: 'Tentar de novo',
    goOn: 'Continuar',
    goOnRequest: 'Continue de onde parou, por favor, no idioma em que começou.',
    followUp: 'Continuar perguntando',
    followUpLabel: 'O que mais está na sua cabeça?',
    stop: 'Parar',
    stopped: 'Parei por aqui.',
    notYours: 'Só quem fez a pergunta pode fazer isso.',
    interrupted: 'Precisei parar aqui. Tente de novo para ter a resposta inteira.',
  },

  conversation: {
    blank:
      'Estou aqui. Me conte em uma ou duas frases o que está na sua cabeça. Em servidores só consigo ler as mensagens que me mencionam e as respostas às minhas com a menção ativada.',
    tooLong:
      'Isso é mais do que consigo ler de uma vez: até {{limit}} caracteres, por favor. O essencial basta, o resto eu pergunto.',
    notAPicture:
      'Não consigo olhar **{{name}}**: sei ler texto e olhar imagens PNG, JPEG e WebP. Nada disso foi enviado a ninguém.',
    tooLarge:
      '**{{name}}** é grande demais para mim: até {{megabytes}} MB por imagem, por favor. Nada disso foi enviado a ninguém.',
    tooMany:
      'São imagens demais de uma vez: até {{pictures}}, por favor. Nada disso foi enviado a ninguém.',
    wordsNotSent:
      'Suas palavras também não foram para o meu modelo de linguagem. Envie de novo sem esse arquivo, ou com uma imagem que eu consiga olhar.',
    forwarded: 'Uma mensagem que encaminho para você:',
    answered: 'Uma resposta sua que todo mundo pode ler aqui:',
  },

  names: {
    somebody: 'alguém',
    role: 'um cargo',
    channel: 'um canal',
  },

  getAdvice: {
    received: 'Recebi esta mensagem. Como ela soa, e o que devo considerar antes de responder?',
    written: 'Escrevi esta mensagem. Como ela soa, e o que devo considerar?',
    nothing: 'Não há nada nessa mensagem que eu consiga ler: nem texto, nem imagem.',
    wordsAlone: `Também não passei adiante as palavras dessa mensagem. Se elas bastam por si só, copie para ${slash(advice.name)}.`,
  },

  practice: {
    title: 'Ensaio',
    fields: {
      who: {
        label: 'Quem é a outra pessoa?',
        description: 'Quem eu faço, por exemplo: Sam, 31, do trabalho, com timidez, adora escalar',
      },
      moment: {
        label: 'Qual é o momento?',
        description:
          'Por exemplo: depois do trabalho, na máquina de café, quero chamar Sam para sair',
      },
    },
    openingDirect:
      'Um ensaio, só entre você e eu.\n\n**Eu faço:** {{who}}\n**O momento:** {{moment}}\n\nVocê começa: é só escrever o que diria. Nada aqui é para valer, então experimente à vontade. Quando for o bastante, eu conto o que vi.',
    openingThread:
      'Um ensaio, entre você e eu. Quem gerencia os tópicos deste servidor também pode ler.\n\n**Eu faço:** {{who}}\n**O momento:** {{moment}}\n\nVocê começa: diga o que diria, com o botão ou respondendo à minha mensagem. Nada aqui é para valer, então experimente à vontade. Quando for o bastante, eu conto o que vi.',
    begun: 'A gente ensaia aqui: {{place}}',
    say: 'Dizer algo',
    line: 'O que você diz?',
    end: 'Terminar e comentar',
    request: 'Como foi? Três comentários curtos, por favor.',
    blank: 'Preciso saber as duas coisas: quem eu faço e qual é o momento. Poucas palavras bastam.',
    noProfile: 'Antes de ensaiar, eu gostaria de saber com quem estou falando. Leva meio minuto.',
    noPlace:
      'Não encontrei um lugar privado para nós: aqui não posso abrir um tópico privado, nem consigo escrever para você por mensagem direta. Permita mensagens diretas deste servidor, ou escreva você para mim.',
    over: 'Esse ensaio já terminou. Comece outro quando quiser.',
    nothingSaid:
      'A gente ainda não tinha começado, então não há o que comentar. Volte quando quiser.',
    unheard:
      'Neste tópico só chega a mim o que você diz com o botão, ou em uma mensagem que me menciona ou me responde.',
    unheardAfter:
      'Este ensaio já terminou, e não consigo ler o que você simplesmente escreve aqui: para continuar, responda a uma das minhas mensagens ou me mencione.',
  },

  checkin: {
    added:
      'Com prazer. Vou perguntar sobre isto nas nossas mensagens diretas, {{time}} ({{relative}}):\n> {{plan}}',
    addedWithCare:
      'Eu também vou perguntar como você está, nas nossas mensagens diretas: {{time}} ({{relative}}). Por favor, não espere até lá para falar com alguém.\n> {{plan}}',
    refused: 'Não guardei este plano e não vou perguntar sobre ele.',
    zoneAssumed: `Entendi isso no horário de {{zone}}, pelo idioma do seu Discord. Se o seu for outro, escolha com ${slash(checkin.name, checkin.timezone.name)}, depois cancele isto e adicione de novo.`,
    zoneChosen: `É o horário de {{zone}}, como você escolheu. Com ${slash(checkin.name, checkin.timezone.name)} você muda.`,
    cancel: 'Cancelar',
    cancelled: 'Cancelado. Não vou perguntar sobre isso.',
    gone: 'Esse acompanhamento não está mais aqui: eu já perguntei sobre ele, ou ele foi cancelado.',
    noProfile:
      'Antes de perguntar sobre qualquer coisa, eu gostaria de saber quem é você. Leva meio minuto; depois volte aqui.',
    problems: {
      planBlank: 'Ainda não vejo sobre o que perguntar: escreva seu plano em poucas palavras.',
      planTooLong:
        'Seu plano tem {{length}} caracteres, e eu consigo guardar até {{limit}}. Poucas palavras bastam.',
      notUnderstood:
        'Não entendi quando é isso. Escreva como “amanhã às 21h”, “sábado 18:00”, “em 3 dias” ou “5 de abril às 19h”.',
      past: 'Esse horário já passou. Quando devo perguntar? Por exemplo, “amanhã às 21h”.',
      tooFar: 'Falta mais de um ano para isso. Escolha um momento nos próximos doze meses.',
      tooMany: `Você tem {{limit}} acompanhamentos, que é tudo o que consigo guardar. Cancele um com ${slash(checkin.name, checkin.list.name)} e adicione este de novo.`,
    },
    typed: 'O que você escreveu, para copiar:',
    list: {
      title: 'Seus acompanhamentos',
      empty: `Não tenho nada para perguntar a você. Adicione algo com ${slash(checkin.name, checkin.add.name)}.`,
      undeliverable:
        '⚠️ marca o que eu queria perguntar sem conseguir escrever para você. Permita mensagens diretas nas configurações de privacidade de um servidor que temos em comum e adicione de novo.',
      cancel: 'Cancelar {{number}}',
      remove: 'Remover {{number}}',
    },
    zoneSet:
      'Seu fuso horário é **{{zone}}**, onde agora é {{time}}. A partir de agora, os horários que você escrever são de lá; os acompanhamentos que você já adicionou ficam como estão.',
    zoneUnknown:
      'Não conheço um fuso horário “{{zone}}”. Diga uma cidade grande perto de você, como “São Paulo” ou “Manaus”, ou o próprio fuso, como `America/Sao_Paulo` ou `America/Manaus`.',
    ask: 'Oi! Você queria que eu perguntasse sobre isto:\n> {{plan}}\nComo foi? É só me responder aqui, estou com curiosidade.',
    askLate:
      'Oi! Fiquei um tempo fora do ar; desculpe perguntar só agora. Você queria que eu perguntasse sobre isto:\n> {{plan}}\nComo foi? É só me responder aqui, estou com curiosidade.',
    askGently:
      'Oi. Você queria que eu perguntasse sobre isto:\n> {{plan}}\nComo você está hoje? Responda aqui o que quiser, estou com você.',
    askGentlyLate:
      'Oi. Fiquei um tempo fora do ar; desculpe perguntar só agora. Você queria que eu perguntasse sobre isto:\n> {{plan}}\nComo você está hoje? Responda aqui o que quiser, estou com você.',
    notAlone:
      'Se isso pesa ou dá medo, você não precisa passar por isso sem ajuda: por favor, não espere a minha resposta para falar com alguém, com uma pessoa próxima ou com as pessoas daqui.',
    endsRehearsal:
      'Com isto termina o nosso ensaio: o que você escrever agora é de novo para o seu coach.',
    request: 'Me pergunte depois sobre isto: {{plan}}',
  },

  failure: {
    notAPicture:
      'Esse arquivo não é uma imagem PNG, JPEG nem WebP, seja qual for o nome dele, então não consigo olhar. Envie com a sua pergunta uma imagem de um desses tipos, por favor. Sua pergunta está guardada.',
    picture:
      'Não consigo mais ver essa imagem. Envie de novo com a sua pergunta, por favor. Sua pergunta está guardada.',
    noVision:
      'Meu modelo de linguagem não aceitou a imagem: talvez ele não enxergue. Me conte em palavras o que há nela. Sua pergunta está guardada.',
    badKey:
      'Meu modelo de linguagem não aceita a minha chave, então não consigo responder. Quem me hospeda precisa conferir `OPENAI_API_KEY`. Sua pergunta está guardada.',
    modelNotFound:
      'O modelo de linguagem configurado para mim não existe. Quem me hospeda precisa conferir `OPENAI_MODEL` e `OPENAI_BASE_URL`. Sua pergunta está guardada.',
    rateLimited:
      'Tem gente demais perguntando ao meu modelo de linguagem ao mesmo tempo. Espere um minuto e tente de novo. Sua pergunta está guardada.',
    outOfQuota:
      'Os créditos da minha conta no modelo de linguagem acabaram, então não consigo responder. Por favor, avise quem me hospeda. Sua pergunta está guardada.',
    overloaded:
      'Meu modelo de linguagem está com problemas agora. Tente de novo em um minuto. Sua pergunta está guardada.',
    unreachable:
      'Não estou conseguindo falar com meu modelo de linguagem agora. Tente de novo em um minuto. Sua pergunta está guardada.',
    rejected:
      'Meu modelo de linguagem não aceitou este pedido. Tente de novo, talvez com outras palavras. Sua pergunta está guardada.',
    contentFilter:
      'O filtro de conteúdo do meu modelo de linguagem interrompeu esta resposta. Tente dizer com outras palavras. Sua pergunta está guardada.',
    tooLong:
      'Isso é mais do que meu modelo de linguagem consegue ler de uma vez. Tente de novo com uma pergunta mais curta; se não ajudar, quem me hospeda pode diminuir `HISTORY_MESSAGES`. Sua pergunta está guardada.',
    cutOff:
      'A conexão caiu antes de eu terminar. O que já escrevi está guardado; tente de novo para ter a resposta inteira.',
    length:
      'Fiquei sem espaço antes de terminar. O que já escrevi está guardado: peça para eu continuar ou tente de novo.',
    empty: 'Desta vez não encontrei as palavras. Tente de novo. Sua pergunta está guardada.',
    internal:
      'Algo deu errado do meu lado e não consegui fazer isso. Nada do que estava guardado se perdeu; tente de novo em um minuto.',
    unreadable: '(Sinto muito: estas palavras não podem mais ser lidas.)',
  },

  safety: {
    selfHarm:
      'Que bom que você me contou. O que você escreve me preocupa, e vem antes de todo o resto. Quem pensa em suicídio ou em se machucar, seja você ou alguém que você ama, não precisa passar por isso sem ajuda: por favor, fale agora com alguém, com uma pessoa próxima ou com as pessoas daqui.',
    violence:
      'Pelo que você escreve, parece que alguém está sendo machucado ou ameaçado, ou pode vir a ser. A segurança vem antes de todo o resto. Se é com você, a culpa não é sua. Se você tem medo do que você poderia fazer, se afaste e ligue antes que aconteça. Estas pessoas estão aí para isso.',
    minors:
      'Não escrevo nada sexual sobre menores de 18 anos, seja qual for o motivo. Se fizeram algo assim com você, a culpa não foi sua, e você merece ajuda. Se uma criança está em perigo, ou você se preocupa com o que poderia fazer, por favor procure agora estas pessoas.',
    notPlayed:
      'Isso eu não ensaio: o que eu interpreto não deve virar algo sexual. Por isso deixei o papel, e nosso ensaio termina aqui. Não é uma crítica. Se você quiser falar sobre isso, sobre proximidade, desejos ou limites, estou aqui para acompanhar você.',
    emergency: 'Em perigo agora: {{numbers}}',
    elsewhere: 'Em qualquer outro país: {{url}}',
    anywhere:
      'Em perigo agora: o número de emergência de onde você está (em muitos países, 112 ou 911). As pessoas de quem falo estão em quase todos os países; aqui você encontra as do seu: {{url}}',
    text: 'SMS para {{number}}',
    textWord: 'SMS com {{word}} para {{number}}',
  },

  profile: {
    title: 'Seu perfil',
    fields: {
      name: { label: 'Nome', description: 'Vou chamar você pelo primeiro nome' },
      age: { label: 'Idade', description: 'Um número inteiro, de {{min}} a {{max}}' },
      gender: { label: 'Gênero', description: 'Com as suas próprias palavras' },
      interests: {
        label: 'Interesses',
        description: 'Até {{limit}}, separados por vírgulas ou quebras de linha',
      },
    },
    problems: {
      nameMissing: '**Nome** está vazio: como devo chamar você?',
      nameTooLong: '**Nome** é longo demais: até {{nameLength}} caracteres, por favor.',
      ageNotANumber: '**Idade** não é um número inteiro: escreva em algarismos, por exemplo 29.',
      ageTooOld: '**Idade** está acima de {{maxAge}}: confira, por favor.',
      genderMissing: '**Gênero** está vazio: diga com as suas próprias palavras.',
      genderTooLong: '**Gênero** é longo demais: até {{genderLength}} caracteres, por favor.',
      interestsMissing: '**Interesses** está vazio: diga pelo menos uma coisa de que você gosta.',
      interestsTooMany: '**Interesses** tem itens demais: até {{interests}}, por favor.',
      interestTooLong:
        '**Interesses** tem um item longo demais: até {{interestLength}} caracteres cada um, separados por vírgulas ou quebras de linha.',
    },
    invalid: 'Ainda não guardei nada. Por favor, mude isto:',
    tooYoung:
      'Obrigado por me contar. Fui feito para pessoas adultas, a partir de {{minAge}} anos, por isso não posso ser seu coach, e não guardo nada do que você escreveu. O que você está sentindo merece ser bem ouvido mesmo assim: talvez por um adulto em quem você confia, ou pela orientação da sua escola. Se preferir falar com alguém que não conhece você, <https://findahelpline.com> mostra ajuda gratuita e sigilosa em muitos países. Desejo tudo de bom para você.',
    tooYoungKept: `Seu perfil foi apagado, e eu não sou mais seu coach. O que conversamos antes fica guardado até você apagar aqui. Se foi só um erro de digitação, crie seu perfil de novo com ${slash(profile.name, profile.setup.name)}, e continuamos de onde paramos.`,
    memory: {
      title: 'O que eu lembro',
      change: 'Mudar lembranças',
      clear: 'Apagar lembranças',
      label: 'Nas minhas palavras, ou nas suas',
      description: 'O que sei além das últimas mensagens. Esvazie para apagar.',
      unreadable:
        'Não estou conseguindo ler o que lembro de você agora. Se continuar assim, você pode apagar.',
      overtaken:
        'Enquanto isso, guardei mais lembranças, então o que você escreveu ainda não foi salvo. Aqui estão os dois: mude as lembranças mais uma vez com o que quiser manter de cada um.',
    },
    more: {
      open: 'Mais sobre você',
      title: 'Mais sobre você',
      fields: {
        pronouns: { label: 'Pronomes', description: 'Por exemplo: ela/dela, ele/dele, elu/delu' },
        seeking: {
          label: 'O que você procura',
          description: 'Por exemplo: algo sério, primeiros encontros, paz no meu namoro',
        },
        tone: {
          label: 'Como você quer que eu fale com você?',
          description: 'Tudo isto é opcional. O que ficar vazio, eu não guardo.',
        },
      },
      tones: {
        gentle: { name: 'Com delicadeza', description: 'Com paciência, acolhendo primeiro' },
        direct: { name: 'Sem rodeios', description: 'Direto ao ponto' },
        playful: { name: 'Com bom humor', description: 'Com leveza e uma pitada de graça' },
      },
      noTone: 'Como for melhor na hora',
      problems: {
        pronounsTooLong:
          '**Pronomes** é longo demais: até {{pronounsLength}} caracteres, por favor.',
        seekingTooLong:
          '**O que você procura** é longo demais: até {{seekingLength}} caracteres, por favor.',
      },
      saved: 'Anotado, vou me lembrar disso.',
    },
    typed: 'O que você escreveu',
    edit: 'Corrigir minhas respostas',
    change: 'Mudar meu perfil',
    saved: `Que bom conhecer você, **{{name}}**! Me pergunte o que quiser com ${slash(advice.name)}.`,
    changed: 'Anotado, **{{name}}**, vou me lembrar disso.',
    savedAndAnswering: 'Que bom conhecer você, **{{name}}**! Agora, à sua pergunta.',
    answering: 'Agora já sei com quem estou falando. Vamos à sua pergunta.',
    none: 'Você ainda não tem um perfil.',
  },

  privacy: {
    exported:
      'Aqui está, tudo junto, o que eu guardo sobre você: seu perfil e suas configurações, tudo o que já conversamos, com os links das suas imagens e os seus 👍 e 👎, o que eu lembro disso, seus ensaios e seus acompanhamentos, e quantas vezes você perguntou. É bem pessoal, então cuide bem disso.',
    packed:
      'É tanta coisa que precisei compactar com gzip: descompacte (na maioria dos computadores basta um clique duplo) e você terá um texto que dá para ler.',
    unreadable:
      'Uma parte não pode mais ser lida, sinto muito por isso. Onde faltam palavras, o arquivo diz “unreadable”; todo o resto está lá.',
    confirmDelete: `Isso apaga tudo o que eu guardo sobre você: seu perfil e suas configurações, tudo o que já conversamos, com os links das suas imagens e os seus 👍 e 👎, o que eu lembro disso, seus ensaios e seus acompanhamentos, e quantas vezes você perguntou. Não dá para desfazer; com ${slash(privacy.name, privacy.export.name)} você recebe uma cópia antes. O que o próprio Discord mostra da nossa conversa continua lá.`,
    deleteAll: 'Apagar tudo',
    keep: 'Manter tudo',
    deleted: `Está tudo apagado: seu perfil e suas configurações, tudo o que já conversamos, o que eu lembrava disso, seus ensaios e seus acompanhamentos, e quantas vezes você perguntou. Você pode recomeçar quando quiser com ${slash(profile.name, profile.setup.name)}.`,
    notDeleted:
      'Não consegui apagar tudo agora: uma parte pode já ter sumido, e outra ainda está aqui. Tente de novo daqui a um minuto, por favor.',
    kept: 'Nada foi apagado.',
  },

  history: {
    title: 'Suas últimas mensagens',
    empty: `Ainda não conversamos. Me pergunte algo com ${slash(advice.name)}.`,
    you: 'Você',
    coach: 'Confidant',
    status: {
      waiting: 'esperando seu perfil',
      streaming: 'sendo escrita',
      stopped: 'parada antes do fim',
      failed: 'não terminada',
    },
    page: 'Página {{page}} de {{pages}}',
    older: 'Mais antigas',
    newer: 'Mais recentes',
  },

  help: {
    title: 'Confidant, seu coach para assuntos do coração',
    body: `Eu escuto, pergunto e digo com sinceridade o que vejo, para você encontrar as suas próprias palavras e o seu próximo passo.

**Para começar**
- ${slash(profile.name, profile.setup.name)}: me conte quem você é. Leva meio minuto.
- ${slash(advice.name)}: me pergunte o que quiser sobre amor, encontros ou relacionamento.
- Ou simplesmente me escreva: nas nossas mensagens diretas, cada mensagem é uma pergunta. Em um servidor, me mencione ou me responda.
- **${commands.getAdvice.name}**, no menu de uma mensagem, em Apps: como soa uma mensagem que você recebeu. ${slash(advice.name)} também aceita a imagem de uma conversa.
- ${slash(practice.name)}: ensaie uma conversa. Eu faço a outra pessoa, e depois olhamos juntos.
- ${slash(checkin.name)}: eu pergunto depois como foi, se você quiser.

**Bom saber**
- Em servidores só você vê minhas respostas aos comandos, a não ser que coloque \`${advice.private.name}\` como False. Se você me mencionar ou me responder, todo mundo ali lê a resposta.
- Quando respondo, eu me lembro das suas últimas mensagens e, das mais antigas, do que importa: ${slash(profile.name, profile.view.name)} mostra isso e deixa você mudar ou apagar. ${slash(history.name)} mostra essas mensagens, só para você.
- ${slash(profile.name, profile.view.name)} mostra o que sei sobre você; ${slash(privacy.name)} dá a você uma cópia de tudo, ou apaga tudo.

Sou coach, não terapeuta. Se você está em perigo ou pensa em se machucar, procure por favor alguém próximo ou o serviço de emergência de onde você mora.`,
  },
};
