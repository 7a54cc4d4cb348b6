import { slash } from './slash.ts';
import type { Texts } from './texts.ts';

/** What Spanish counts with. */
type Spanish = Texts<'one' | 'many' | 'other'>;

/** What two commands do. */
const deletion = 'Borra todo lo que guardo de ti: perfil, mensajes, ensayos y seguimientos';

const commands: Spanish['commands'] = {
  advice: {
    name: 'consejo',
    description: 'Pregúntale a tu coach sobre el amor, las citas o la pareja',
    question: {
      name: 'pregunta',
      description: '¿Qué te ronda por la cabeza? Hasta 1500 caracteres',
    },
    private: {
      name: 'privado',
      description:
        'Solo tú ves la respuesta (lo normal en servidores). Con False la ve todo el mundo aquí',
    },
    screenshot: {
      name: 'captura',
      description: 'Una imagen de un chat para que la mire: PNG, JPEG o WebP, hasta 10 MB',
    },
  },
  getAdvice: { name: 'Pedir consejo' },
  practice: {
    name: 'ensayo',
    description: 'Ensaya una conversación: yo hago de la otra persona y luego la comentamos',
    kind: {
      name: 'tipo',
      description: 'Qué quieres ensayar',
      choices: {
        firstMessage: 'Un primer mensaje',
        askingOut: 'Invitar a alguien a salir',
        hardTalk: 'Una conversación difícil',
      },
    },
  },
  checkin: {
    name: 'seguimiento',
    description: 'Deja que te pregunte más adelante cómo te fue con algo',
    add: {
      name: 'añadir',
      description: 'Haz que te pregunte por un plan, una vez, en nuestros mensajes directos',
      plan: { name: 'plan', description: 'Sobre qué preguntarte, por ejemplo: mi cita del sábado' },
      when: {
        name: 'cuándo',
        description: 'Por ejemplo: mañana a las 21, sábado 18:00, en 3 días',
      },
    },
    list: { name: 'lista', description: 'Lo que te voy a preguntar, y cómo cancelarlo' },
    timezone: {
      name: 'zona-horaria',
      description: 'Dime tu zona horaria, para que pregunte en el momento justo',
      zone: { name: 'zona', description: 'Por ejemplo: Europe/Madrid, o solo Madrid' },
    },
  },
  profile: {
    name: 'perfil',
    description: 'Lo que tu coach sabe de ti',
    setup: { name: 'configurar', description: 'Cuéntale a tu coach quién eres, o cámbialo' },
    view: { name: 'ver', description: 'Mira lo que tu coach sabe de ti' },
    delete: { name: 'borrar', description: deletion },
  },
  history: {
    name: 'historial',
    description: 'Tus últimos 50 mensajes con tu coach, solo para tus ojos',
  },
  privacy: {
    name: 'privacidad',
    description: 'Llévate una copia de todo lo que guardo de ti, o haz que lo borre',
    export: {
      name: 'exportar',
      description: 'Un archivo con todo lo que guardo de ti, solo para tus ojos',
    },
    delete: { name: 'borrar', description: deletion },
  },
  help: { name: 'ayuda', description: 'Qué puedo hacer y cómo empezar' },
};
const { advice, checkin, practice, profile, history, privacy } = commands;

export const es: Spanish = {
  commands,

  advice: {
    blank: `Tu pregunta está vacía. Cuéntame en una o dos frases qué te ronda por la cabeza: ${slash(advice.name, `${advice.question.name}:`)}`,
    tooLong:
      'Tu pregunta tiene {{length}} caracteres y puedo leer hasta {{limit}}. Aquí la tienes para acortarla: con lo esencial basta, lo demás te lo pregunto yo.',
    noProfile:
      'Antes de responderte, me gustaría saber con quién hablo. Es medio minuto, y enseguida contesto a tu pregunta.',
    goesAlong: 'Eso también lo guardo. En cuanto sepa con quién hablo, respondo a todo junto.',
    setUp: 'Crear mi perfil',
    busy: 'Todavía estoy escribiendo mi última respuesta para ti. Vuelve a preguntar cuando termine.',
    cooldown_one: 'Un momento: puedes volver a preguntar en {{count}} segundo.',
    cooldown_many: 'Un momento: puedes volver a preguntar en {{count}} de segundos.',
    cooldown_other: 'Un momento: puedes volver a preguntar en {{count}} segundos.',
    dailyLimit:
      'Ya me has preguntado todas las veces que puedo responder en un día. Podrás volver a preguntar {{when}}.',
    yourQuestion: 'Tu pregunta, para copiarla:',
    notFound: `Esa pregunta ya no está. Vuelve a hacérmela con ${slash(advice.name)}.`,
    tryAgain: 'Intentar de nuevo',
    goOn: 'Continuar',
    goOnRequest: 'Sigue donde lo dejaste, por favor, en el idioma en que empezaste.',
    followUp: 'Seguir preguntando',
    followUpLabel: '¿Qué más te ronda por la cabeza?',
    stop: 'Parar',
    stopped: 'Aquí paré.',
    notYours: 'Eso solo puede hacerlo la persona que preguntó.',
    interrupted: 'Aquí tuve que parar. Inténtalo de nuevo para tener la respuesta entera.',
  },

  conversation: {
    blank:
      'Aquí estoy. Cuéntame en una o dos frases qué te ronda por la cabeza. En los servidores solo puedo leer los mensajes que me mencionan y las respuestas a los míos con la mención activada.',
    tooLong:
      'Eso es más de lo que puedo leer de una vez: hasta {{limit}} caracteres, por favor. Con lo esencial basta, lo demás te lo pregunto yo.',
    notAPicture:
      'No puedo mirar **{{name}}**: sé leer texto y mirar imágenes PNG, JPEG y WebP. Del archivo no se envió nada a nadie.',
    tooLarge:
      '**{{name}}** es demasiado grande para mí: hasta {{megabytes}} MB por imagen, por favor. Del archivo no se envió nada a nadie.',
    tooMany:
      'Son demasiadas imágenes de una vez: hasta {{pictures}}, por favor. Del archivo no se envió nada a nadie.',
    wordsNotSent:
      'Tus palabras tampoco han llegado a mi modelo de lenguaje. Envíamelas otra vez sin ese archivo, o con una imagen que yo pueda mirar.',
    forwarded: 'Un mensaje que te reenvío:',
    answered: 'Una respuesta tuya que aquí puede leer todo el mundo:',
  },

  names: {
    somebody: 'alguien',
    role: 'un rol',
    channel: 'un canal',
  },

  getAdvice: {
    received:
      'Me llegó este mensaje. ¿Cómo suena y qué debería tener en cuenta antes de responder?',
    written: 'Escribí este mensaje. ¿Cómo suena y qué debería tener en cuenta?',
    nothing: 'En ese mensaje no hay nada que yo pueda leer: ni texto ni imagen.',
    wordsAlone: `Tampoco he pasado a nadie las palabras de ese mensaje. Si bastan por sí solas, cópialas en ${slash(advice.name)}.`,
  },

  practice: {
    title: 'Ensayo',
    fields: {
      who: {
        label: '¿Quién es la otra persona?',
        description:
          'De quién hago yo, por ejemplo: Sam, 31, del trabajo, con timidez, le encanta escalar',
      },
      moment: {
        label: '¿Cuál es el momento?',
        description:
          'Por ejemplo: al salir del trabajo, junto a la cafetera, quiero invitar a Sam a salir',
      },
    },
    openingDirect:
      'Un ensayo, solo entre tú y yo.\n\n**Yo hago de:** {{who}}\n**El momento:** {{moment}}\n\nEmpiezas tú: simplemente escribe lo que dirías. Aquí nada va en serio, así que prueba lo que quieras. Cuando te parezca suficiente, te cuento lo que vi.',
    openingThread:
      'Un ensayo, entre tú y yo. Quienes gestionan los hilos de este servidor también pueden leerlo.\n\n**Yo hago de:** {{who}}\n**El momento:** {{moment}}\n\nEmpiezas tú: di lo que dirías, con el botón o respondiendo a mi mensaje. Aquí nada va en serio, así que prueba lo que quieras. Cuando te parezca suficiente, te cuento lo que vi.',
    begun: 'Ensayamos aquí: {{place}}',
    say: 'Decir algo',
    line: '¿Qué dices?',
    end: 'Terminar y comentar',
    request: '¿Qué tal estuvo? Tres notas breves, por favor.',
    blank:
      'Necesito saber las dos cosas: de quién hago y cuál es el momento. Bastan unas pocas palabras.',
    noProfile: 'Antes de ensayar, me gustaría saber con quién hablo. Es medio minuto.',
    noPlace:
      'No encontré un lugar privado para nosotros: aquí no puedo abrir un hilo privado y tampoco puedo escribirte por mensaje directo. Permite los mensajes directos de este servidor, o escríbeme tú.',
    over: 'Ese ensayo ya terminó. Empieza otro cuando quieras.',
    nothingSaid:
      'Todavía no habíamos empezado, así que no hay nada que comentar. Vuelve cuando quieras.',
    unheard:
      'En este hilo solo me llega lo que dices con el botón, o en un mensaje que me menciona o me responde.',
    unheardAfter:
      'Este ensayo ya terminó, y no puedo leer lo que escribes aquí sin más: para seguir, responde a uno de mis mensajes o mencióname.',
  },

  checkin: {
    added:
      'Con gusto. Te preguntaré por esto el {{time}} ({{relative}}), en nuestros mensajes directos:\n> {{plan}}',
    addedWithCare:
      'Yo también te preguntaré cómo estás: el {{time}} ({{relative}}), en nuestros mensajes directos. Por favor, no esperes hasta entonces para hablar con alguien.\n> {{plan}}',
    refused: 'No guardé este plan, y no te preguntaré por él.',
    zoneAssumed: `Entendí que es la hora de {{zone}}, por el idioma de tu Discord. Si la tuya es otra, elígela con ${slash(checkin.name, checkin.timezone.name)}, luego cancela esto y vuelve a añadirlo.`,
    zoneChosen: `Es la hora de {{zone}}, como la elegiste. Con ${slash(checkin.name, checkin.timezone.name)} la cambias.`,
    cancel: 'Cancelar',
    cancelled: 'Cancelado. No te preguntaré por eso.',
    gone: 'Ese seguimiento ya no está: ya te pregunté por él o se canceló.',
    noProfile:
      'Antes de poder preguntarte por algo, me gustaría saber quién eres. Es medio minuto; después vuelve a esto.',
    problems: {
      planBlank: 'Todavía no veo sobre qué preguntarte: escribe tu plan en pocas palabras.',
      planTooLong:
        'Tu plan tiene {{length}} caracteres y puedo recordar hasta {{limit}}. Bastan unas pocas palabras.',
      notUnderstood:
        'No entiendo cuándo es eso. Escríbelo como “mañana a las 21”, “sábado 18:00”, “en 3 días” o “5 de abril 19:00”.',
      past: 'Ese momento ya pasó. ¿Cuándo te pregunto? Por ejemplo, “mañana a las 21”.',
      tooFar: 'Falta más de un año para eso. Elige un momento dentro de los próximos doce meses.',
      tooMany: `Tienes {{limit}} seguimientos, que es todo lo que puedo recordar. Cancela uno con ${slash(checkin.name, checkin.list.name)} y vuelve a añadir este.`,
    },
    typed: 'Lo que escribiste, para copiarlo:',
    list: {
      title: 'Tus seguimientos',
      empty: `No tengo nada que preguntarte. Añade algo con ${slash(checkin.name, checkin.add.name)}.`,
      undeliverable:
        '⚠️ marca lo que quería preguntarte sin poder escribirte. Permite los mensajes directos en la privacidad de un servidor que compartamos y vuelve a añadirlo.',
      cancel: 'Cancelar {{number}}',
      remove: 'Quitar {{number}}',
    },
    zoneSet:
      'Tu zona horaria es **{{zone}}**, donde ahora es {{time}}. A partir de ahora, las horas que escribas serán de allí; los seguimientos que ya añadiste se quedan en su momento.',
    zoneUnknown:
      'No conozco la zona horaria “{{zone}}”. Dime una ciudad grande de tu zona, como “Madrid” o “Bogotá”, o la propia zona, como `Europe/Madrid` o `America/Bogota`.',
    ask: '¡Hola! Querías que te preguntara por esto:\n> {{plan}}\n¿Qué tal te fue? Respóndeme por aquí, tengo curiosidad.',
    askLate:
      '¡Hola! Pasé un tiempo sin conexión; perdona que te pregunte tan tarde. Querías que te preguntara por esto:\n> {{plan}}\n¿Qué tal te fue? Respóndeme por aquí, tengo curiosidad.',
    askGently:
      'Hola. Querías que te preguntara por esto:\n> {{plan}}\n¿Cómo estás hoy? Respóndeme por aquí lo que quieras, aquí estoy.',
    askGentlyLate:
      'Hola. Pasé un tiempo sin conexión; perdona que te pregunte tan tarde. Querías que te preguntara por esto:\n> {{plan}}\n¿Cómo estás hoy? Respóndeme por aquí lo que quieras, aquí estoy.',
    notAlone:
      'Si te pesa o te da miedo, no tienes que pasar por eso a solas: por favor, no esperes a mi respuesta para hablar con alguien, con una persona cercana o con la gente de aquí abajo.',
    endsRehearsal:
      'Con esto termina nuestro ensayo: lo que escribas ahora vuelve a ser para tu coach.',
    request: 'Pregúntame más adelante por esto: {{plan}}',
  },

  failure: {
    notAPicture:
      'Ese archivo no es una imagen PNG, JPEG ni WebP, diga lo que diga su nombre, así que no puedo mirarlo. Por favor, envíame con tu pregunta una imagen de uno de esos tipos. Tu pregunta queda guardada.',
    picture:
      'Ya no puedo ver esa imagen. Por favor, envíamela otra vez con tu pregunta. Tu pregunta queda guardada.',
    noVision:
      'Mi modelo de lenguaje no aceptó la imagen: quizá no puede ver. Cuéntame con palabras lo que hay en ella. Tu pregunta queda guardada.',
    badKey:
      'Mi modelo de lenguaje no acepta mi clave, así que no puedo responder. Quien me administra tiene que revisar `OPENAI_API_KEY`. Tu pregunta queda guardada.',
    modelNotFound:
      'El modelo de lenguaje que tengo configurado no existe. Quien me administra tiene que revisar `OPENAI_MODEL` y `OPENAI_BASE_URL`. Tu pregunta queda guardada.',
    rateLimited:
      'Demasiada gente le está preguntando a mi modelo de lenguaje a la vez. Dale un minuto e inténtalo de nuevo. Tu pregunta queda guardada.',
    outOfQuota:
      'A mi cuenta del modelo de lenguaje se le acabó el saldo, así que no puedo responder. Por favor, avisa a quien me administra. Tu pregunta queda guardada.',
    overloaded:
      'Mi modelo de lenguaje tiene problemas en este momento. Inténtalo de nuevo en un minuto. Tu pregunta queda guardada.',
    unreachable:
      'Ahora mismo no consigo llegar a mi modelo de lenguaje. Inténtalo de nuevo en un minuto. Tu pregunta queda guardada.',
    rejected:
      'Mi modelo de lenguaje no aceptó esta petición. Inténtalo de nuevo, quizá con otras palabras. Tu pregunta queda guardada.',
    contentFilter:
      'El filtro de contenido de mi modelo de lenguaje detuvo esta respuesta. Intenta decirlo con otras palabras. Tu pregunta queda guardada.',
    tooLong:
      'Eso es más de lo que mi modelo de lenguaje puede leer de una vez. Inténtalo con una pregunta más corta; si no ayuda, quien me administra puede bajar `HISTORY_MESSAGES`. Tu pregunta queda guardada.',
    cutOff:
      'La conexión se cortó antes de que terminara. Lo que llevo escrito se conserva; inténtalo de nuevo para tener la respuesta entera.',
    length:
      'Me quedé sin espacio antes de terminar. Lo que llevo escrito se conserva: pídeme que siga o inténtalo de nuevo.',
    empty: 'Esta vez no encontré las palabras. Inténtalo de nuevo. Tu pregunta queda guardada.',
    internal:
      'Algo falló por mi parte y no pude hacerlo. Nada de lo guardado se ha perdido; inténtalo de nuevo en un minuto.',
    unreadable: '(Lo siento: estas palabras ya no se pueden leer.)',
  },

  safety: {
    selfHarm:
      'Gracias por contármelo. Lo que escribes me preocupa, y va antes que todo lo demás. Quien piensa en el suicidio o en hacerse daño, seas tú o alguien a quien quieres, no tiene que pasar por eso a solas: por favor, habla ahora con alguien, con una persona cercana o con la gente de aquí abajo.',
    violence:
      'Por lo que escribes, parece que alguien sufre daño o amenazas, o que podría pasar. La seguridad va antes que todo lo demás. Si te lo hacen a ti, no es culpa tuya. Si temes lo que podrías hacer tú, aléjate y llama antes de que pase. Estas personas están para eso.',
    minors:
      'No escribo nada sexual sobre menores de 18 años, sea cual sea el motivo. Si te hicieron algo así, no fue culpa tuya y mereces ayuda. Si hay un menor en peligro, o te preocupa lo que podrías hacer tú, por favor acude ahora a estas personas.',
    notPlayed:
      'Eso no lo ensayo: lo que interpreto no ha de volverse sexual. Por eso he dejado el papel, y nuestro ensayo termina aquí. No es un reproche. Si quieres hablar de ello, de la cercanía, de tus deseos o de tus límites, estoy aquí para acompañarte.',
    emergency: 'En peligro ahora mismo: {{numbers}}',
    elsewhere: 'En cualquier otro país: {{url}}',
    anywhere:
      'En peligro ahora mismo: el número de emergencias de donde estás (en muchos países, 112 o 911). Las personas de las que hablo están en casi todos los países; aquí encuentras las del tuyo: {{url}}',
    text: 'SMS al {{number}}',
    textWord: 'SMS con {{word}} al {{number}}',
  },

  profile: {
    title: 'Tu perfil',
    fields: {
      name: { label: 'Nombre', description: 'Te llamaré por tu nombre de pila' },
      age: { label: 'Edad', description: 'Un número entero, de {{min}} a {{max}}' },
      gender: { label: 'Género', description: 'Con tus propias palabras' },
      interests: {
        label: 'Intereses',
        description: 'Hasta {{limit}}, separados por comas o en líneas distintas',
      },
    },
    problems: {
      nameMissing: '**Nombre** está vacío: ¿cómo te llamo?',
      nameTooLong: '**Nombre** es demasiado largo: hasta {{nameLength}} caracteres, por favor.',
      ageNotANumber: '**Edad** no es un número entero: escríbela con cifras, por ejemplo 29.',
      ageTooOld: '**Edad** está por encima de {{maxAge}}: revísala, por favor.',
      genderMissing: '**Género** está vacío: dilo con tus propias palabras.',
      genderTooLong: '**Género** es demasiado largo: hasta {{genderLength}} caracteres, por favor.',
      interestsMissing: '**Intereses** está vacío: dime al menos una cosa que disfrutes.',
      interestsTooMany: '**Intereses** tiene demasiados: hasta {{interests}}, por favor.',
      interestTooLong:
        '**Intereses** tiene uno demasiado largo: hasta {{interestLength}} caracteres cada uno, separados por comas o en líneas distintas.',
    },
    invalid: 'Todavía no he guardado nada. Por favor, cambia esto:',
    tooYoung:
      'Gracias por decírmelo. Estoy hecho para personas adultas, a partir de {{minAge}} años, así que no puedo ser tu coach, y no guardo nada de lo que escribiste. Lo que te preocupa merece igualmente que alguien te escuche bien: quizá una persona adulta en quien confíes, o la orientación de tu escuela. Si prefieres hablar con alguien que no te conozca, <https://findahelpline.com> muestra ayuda gratuita y confidencial en muchos países. Te deseo lo mejor.',
    tooYoungKept: `Tu perfil ya no existe, y no te acompaño más como coach. Lo que hablamos antes se conserva hasta que lo borres aquí. Si solo fue un error al escribir, vuelve a crear tu perfil con ${slash(profile.name, profile.setup.name)} y seguimos donde lo dejamos.`,
    memory: {
      title: 'Lo que recuerdo',
      change: 'Cambiar recuerdos',
      clear: 'Borrar recuerdos',
      label: 'Con mis palabras, o con las tuyas',
      description: 'Lo que sé además de los últimos mensajes. Vacíalo para borrarlo.',
      unreadable: 'Ahora mismo no puedo leer lo que recuerdo de ti. Si sigue así, puedes borrarlo.',
      overtaken:
        'Mientras tanto he guardado más recuerdos, así que lo que escribiste aún no está guardado. Aquí tienes ambos: vuelve a cambiarlos con lo que quieras conservar de cada uno.',
    },
    more: {
      open: 'Más sobre ti',
      title: 'Más sobre ti',
      fields: {
        pronouns: { label: 'Pronombres', description: 'Por ejemplo: ella, él, elle' },
        seeking: {
          label: 'Lo que buscas',
          description: 'Por ejemplo: algo serio, primeras citas, paz con mi pareja',
        },
        tone: {
          label: '¿Cómo quieres que te hable?',
          description: 'Todo esto es opcional. Lo que dejes vacío, no lo guardo.',
        },
      },
      tones: {
        gentle: { name: 'Con suavidad', description: 'Con paciencia, primero el consuelo' },
        direct: { name: 'Sin rodeos', description: 'Directo al grano' },
        playful: { name: 'Con humor', description: 'Con ligereza y alguna broma' },
      },
      noTone: 'Como mejor venga',
      problems: {
        pronounsTooLong:
          '**Pronombres** es demasiado largo: hasta {{pronounsLength}} caracteres, por favor.',
        seekingTooLong:
          '**Lo que buscas** es demasiado largo: hasta {{seekingLength}} caracteres, por favor.',
      },
      saved: 'Gracias, lo tendré en cuenta.',
    },
    typed: 'Lo que escribiste',
    edit: 'Corregir mis respuestas',
    change: 'Cambiar mi perfil',
    saved: `¡Qué gusto conocerte, **{{name}}**! Pregúntame lo que quieras con ${slash(advice.name)}.`,
    changed: 'Gracias, **{{name}}**, lo tendré en cuenta.',
    savedAndAnswering: '¡Qué gusto conocerte, **{{name}}**! Vamos con tu pregunta.',
    answering: 'Ahora ya sé con quién hablo. Vamos con tu pregunta.',
    none: 'Todavía no tienes perfil.',
  },

  privacy: {
    exported:
      'Aquí lo tienes todo junto: lo que guardo de ti. Tu perfil y tus ajustes, todo lo que nos hemos escrito, con los enlaces a tus imágenes y tus 👍 y 👎, lo que recuerdo de ello, tus ensayos y tus seguimientos, y cuántas veces me has preguntado. Es algo íntimo, así que cuídalo bien.',
    packed:
      'Es tanto que lo he tenido que comprimir con gzip: descomprímelo (en casi cualquier ordenador basta un doble clic) y tendrás un texto que puedes leer.',
    unreadable:
      'Una parte ya no se puede leer, y lo siento. Donde faltan palabras, el archivo dice “unreadable”; todo lo demás está ahí.',
    confirmDelete: `Esto borra todo lo que guardo de ti: tu perfil y tus ajustes, todo lo que nos hemos escrito, con los enlaces a tus imágenes y tus 👍 y 👎, lo que recuerdo de ello, tus ensayos y tus seguimientos, y cuántas veces me has preguntado. No se puede deshacer; con ${slash(privacy.name, privacy.export.name)} puedes llevarte antes una copia. Lo que Discord muestra de nuestra conversación se queda allí.`,
    deleteAll: 'Borrarlo todo',
    keep: 'Conservarlo',
    deleted: `Está todo borrado: tu perfil y tus ajustes, todo lo que nos hemos escrito, lo que recordaba de ello, tus ensayos y tus seguimientos, y cuántas veces me has preguntado. Puedes empezar de nuevo cuando quieras con ${slash(profile.name, profile.setup.name)}.`,
    notDeleted:
      'Ahora mismo no he podido borrarlo todo: puede que una parte ya no esté y otra siga ahí. Inténtalo otra vez en un minuto, por favor.',
    kept: 'No se ha borrado nada.',
  },

  history: {
    title: 'Tus últimos mensajes',
    empty: `Todavía no hemos hablado. Pregúntame algo con ${slash(advice.name)}.`,
    you: 'Tú',
    coach: 'Confidant',
    status: {
      waiting: 'a la espera de tu perfil',
      streaming: 'escribiéndose',
      stopped: 'parada antes del final',
      failed: 'sin terminar',
    },
    page: 'Página {{page}} de {{pages}}',
    older: 'Anteriores',
    newer: 'Más recientes',
  },

  help: {
    title: 'Confidant, tu coach para los asuntos del corazón',
    body: `Te escucho, te pregunto y te digo con sinceridad lo que veo, para que encuentres tus propias palabras y tu próximo paso.

**Para empezar**
- ${slash(profile.name, profile.setup.name)}: cuéntame quién eres. Es medio minuto.
- ${slash(advice.name)}: pregúntame lo que quieras sobre el amor, las citas o la pareja.
- O escríbeme sin más: en nuestros mensajes directos cada mensaje es una pregunta. En un servidor, mencióname o respóndeme.
- **${commands.getAdvice.name}**, en el menú de un mensaje, en Aplicaciones: cómo suena un mensaje que recibiste. ${slash(advice.name)} también acepta la imagen de un chat.
- ${slash(practice.name)}: ensaya una conversación. Yo hago de la otra persona y luego la miramos juntos.
- ${slash(checkin.name)}: te pregunto después cómo fue, si tú quieres.

**Conviene saber**
- En los servidores solo tú ves mis respuestas a los comandos, a menos que pongas \`${advice.private.name}\` en False. Si me mencionas o me respondes, todos los que están allí leen la respuesta.
- Al responder recuerdo tus últimos mensajes y, de los anteriores, lo importante: ${slash(profile.name, profile.view.name)} lo muestra y te deja cambiarlo o borrarlo. ${slash(history.name)} los muestra, solo a ti.
- ${slash(profile.name, profile.view.name)} muestra lo que sé de ti; ${slash(privacy.name)} te da una copia de todo, o lo borra.

Soy coach, no terapeuta. Si estás en peligro o piensas en hacerte daño, acude por favor a alguien cercano o a los servicios de emergencia de donde vives.`,
  },
};
